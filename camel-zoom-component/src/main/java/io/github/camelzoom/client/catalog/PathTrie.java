package io.github.camelzoom.client.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Path templates as a tree of segments. Filled once by its owner, then only read. */
final class PathTrie {

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private Node placeholder;
        private final Map<String, Operation> byMethod = new HashMap<>(2);
    }

    private final Node root = new Node();

    void add(Operation operation) {
        Node node = root;
        for (String segment : segments(operation.path())) {
            if (segment.startsWith("{")) {
                if (node.placeholder == null) {
                    node.placeholder = new Node();
                }
                node = node.placeholder;
            } else {
                node = node.literals.computeIfAbsent(segment, key -> new Node());
            }
        }
        node.byMethod.put(operation.method(), operation);
    }

    /** The operation of a concrete path; null when no template fits. */
    Operation match(String method, String path) {
        return match(root, segments(path), 0, method);
    }

    private static Operation match(Node node, List<String> segments, int depth, String method) {
        if (depth == segments.size()) {
            return node.byMethod.get(method);
        }
        String segment = segments.get(depth);
        Node literal = node.literals.get(segment);
        Operation found = literal == null ? null : match(literal, segments, depth + 1, method);
        if (found == null && node.placeholder != null && !segment.isEmpty()) {
            found = match(node.placeholder, segments, depth + 1, method);
        }
        return found;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
