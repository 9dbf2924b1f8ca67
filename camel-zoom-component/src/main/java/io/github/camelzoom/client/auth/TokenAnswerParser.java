package io.github.camelzoom.client.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.auth.TokenAnswer.Granted;
import io.github.camelzoom.client.auth.TokenAnswer.Refused;
import io.github.camelzoom.client.auth.TokenAnswer.Unknown;

/**
 * Reads a token endpoint's answer, as leniently as Zoom writes it: one of its pages prints {@code Access_token} and
 * {@code Expire_in}, scopes come as text or list, and errors in two shapes. Pure, thread-safe.
 */
final class TokenAnswerParser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenAnswerParser() {}

    /**
     * @param body       null when it was too long to be read
     * @param retryAfter null when the answer had none
     */
    static TokenAnswer parse(int status, byte[] body, Duration retryAfter, String trackingId, TokenRequest request) {
        Map<String, JsonNode> fields = fields(body);
        String error = text(fields, "error");
        long code = number(fields, "errorcode", "code");
        if (status >= 500 || status == 408) {
            return new Unknown(true, status, "the token endpoint answered HTTP " + status, retryAfter, null);
        }
        boolean ok = status / 100 == 2;
        if (ok && error == null && (code == 0 || text(fields, "access_token") != null)) {
            return request.form().names().contains("grant_type")
                    ? granted(fields, status, retryAfter)
                    : accepted(fields, body, status, retryAfter);
        }
        String words = text(fields, "reason", "error_description", "errormessage", "message");
        if (words == null) {
            words = status / 100 == 3 ? "a redirect, which is never followed with credentials" : "HTTP " + status;
        }
        return new Refused(status, error == null ? null : Redaction.clean(error, request), code,
                Redaction.clean(words, request),
                retryAfter, trackingId);
    }

    private static TokenAnswer accepted(Map<String, JsonNode> fields, byte[] body, int status, Duration retryAfter) {
        // A revocation need not say more than 200 (RFC 7009 section 2.2).
        if (fields.isEmpty() && (body == null || body.length > 0)) {
            return new Unknown(true, status, "the OAuth server answered HTTP " + status + " without readable JSON", retryAfter,
                    null);
        }
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, value) -> {
            if (value.isValueNode() && !value.isNull()) {
                values.put(name, value.asText());
            }
        });
        return new TokenAnswer.Accepted(values);
    }

    private static TokenAnswer granted(Map<String, JsonNode> fields, int status, Duration retryAfter) {
        String access = text(fields, "access_token");
        String refresh = text(fields, "refresh_token");
        if (!isToken(access) || refresh != null && !isToken(refresh)) {
            return new Unknown(true, status, "the token endpoint answered HTTP " + status + " without a readable token",
                    retryAfter, null);
        }
        long seconds = number(fields, "expires_in", "expire_in");
        return new Granted(Secret.of(access), refresh == null ? null : Secret.of(refresh),
                seconds > 0 ? Duration.ofSeconds(seconds) : null, scopes(fields.get("scope")), apiUrl(text(fields, "api_url")));
    }

    private static Map<String, JsonNode> fields(byte[] body) {
        Map<String, JsonNode> fields = new HashMap<>();
        if (body != null && body.length > 0) {
            try {
                JsonNode root = JSON.readTree(body);
                root.properties().forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            } catch (JacksonException e) {
                // Its message may quote the body, so nothing of it is passed on.
                return Map.of();
            } catch (IOException e) {
                return Map.of();
            }
        }
        return fields;
    }

    private static String text(Map<String, JsonNode> fields, String... names) {
        for (String name : names) {
            JsonNode value = fields.get(name);
            if (value != null && value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
                return value.asText();
            }
        }
        return null;
    }

    private static long number(Map<String, JsonNode> fields, String... names) {
        for (String name : names) {
            JsonNode value = fields.get(name);
            if (value != null && value.isNumber()) {
                return value.longValue();
            }
            if (value != null && value.isTextual() && value.textValue().strip().matches("\\d{1,18}")) {
                return Long.parseLong(value.textValue().strip());
            }
        }
        return 0;
    }

    private static Set<String> scopes(JsonNode scope) {
        Set<String> scopes = new LinkedHashSet<>();
        if (scope == null) {
            return scopes;
        }
        if (scope.isArray()) {
            scope.forEach(each -> scopes.addAll(scopes(each)));
        } else if (scope.isTextual()) {
            for (String each : scope.textValue().strip().split("[\\s,]+")) {
                if (!each.isEmpty()) {
                    scopes.add(each);
                }
            }
        }
        return scopes;
    }

    private static URI apiUrl(String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.strip());
            return uri.getHost() != null && uri.getScheme() != null && uri.getScheme().startsWith("http") ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Only visible ASCII: anything else in a header would end it. */
    private static boolean isToken(String text) {
        return text != null && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
    }
}
