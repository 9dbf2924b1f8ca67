package io.github.camelzoom.client.catalog;

import java.util.Map;

/**
 * Builds the raw path of an operation from its template. Values are given as they are, never already encoded: letters,
 * digits and {@code -._~} stay, all else is percent-encoded, {@code /}, {@code +} and {@code @} too. A meeting, webinar
 * or session UUID that starts with {@code /} or contains {@code //} is encoded twice, every other value once: so Zoom's
 * documents ask for it. Pure function.
 *
 * @see <a href="https://developers.zoom.us/docs/api/using-zoom-apis/">Using Zoom APIs, "Meeting ID and UUID"</a>
 */
public final class PathEncoder {

    private PathEncoder() {}

    /**
     * @param  values             by exact parameter name; names of other parameters are ignored
     * @return                    the path with a leading slash, below the operation's base
     * @throws ParameterException if a value is missing, empty, {@code .} or {@code ..}, a list, contains a control
     *                            character, or looks like an id that a URI has damaged
     */
    public static String encode(Operation operation, Map<String, ?> values) {
        String template = operation.path();
        StringBuilder out = new StringBuilder(template.length() + 32);
        int from = 0;
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in() == Parameter.In.PATH) {
                // They are listed in the order of the path.
                int open = template.indexOf('{', from);
                out.append(template, from, open)
                        .append(segment(operation.name(), parameter, values.get(parameter.name())));
                from = template.indexOf('}', open) + 1;
            }
        }
        return out.append(template, from, template.length()).toString();
    }

    private static String segment(String operation, Parameter parameter, Object value) {
        ParameterText text = new ParameterText(operation, parameter);
        if (value == null) {
            throw text.refuse("is missing");
        }
        String segment = text.of(value);
        if (segment.isBlank()) {
            throw text.refuse("is empty");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw text.refuse("must not be a relative path segment");
        }
        String once = text.encode(segment);
        boolean ambiguous = segment.startsWith("/") || segment.contains("//");
        return ambiguous && parameter.mayHoldUuid() ? text.encode(once) : once;
    }
}
