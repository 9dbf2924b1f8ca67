package io.github.camelzoom.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header fields of a request as they arrived: names compare without case, values keep their order. Immutable. */
public final class Headers {

    private final Map<String, List<String>> values;

    /** Copies the given name and value pairs. */
    public Headers(Iterable<Map.Entry<String, String>> entries) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entries.forEach(e -> copy.computeIfAbsent(e.getKey(), k -> new ArrayList<>()).add(e.getValue()));
        copy.replaceAll((k, v) -> List.copyOf(v));
        this.values = copy;
    }

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a header, empty when it was not sent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether the header was sent. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /** All headers as a read-only map. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
