package io.github.camelzoom.client.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

import io.github.camelzoom.client.catalog.Parameter.In;
import io.github.camelzoom.client.catalog.Parameter.Kind;

/**
 * From what a user writes to the parameter of an operation that is meant: Zoom's own spelling first, then its camelCase
 * form ({@code pageSize} for {@code page_size}, and the other way round). Where two parameters of one operation share
 * that form ({@code siteId}, {@code site_id}), only exact names count. Pure functions.
 */
public final class ParameterNames {

    private static final int LISTED = 20;

    private ParameterNames() {}

    /**
     * The parameter of a name from a URI or a map. An operation whose query parameters Zoom did not publish has every
     * name, as a query parameter.
     *
     * @return empty when the operation has no such parameter
     */
    public static Optional<Parameter> resolve(Operation operation, String name) {
        Optional<Parameter> exact = operation.parameter(name);
        if (exact.isPresent()) {
            return exact;
        }
        List<Parameter> alike = alike(operation, camelCase(name), String::equals);
        if (alike.size() == 1) {
            return Optional.of(alike.get(0));
        }
        return operation.queryKnown() || name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Parameter(name, In.QUERY, false, Kind.SCALAR));
    }

    /**
     * Like {@link #resolve}, but an unknown name fails.
     *
     * @throws ParameterException with the operation's parameters and what the name may have meant
     */
    public static Parameter require(Operation operation, String name) {
        return resolve(operation, name).orElseThrow(() -> unknown(operation, name));
    }

    /**
     * The parameter of a message header's suffix: {@code MeetingId} is {@code meetingId}, {@code PageSize} is
     * {@code page_size}, {@code .site_id} is {@code site_id} and nothing else. Transports may change the case of headers,
     * so case decides nothing. Where Zoom published no query parameters, headers can name path parameters only.
     *
     * @return empty when the operation has no such parameter: the header is meant for another step
     * @throws ParameterException if the suffix fits several parameters: guessing could act on the wrong object
     */
    public static Optional<Parameter> resolveHeader(Operation operation, String suffix) {
        boolean exactForm = suffix.startsWith(".");
        String form = exactForm ? suffix.substring(1) : suffix;
        if (exactForm && operation.parameter(form).isPresent()) {
            return operation.parameter(form);
        }
        List<Parameter> alike = exactForm
                ? operation.parameters().stream().filter(parameter -> parameter.name().equalsIgnoreCase(form)).toList()
                : alike(operation, form, String::equalsIgnoreCase);
        if (alike.size() > 1) {
            List<String> names = alike.stream().map(Parameter::name).toList();
            throw new ParameterException(operation.name(), names, "a header that ends in '" + suffix + "' can mean each of "
                    + names + ": end it in '." + names.get(0) + "', the exact name with a dot in front");
        }
        return alike.stream().findFirst();
    }

    /** Up to three parameters that a wrong name may have meant, the most similar first; never null. */
    public static List<String> suggest(Operation operation, String wrongName) {
        Map<String, String> byLetters = new LinkedHashMap<>();
        operation.parameters().forEach(parameter -> byLetters.putIfAbsent(letters(parameter.name()), parameter.name()));
        return Spelling.suggest(letters(wrongName), byLetters.keySet()).stream().map(byLetters::get).toList();
    }

    /** The error for a name that the operation does not have: did-you-mean and the real parameters, at most twenty. */
    public static ParameterException unknown(Operation operation, String wrongName) {
        return new ParameterException(operation.name(), List.of(wrongName), "unknown parameter '" + wrongName + "'."
                + Spelling.didYouMean(suggest(operation, wrongName)) + " " + describe(operation));
    }

    /** {@code page_size} becomes {@code pageSize}; what has no underscore and no hyphen stays as it is. */
    public static String camelCase(String name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || c == '-') {
                upper = out.length() > 0;
            } else {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return out.toString();
    }

    /** What is left to compare when the two ways of writing a name count as one. */
    private static String letters(String name) {
        return camelCase(name).toLowerCase(Locale.ROOT);
    }

    private static List<Parameter> alike(Operation operation, String camelCase, BiPredicate<String, String> same) {
        return operation.parameters().stream().filter(parameter -> same.test(camelCase(parameter.name()), camelCase)).toList();
    }

    private static String describe(Operation operation) {
        List<Parameter> parameters = operation.parameters();
        if (parameters.isEmpty()) {
            return "The operation has no parameters.";
        }
        StringBuilder out = new StringBuilder("Parameters: ");
        for (int i = 0; i < Math.min(LISTED, parameters.size()); i++) {
            out.append(i == 0 ? "" : ", ").append(parameters.get(i).name());
        }
        int more = parameters.size() - LISTED;
        return out.append(more > 0 ? " and " + more + " more" : "").append('.').toString();
    }
}
