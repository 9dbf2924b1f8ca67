package io.github.camelzoom.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decoded {@code name=value} pairs of a query or a form body, in order, repeats kept. Immutable. */
public final class FormParameters {

    private final Map<String, List<String>> values;

    private FormParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Decodes {@code application/x-www-form-urlencoded} text; null means none. */
    public static FormParameters parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&")) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                    values.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return new FormParameters(values);
    }

    /** These and the given ones together. */
    public FormParameters and(FormParameters other) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        values.forEach((n, v) -> all.put(n, new ArrayList<>(v)));
        other.values.forEach((n, v) -> all.computeIfAbsent(n, k -> new ArrayList<>()).addAll(v));
        return new FormParameters(all);
    }

    /** First value of a name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** First value of a name unless it is empty. */
    public Optional<String> nonEmpty(String name) {
        return first(name).filter(v -> !v.isEmpty());
    }

    /** All values of a name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether the name was given at all. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /** Whether some name was given more than once. */
    public boolean hasRepeats() {
        return values.values().stream().anyMatch(v -> v.size() > 1);
    }

    /** Names with their first values. */
    public Map<String, String> firsts() {
        Map<String, String> result = new LinkedHashMap<>();
        values.forEach((n, v) -> result.put(n, v.get(0)));
        return result;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
