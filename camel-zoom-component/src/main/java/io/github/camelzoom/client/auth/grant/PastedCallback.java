package io.github.camelzoom.client.auth.grant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import io.github.camelzoom.client.auth.Secret;

/**
 * What a person pasted after a consent: the URL at which the browser ended, its query alone, or just the code. Immutable,
 * thread-safe; {@code toString} shows nothing of it.
 *
 * @param code  null when there is none
 * @param state null when there is none
 * @param error OAuth's word when the person denied, e.g. {@code access_denied}; null when there is none
 */
public record PastedCallback(Secret code, String state, String error) {

    /**
     * Never fails: text that cannot be understood has neither code nor error.
     *
     * @param text null counts as empty
     */
    public static PastedCallback parse(String text) {
        String pasted = text == null ? "" : text.strip();
        int query = pasted.indexOf('?');
        boolean isUrl = query >= 0 || pasted.contains("://") || pasted.startsWith("code=") || pasted.startsWith("error=")
                || pasted.startsWith("state=");
        if (!isUrl) {
            return new PastedCallback(secret(pasted), null, null);
        }
        String fields = pasted.substring(query + 1);
        int fragment = fields.indexOf('#');
        return parseQuery(fragment < 0 ? fields : fields.substring(0, fragment));
    }

    private static PastedCallback parseQuery(String query) {
        String code = null;
        String state = null;
        String error = null;
        for (String field : query.split("&")) {
            int equals = field.indexOf('=');
            String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
            switch (equals < 0 ? field : field.substring(0, equals)) {
                case "code" -> code = value;
                case "state" -> state = value;
                case "error" -> error = value;
                default -> {
                    // Whatever else the browser brought is of no use here.
                }
            }
        }
        return new PastedCallback(secret(code), state, error);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A stray percent sign, cut off when it was copied.
            return text;
        }
    }

    private static Secret secret(String text) {
        boolean plausible = text != null && !text.isEmpty() && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
        return plausible ? Secret.of(text) : null;
    }

    @Override
    public String toString() {
        return "PastedCallback[" + (code != null ? "code" : error != null ? "error" : "nothing") + "]";
    }
}
