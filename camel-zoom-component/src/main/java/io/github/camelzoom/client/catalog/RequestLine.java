package io.github.camelzoom.client.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.camelzoom.client.catalog.Parameter.In;

/**
 * What a call sends besides its body and its bearer: the pure result of an operation and parameter values. Immutable.
 *
 * @param method          the HTTP method, upper case
 * @param base            under which address
 * @param rawPathAndQuery percent-encoded; must be sent byte for byte, as normalising it damages UUIDs
 * @param headers         further request headers, from header parameters; never null
 */
public record RequestLine(String method, ApiBase base, String rawPathAndQuery, Map<String, String> headers) {

    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,20}");

    public RequestLine {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(rawPathAndQuery, "rawPathAndQuery");
        headers = Map.copyOf(headers);
    }

    /**
     * The request line of an operation.
     *
     * @param  parameters         values by parameter name, exact or camelCase; a null value counts as not given
     * @throws ParameterException if the operation cannot be called, a parameter is unknown or given twice, required ones
     *                            are missing (all are named at once), or a value must not be sent
     */
    public static RequestLine of(Operation operation, Map<String, ?> parameters) {
        if (operation.unsupportedReason() != null) {
            throw new ParameterException(operation.name(), List.of(), "cannot be called: " + operation.unsupportedReason());
        }
        Map<String, Object> values = exactNames(operation, parameters);
        requireComplete(operation, values);
        String path = PathEncoder.encode(operation, values);
        String query = QueryEncoder.encode(operation, values);
        return new RequestLine(operation.method(), operation.base(), query.isEmpty() ? path : path + "?" + query,
                headers(operation, values));
    }

    /**
     * The request line of a call by method and path, under the default base.
     *
     * @throws ParameterException if the method is not an HTTP token or the path is refused by {@link RawPath}
     */
    public static RequestLine of(String method, String pathAndQuery) {
        if (method == null || !METHOD.matcher(method).matches()) {
            throw new ParameterException("request", List.of("method"), "the method must be a word such as GET or PATCH");
        }
        return new RequestLine(method.toUpperCase(Locale.ROOT), ApiBase.API, RawPath.parse(pathAndQuery).pathAndQuery(),
                Map.of());
    }

    /**
     * Names of the required parameters that have no value, in the operation's order; empty when none is missing.
     *
     * @param names spelled exactly or in camelCase, unknown ones ignored
     */
    public static List<String> missing(Operation operation, Iterable<String> names) {
        List<String> given = new ArrayList<>();
        for (String name : names) {
            ParameterNames.resolve(operation, name).map(Parameter::name).ifPresent(given::add);
        }
        return operation.parameters().stream().filter(Parameter::required).map(Parameter::name)
                .filter(name -> !given.contains(name)).toList();
    }

    /**
     * The request line of a call by method and path. A path that the catalogue knows goes to that operation's base, any
     * other one to the default base.
     *
     * @param  query              further query parameters by exact name; a null value counts as not given
     * @throws ParameterException like {@link #of(String, String)}, or when a value must not be sent
     */
    public static RequestLine of(String method, String pathAndQuery, Map<String, ?> query) {
        RequestLine line = of(method, pathAndQuery);
        ApiBase base = OperationCatalog.zoom().match(line.method(), line.rawPathAndQuery()).map(Operation::base)
                .filter(known -> known.unsupportedReason() == null).orElse(ApiBase.API);
        String more = QueryEncoder.encode(query);
        String separator = more.isEmpty() ? "" : line.rawPathAndQuery().indexOf('?') < 0 ? "?" : "&";
        return new RequestLine(line.method(), base, line.rawPathAndQuery() + separator + more, Map.of());
    }

    /** The raw path without the query. */
    public String rawPath() {
        int mark = rawPathAndQuery.indexOf('?');
        return mark < 0 ? rawPathAndQuery : rawPathAndQuery.substring(0, mark);
    }

    /** The error for parameters that {@link #missing} found. */
    public static ParameterException missingError(Operation operation, List<String> names) {
        String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new ParameterException(operation.name(), names,
                "missing required parameter" + (names.size() == 1 ? " " : "s ") + quoted);
    }

    /** The whole URL under the given addresses. */
    public String url(BaseUrls baseUrls) {
        return baseUrls.urlOf(base) + rawPathAndQuery;
    }

    private static Map<String, Object> exactNames(Operation operation, Map<String, ?> parameters) {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            Parameter parameter = ParameterNames.require(operation, name);
            if (value != null && values.put(parameter.name(), value) != null) {
                throw new ParameterException(operation.name(), List.of(parameter.name()),
                        "parameter '" + parameter.name() + "' is given twice, in two spellings");
            }
        });
        return values;
    }

    private static void requireComplete(Operation operation, Map<String, Object> values) {
        for (Parameter parameter : operation.parameters()) {
            if (parameter.required() && !values.containsKey(parameter.name())) {
                throw missingError(operation, missing(operation, values.keySet()));
            }
        }
    }

    private static Map<String, String> headers(Operation operation, Map<String, Object> values) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            Object value = parameter.in() == In.HEADER ? values.get(parameter.name()) : null;
            if (value != null) {
                headers.put(parameter.name(), headerText(operation, parameter, value));
            }
        }
        return headers;
    }

    private static String headerText(Operation operation, Parameter parameter, Object value) {
        ParameterText text = new ParameterText(operation.name(), parameter);
        String header = text.of(value);
        if (!header.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw text.refuse("goes into a request header, which takes ASCII only");
        }
        return header;
    }
}
