package io.github.camelzoom.client.catalog;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds the raw query of an operation, in the order in which the operation lists its parameters, so that the same
 * values give the same text. A blank is {@code %20}; null values are left out; an empty text is sent, as
 * {@code next_page_token=} is how a first page may be asked for.
 *
 * <p>
 * Several values for one name: where Zoom declares an array (146 query parameters, mostly of Phone and Contact Center),
 * the name is repeated. The published schemas name no style for them; repeating is what OpenAPI says such an array means,
 * and the PowerShell module PSZoom sends these calls so. Where Zoom declares plain text, as for {@code member_ids}, a
 * name can stand there once only, so the values are joined by commas. A text with commas stays one value: names of teams
 * and regions may contain one. A list without any value is refused: a filter that silently falls away could widen what
 * is read or deleted to everything. Pure function.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.3#style-values">OpenAPI, style values</a>
 */
public final class QueryEncoder {

    private QueryEncoder() {}

    /**
     * @param  values             by exact parameter name; of an operation with unpublished query parameters all names
     *                            count that are not its path parameters
     * @return                    without a leading {@code ?}; empty when there is nothing to send
     * @throws ParameterException if a value must not be sent
     */
    public static String encode(Operation operation, Map<String, ?> values) {
        List<String> pairs = new ArrayList<>(values.size());
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in() == Parameter.In.QUERY) {
                add(operation.name(), parameter, values.get(parameter.name()), pairs);
            }
        }
        if (!operation.queryKnown()) {
            values.keySet().stream().filter(name -> operation.parameter(name).isEmpty()).sorted()
                    .forEach(name -> add(operation.name(), ParameterNames.require(operation, name), values.get(name), pairs));
        }
        return String.join("&", pairs);
    }

    /** The query of a call that names no operation: sorted by name, lists joined by commas. */
    static String encode(Map<String, ?> values) {
        List<String> pairs = new ArrayList<>();
        values.keySet().stream().sorted().forEach(name -> add("request",
                new Parameter(name, Parameter.In.QUERY, false, Parameter.Kind.SCALAR), values.get(name), pairs));
        return String.join("&", pairs);
    }

    private static void add(String operation, Parameter parameter, Object value, List<String> pairs) {
        if (value == null) {
            return;
        }
        ParameterText text = new ParameterText(operation, parameter);
        String start = text.encode(parameter.name()) + "=";
        if (!isList(value)) {
            pairs.add(start + text.encode(text.of(value)));
            return;
        }
        List<String> texts = texts(value, text);
        if (texts.isEmpty()) {
            throw text.refuse("is an empty list: give a value or leave it out");
        }
        if (parameter.array()) {
            texts.forEach(each -> pairs.add(start + text.encode(each)));
        } else {
            pairs.add(start + texts.stream().map(text::encode).collect(Collectors.joining(",")));
        }
    }

    private static boolean isList(Object value) {
        return value instanceof Iterable || value.getClass().isArray();
    }

    private static List<String> texts(Object value, ParameterText text) {
        List<String> texts = new ArrayList<>();
        if (value instanceof byte[] || value instanceof char[]) {
            throw text.refuse("cannot take bytes or characters: give text");
        }
        if (value instanceof Iterable<?> values) {
            values.forEach(each -> addText(each, text, texts));
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                addText(Array.get(value, i), text, texts);
            }
        }
        return texts;
    }

    private static void addText(Object value, ParameterText text, List<String> texts) {
        if (value != null) {
            texts.add(text.of(value));
        }
    }
}
