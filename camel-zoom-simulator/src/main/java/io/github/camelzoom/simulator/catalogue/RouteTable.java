package io.github.camelzoom.simulator.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the operation of a raw path. Segments are compared as sent; fixed ones win over placeholders. Immutable once built. */
public final class RouteTable {

    /** How a raw path fared. */
    public sealed interface Match {

        /** Found; {@code rawParameters} are path parameters as sent, still encoded. */
        record Found(Operation operation, Map<String, String> rawParameters) implements Match {}

        /** The path exists for other methods. */
        record OtherMethods(String allowed) implements Match {}

        /** No such path here, but the same path exists under the other prefix: on Zoom it is another host. */
        record OtherHost() implements Match {}

        /** No such path. */
        record Unknown() implements Match {}
    }

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private final Map<String, Operation> operations = new HashMap<>();
        private Node placeholder;
    }

    private final Node v2 = new Node();
    private final Node bare = new Node();

    /** Routes to the given operations. */
    public RouteTable(List<Operation> operations) {
        for (Operation operation : operations) {
            Node node = operation.underV2() ? v2 : bare;
            for (String segment : operation.path().substring(1).split("/")) {
                if (segment.startsWith("{")) {
                    node.placeholder = node.placeholder == null ? new Node() : node.placeholder;
                    node = node.placeholder;
                } else {
                    node = node.fixed.computeIfAbsent(segment, s -> new Node());
                }
            }
            node.operations.put(operation.method(), operation);
        }
    }

    /** Looks a request up. */
    public Match match(String method, String rawPath) {
        boolean underV2 = rawPath.startsWith("/v2/");
        String[] segments = (underV2 ? rawPath.substring(4) : rawPath.substring(1)).split("/", -1);
        List<Node> nodes = new ArrayList<>();
        collect(underV2 ? v2 : bare, segments, 0, nodes);
        for (Node node : nodes) {
            Operation operation = node.operations.get(method);
            if (operation != null) {
                return new Match.Found(operation, parameters(operation, segments));
            }
        }
        if (!nodes.isEmpty()) {
            TreeSet<String> allowed = new TreeSet<>();
            nodes.forEach(n -> allowed.addAll(n.operations.keySet()));
            return new Match.OtherMethods(String.join(", ", allowed));
        }
        collect(underV2 ? bare : v2, segments, 0, nodes);
        return nodes.isEmpty() ? new Match.Unknown() : new Match.OtherHost();
    }

    private static void collect(Node node, String[] segments, int depth, List<Node> found) {
        if (depth == segments.length) {
            if (!node.operations.isEmpty()) {
                found.add(node);
            }
            return;
        }
        Node fixed = node.fixed.get(segments[depth]);
        if (fixed != null) {
            collect(fixed, segments, depth + 1, found);
        }
        if (node.placeholder != null && !segments[depth].isEmpty()) {
            collect(node.placeholder, segments, depth + 1, found);
        }
    }

    private static Map<String, String> parameters(Operation operation, String[] segments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String[] pattern = operation.path().substring(1).split("/");
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                parameters.put(pattern[i].substring(1, pattern[i].length() - 1), segments[i]);
            }
        }
        return parameters;
    }
}
