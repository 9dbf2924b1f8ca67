package io.github.camelzoom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.camelzoom.producer.MessageParameters;

/**
 * A {@code toD} URI, split by its template: what stays the same in a URI of its own, and the values that an expression
 * gave. The template tells where a value begins and ends, so that a value may contain anything.
 *
 * @param staticUri the URI without the dynamic parameters
 * @param values    the dynamic parameters by name; path and method of {@code zoom:request} by the names of their headers, the
 *                  directory of {@code zoom:download} as {@link MessageParameters#DIRECTORY}
 */
record DynamicUri(String staticUri, Map<String, String> values) {

    private static final String EXPRESSION = "${";

    /**
     * @param  uri      after evaluation
     * @param  template before it
     * @param  isOption whether a name is an endpoint option, which has to stay in the URI
     * @return          null when nothing can be taken out
     */
    static DynamicUri parse(String uri, String template, Predicate<String> isOption) {
        int question = outsideExpression(template, '?', 0);
        int uriQuestion = uri.indexOf('?');
        if (question < 0 || uriQuestion < 0) {
            return null;
        }
        List<String> pairs = pairs(template.substring(question + 1));
        Map<String, String> dynamic = new LinkedHashMap<>();
        List<String> kept = new ArrayList<>();
        String rest = uri.substring(uriQuestion + 1);
        for (int i = 0; i < pairs.size(); i++) {
            String pair = pairs.get(i);
            int equals = outsideExpression(pair, '=', 0);
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || key.contains(EXPRESSION) || !rest.startsWith(key + "=")) {
                return null;
            }
            int end = i + 1 < pairs.size() ? rest.indexOf("&" + name(pairs.get(i + 1)) + "=") : rest.length();
            if (end < 0) {
                return null;
            }
            String value = rest.substring(key.length() + 1, end);
            rest = i + 1 < pairs.size() ? rest.substring(end + 1) : "";
            if (pair.contains(EXPRESSION) && (key.startsWith("param.") || !isOption.test(key))) {
                dynamic.put(parameter(key), withoutRaw(value));
            } else {
                kept.add(key + "=" + value);
            }
        }
        if (dynamic.isEmpty()) {
            return null;
        }
        String path = uri.substring(0, uriQuestion);
        return new DynamicUri(kept.isEmpty() ? path : path + "?" + String.join("&", kept), dynamic);
    }

    /** Without its prefix. The options that may be dynamic are told from parameters of the same name. */
    private static String parameter(String key) {
        return switch (key) {
            case "path" -> ZoomConstants.PATH;
            case "method" -> ZoomConstants.METHOD;
            case "directory" -> MessageParameters.DIRECTORY;
            default -> key.startsWith("param.") ? key.substring("param.".length()) : key;
        };
    }

    private static String name(String pair) {
        int equals = outsideExpression(pair, '=', 0);
        return equals < 0 ? pair : pair.substring(0, equals);
    }

    private static String withoutRaw(String value) {
        boolean raw = value.startsWith("RAW(") && value.endsWith(")") || value.startsWith("RAW{") && value.endsWith("}");
        return raw ? value.substring(4, value.length() - 1) : value;
    }

    private static List<String> pairs(String query) {
        List<String> pairs = new ArrayList<>();
        int start = 0;
        for (int at = outsideExpression(query, '&', 0); at >= 0; at = outsideExpression(query, '&', start)) {
            pairs.add(query.substring(start, at));
            start = at + 1;
        }
        pairs.add(query.substring(start));
        return pairs;
    }

    /** The index of a character that is not inside {@code ${...}}, -1 when there is none. */
    private static int outsideExpression(String text, char wanted, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                depth++;
                i++;
            } else if (c == '}' && depth > 0) {
                depth--;
            } else if (c == wanted && depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
