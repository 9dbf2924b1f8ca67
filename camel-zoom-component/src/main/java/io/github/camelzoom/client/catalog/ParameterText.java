package io.github.camelzoom.client.catalog;

import java.util.List;

/** A parameter's value as text, refused when it is visibly not what the caller meant. */
final class ParameterText {

    private static final String USE_RAW = "A '+' in a URI becomes a blank: use RAW(...) or a header";

    private final String operation;
    private final Parameter parameter;

    ParameterText(String operation, Parameter parameter) {
        this.operation = operation;
        this.parameter = parameter;
    }

    /**
     * @throws ParameterException for control characters outside the query, and for blanks in ids, e-mail addresses and in
     *                            front of numbers
     */
    String of(Object value) {
        String text = ValueText.of(operation, parameter, value);
        if (parameter.in() != Parameter.In.QUERY && hasControl(text)) {
            throw refuse("contains a control character");
        }
        if (text.indexOf(' ') >= 0 && parameter.isIdOrEmail()) {
            throw refuse("contains a blank, which no id or e-mail address does. " + USE_RAW);
        }
        if (text.startsWith(" ") && parameter.isNumber()) {
            throw refuse("starts with a blank. " + USE_RAW);
        }
        return text;
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    String encode(String text) {
        try {
            return PercentEncoding.encode(text);
        } catch (IllegalArgumentException e) {
            throw refuse("is not valid Unicode");
        }
    }

    ParameterException refuse(String problem) {
        String where = parameter.in() == Parameter.In.PATH ? "path parameter '" : "parameter '";
        return new ParameterException(operation, List.of(parameter.name()), where + parameter.name() + "' " + problem);
    }
}
