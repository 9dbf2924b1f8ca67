package io.github.camelzoom.client.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form body of a token request (RFC 6749 appendix B). Immutable; {@code toString} shows names only, since values may
 * be secret. Zoom takes tokens in the body only: in a query string they are refused with code 124.
 */
public final class TokenForm {

    private final Map<String, String> fields;

    private TokenForm(Map<String, String> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** A form with the one field that every token request has. */
    public static TokenForm of(String grantType) {
        return new TokenForm(new LinkedHashMap<>()).with("grant_type", grantType);
    }

    /** A form for the pages beside the token endpoint, which want no {@code grant_type}: revocation, device codes. */
    public static TokenForm empty() {
        return new TokenForm(new LinkedHashMap<>());
    }

    /** This form with one more field, or with another value for a field that it has. */
    public TokenForm with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new TokenForm(more);
    }

    /** The names, in the order of the body. */
    public Set<String> names() {
        return fields.keySet();
    }

    /** The plain value, which may be secret: never pass it to a log. Null when there is no such field. */
    public String value(String name) {
        return fields.get(name);
    }

    /** The body: UTF-8, percent-encoded, pure ASCII. Holds secrets. */
    public String encode() {
        return fields.entrySet().stream().map(field -> encode(field.getKey()) + '=' + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "TokenForm" + fields.keySet();
    }
}
