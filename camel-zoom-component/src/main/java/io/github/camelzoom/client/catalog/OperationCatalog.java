package io.github.camelzoom.client.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every known operation of Zoom's REST API, by name, by Zoom's operationId and by method and path. Immutable and
 * thread-safe; {@link #zoom()} is read from the resource {@code operations.tsv} at its first use.
 *
 * @see <a href="https://developers.zoom.us/docs/api/">Zoom API reference</a>
 */
public final class OperationCatalog {

    private static final String RESOURCE = "operations.tsv";
    private static final String VERSION_PREFIX = "/v2/";

    private static final class Holder {
        private static final OperationCatalog ZOOM = new OperationCatalog(read());
    }

    private final Map<String, Operation> byName;
    private final Map<String, List<Operation>> byId;
    private final PathTrie byPath = new PathTrie();

    OperationCatalog(Collection<Operation> operations) {
        Map<String, Operation> names = new LinkedHashMap<>(operations.size() * 2);
        Map<String, List<Operation>> ids = new HashMap<>(operations.size() * 2);
        for (Operation operation : operations) {
            if (names.put(operation.name(), operation) != null) {
                throw new IllegalArgumentException("operation '" + operation.name() + "' is there twice");
            }
            ids.computeIfAbsent(operation.operationId(), id -> new ArrayList<>(1)).add(operation);
            byPath.add(operation);
        }
        byName = Collections.unmodifiableMap(names);
        byId = ids;
    }

    /** Zoom's catalogue. */
    public static OperationCatalog zoom() {
        return Holder.ZOOM;
    }

    /** All operations, sorted by name; never null, not modifiable. */
    public Collection<Operation> all() {
        return byName.values();
    }

    /**
     * The operation of a name, else of an operationId that only one operation has. Slashes around it are ignored, since
     * URIs are written {@code zoom:users/list} as well as {@code zoom://users/list/}; case counts.
     *
     * @param nameOrOperationId null finds nothing
     */
    public Optional<Operation> find(String nameOrOperationId) {
        if (nameOrOperationId == null) {
            return Optional.empty();
        }
        String key = withoutSlashes(nameOrOperationId);
        Operation named = byName.get(key);
        if (named != null) {
            return Optional.of(named);
        }
        List<Operation> identified = byId.getOrDefault(key, List.of());
        return identified.size() == 1 ? Optional.of(identified.get(0)) : Optional.empty();
    }

    /**
     * Like {@link #find}, but an unknown name fails.
     *
     * @throws IllegalArgumentException with what the name may have meant
     */
    public Operation require(String nameOrOperationId) {
        return find(nameOrOperationId).orElseThrow(() -> new IllegalArgumentException(unknown(nameOrOperationId)));
    }

    /**
     * The operation that a concrete path belongs to. Fixed segments of a template win over placeholders, from the left:
     * {@code /users/me/zak} is not {@code /users/{userId}/{...}} while a template with {@code me} exists.
     *
     * @param method  any case
     * @param rawPath percent-encoded, with or without {@code /v2} in front and a query behind
     */
    public Optional<Operation> match(String method, String rawPath) {
        int query = rawPath.indexOf('?');
        String path = query < 0 ? rawPath : rawPath.substring(0, query);
        if (path.startsWith(VERSION_PREFIX)) {
            path = path.substring(VERSION_PREFIX.length() - 1);
        }
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.ofNullable(byPath.match(method.toUpperCase(Locale.ROOT), path));
    }

    /** Up to three names or operationIds that a wrong name may have meant, the most similar first; never null. */
    public List<String> suggest(String wrongName) {
        List<String> names = new ArrayList<>(byName.keySet());
        byId.forEach((id, operations) -> {
            if (operations.size() == 1) {
                names.add(id);
            }
        });
        return Spelling.suggest(withoutSlashes(wrongName), names);
    }

    private String unknown(String given) {
        if (given == null || given.isBlank()) {
            return "No Zoom operation given, e.g. 'users/list'";
        }
        List<Operation> identified = byId.getOrDefault(withoutSlashes(given), List.of());
        if (!identified.isEmpty()) {
            return "Zoom has several operations with the id '" + given + "'."
                    + Spelling.didYouMean(identified.stream().map(Operation::name).toList());
        }
        return "Unknown Zoom operation '" + given + "'." + Spelling.didYouMean(suggest(given));
    }

    private static String withoutSlashes(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && name.charAt(start) == '/') {
            start++;
        }
        while (end > start && name.charAt(end - 1) == '/') {
            end--;
        }
        return name.substring(start, end);
    }

    private static List<Operation> read() {
        List<Operation> operations = new ArrayList<>(2048);
        try (InputStream resource = OperationCatalog.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the catalogue " + RESOURCE + " is missing beside " + OperationCatalog.class);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    operations.add(OperationRow.parse(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue " + RESOURCE + " cannot be read", e);
        }
        return operations;
    }
}
