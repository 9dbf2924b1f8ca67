package io.github.camelzoom.producer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.ParameterNames;
import org.apache.camel.Exchange;

/**
 * The parameters of one call: those of the URI, then the dynamic ones of {@code toD}, then header
 * {@code CamelZoomParameters}, then single headers; the later beats the earlier. Stateless.
 */
public final class MessageParameters {

    /** Exchange property under which {@code toD} hands over the values it took out of the URI, a Map. */
    public static final String DYNAMIC = "CamelZoomDynamicParameters";

    /** Among those values, the directory of {@code zoom:download}. */
    public static final String DIRECTORY = "CamelZoomDirectory";

    private static final Set<String> OF_OTHERS = Set.of(ZoomConstants.PATH, ZoomConstants.METHOD, DIRECTORY);

    private MessageParameters() {}

    /**
     * @param  fromUri by exact names
     * @return         by exact names; a header of a parameter that the operation does not have is left out
     */
    static Map<String, Object> of(Operation operation, Map<String, Object> fromUri, Exchange exchange) {
        Map<String, Object> values = new LinkedHashMap<>(fromUri);
        dynamic(exchange).forEach((name, value) -> {
            if (OF_OTHERS.contains(name)) {
                throw new IllegalArgumentException("options path and method are for zoom:request only, directory is for"
                        + " zoom:download only");
            }
            values.put(ParameterNames.require(operation, name).name(), value);
        });
        Map<?, ?> map = exchange.getMessage().getHeader(ZoomConstants.PARAMETERS, Map.class);
        if (map != null) {
            map.forEach((name, value) -> ParameterNames.resolve(operation, String.valueOf(name)).map(Parameter::name)
                    .ifPresent(exact -> values.put(exact, value)));
        }
        headers(exchange).forEach((suffix, value) -> ParameterNames.resolveHeader(operation, suffix).map(Parameter::name)
                .ifPresent(exact -> values.put(exact, value)));
        return values;
    }

    /** For a call whose operation is not known: every parameter is one of the query, under the name given. */
    static Map<String, Object> ofRequest(Map<String, Object> fromUri, Exchange exchange) {
        Map<String, Object> values = new LinkedHashMap<>(fromUri);
        values.putAll(dynamic(exchange));
        values.keySet().removeAll(OF_OTHERS);
        Map<?, ?> map = exchange.getMessage().getHeader(ZoomConstants.PARAMETERS, Map.class);
        if (map != null) {
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        headers(exchange).forEach((suffix, value) -> {
            if (suffix.startsWith(".")) {
                values.put(suffix.substring(1), value);
            }
        });
        return values;
    }

    /**
     * Path or method of zoom:request: a header beats what {@code toD} took out of the URI, which beats the option.
     *
     * @param header name of the header
     */
    static String ofRequest(String header, String option, Exchange exchange) {
        Object dynamic = dynamic(exchange).getOrDefault(header, option);
        return exchange.getMessage().getHeader(header, dynamic, String.class);
    }

    /**
     * The directory of zoom:download: what {@code toD} took out of the URI beats the option.
     *
     * @return null when there is none
     */
    static Path directory(String option, Exchange exchange) {
        Object directory = dynamic(exchange).getOrDefault(DIRECTORY, option);
        return directory == null ? null : Path.of(directory.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> dynamic(Exchange exchange) {
        Map<String, Object> values = exchange.getProperty(DYNAMIC, Map.class);
        return values == null ? Map.of() : values;
    }

    private static Map<String, Object> headers(Exchange exchange) {
        Map<String, Object> found = new HashMap<>();
        int prefix = ZoomConstants.PARAM_PREFIX.length();
        for (Map.Entry<String, Object> header : exchange.getMessage().getHeaders().entrySet()) {
            String name = header.getKey();
            if (name.length() > prefix && name.regionMatches(true, 0, ZoomConstants.PARAM_PREFIX, 0, prefix)
                    && !name.equalsIgnoreCase(ZoomConstants.PARAMETERS) && header.getValue() != null) {
                found.put(name.substring(prefix), header.getValue());
            }
        }
        return found;
    }
}
