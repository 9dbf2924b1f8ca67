package io.github.camelzoom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.ParameterNames;
import io.github.camelzoom.client.catalog.Spelling;

/** The parameters that an endpoint URI gives to its operation. Pure functions. */
final class UriParameters {

    /** Options that mean something for zoom:request only. */
    private static final Set<String> REQUEST_OPTIONS = Set.of("method", "path");

    private UriParameters() {}

    /**
     * @param  prefixed                 given as {@code param.name}
     * @param  bare                     given as {@code name}
     * @param  options                  endpoint options of the URI, which may shadow parameters of the same name
     * @param  allOptions               every option that an endpoint has
     * @return                          values by the parameters' exact names
     * @throws IllegalArgumentException for an unknown or doubled name, or a shadowed parameter without its prefix
     */
    static Map<String, Object> of(Operation operation, Map<String, Object> prefixed, Map<String, Object> bare,
            Set<String> options, Set<String> allOptions) {
        Map<String, Object> values = new LinkedHashMap<>();
        new TreeMap<>(prefixed).forEach((name, value) -> put(operation, values, name, value));
        new TreeMap<>(bare).forEach((name, value) -> {
            refuseMisspelledOption(operation.name(), name, operation.parameter(name).isPresent(), allOptions);
            put(operation, values, name, value);
        });
        for (String option : options) {
            refuseShadowed(operation, values, option);
        }
        return values;
    }

    /** A misspelled option must not become a parameter: its value may be a secret, and would go to Zoom. */
    private static void refuseMisspelledOption(String operation, String name, boolean isParameter, Set<String> allOptions) {
        List<String> meant = isParameter ? List.of() : Spelling.suggest(name, allOptions);
        boolean close = meant.stream().anyMatch(option -> Math.abs(option.length() - name.length()) <= 2);
        if (close) {
            throw new IllegalArgumentException(operation + ": unknown option '" + name + "'." + Spelling.didYouMean(meant)
                    + " A parameter of that name is given as param." + name);
        }
    }

    private static void put(Operation operation, Map<String, Object> values, String name, Object value) {
        String exact = ParameterNames.require(operation, name).name();
        if (values.putIfAbsent(exact, value) != null) {
            throw new IllegalArgumentException(operation.name() + ": parameter '" + exact + "' is given twice");
        }
    }

    private static void refuseShadowed(Operation operation, Map<String, Object> values, String option) {
        Optional<Parameter> shadowed = ParameterNames.resolve(operation, option);
        boolean requestOnly = REQUEST_OPTIONS.contains(option);
        if (shadowed.isEmpty() && !requestOnly || shadowed.isPresent() && values.containsKey(shadowed.get().name())) {
            return;
        }
        if (shadowed.isEmpty()) {
            throw new IllegalArgumentException(operation.name() + ": option " + option + " is for zoom:request only");
        }
        if (requestOnly || shadowed.get().required()) {
            String name = shadowed.get().name();
            throw new IllegalArgumentException(operation.name() + ": '" + option + "' is an option of the endpoint, so the"
                    + " operation's parameter '" + name + "' is still missing; give it as param." + name);
        }
    }

    /** For zoom:request: every parameter becomes one of the query. */
    static Map<String, Object> ofRequest(Map<String, Object> prefixed, Map<String, Object> bare, Set<String> allOptions) {
        bare.keySet().forEach(name -> refuseMisspelledOption(ZoomEndpoint.REQUEST, name, false, allOptions));
        Map<String, Object> values = new LinkedHashMap<>(new TreeMap<>(prefixed));
        values.putAll(new TreeMap<>(bare));
        return values;
    }

    /** For what takes no parameters. */
    static Map<String, Object> none(String operation, Map<String, Object> prefixed, Map<String, Object> bare) {
        List<String> names = Stream.concat(prefixed.keySet().stream(), bare.keySet().stream()).sorted().toList();
        if (!names.isEmpty()) {
            throw new IllegalArgumentException("zoom:" + operation + " has no parameters, but the URI gives " + names);
        }
        return Map.of();
    }
}
