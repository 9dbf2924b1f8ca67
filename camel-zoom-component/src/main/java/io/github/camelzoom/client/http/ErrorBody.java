package io.github.camelzoom.client.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.error.ZoomApiException.FieldError;

/**
 * The error body of an answer, read leniently: {@code {code, message, errors}}, {@code {errorCode, errorMessage}} of
 * some older endpoints and SCIM's {@code {detail}}.
 *
 * @param code    Zoom's code, 0 when there is none
 * @param message Zoom's words, cut to a length fit for a log; empty when there are none
 * @param fields  the field errors
 */
public record ErrorBody(long code, String message, List<FieldError> fields) {

    static final ErrorBody NONE = new ErrorBody(0, "", List.of());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_FIELDS = 20;
    /** Exactly these members and no other make a 200 answer an error; real results have more. */
    private static final Set<String> ERROR_MEMBERS = Set.of("code", "message", "errors", "error_message", "errorCode",
            "errorMessage", "status", "result");
    private static final Pattern SCOPES = Pattern.compile("scopes?\\s*:?\\s*\\[([^\\]]*)\\]");

    static ErrorBody read(byte[] body) {
        JsonNode root = parse(body);
        if (root == null || !root.isObject()) {
            return NONE;
        }
        long code = number(first(root, "code", "errorCode"));
        String message = clean(text(first(root, "message", "errorMessage", "error_message", "reason", "detail")));
        List<FieldError> fields = new ArrayList<>();
        for (JsonNode error : root.path("errors")) {
            if (fields.size() == MOST_FIELDS) {
                break;
            }
            fields.add(new FieldError(clean(text(error.path("field"))), clean(text(error.path("message")))));
        }
        return new ErrorBody(code, message, List.copyOf(fields));
    }

    /**
     * Some of Zoom's failures come with HTTP 200 and nothing but a code and a message. Code 0 means success.
     *
     * @return null when the body is no such failure
     */
    public static ErrorBody disguised(byte[] body) {
        int start = 0;
        while (start < body.length && Character.isWhitespace(body[start])) {
            start++;
        }
        if (start == body.length || body[start] != '{' || isOtherMember(body, start + 1) || !hasErrorMembersOnly(body)) {
            return null;
        }
        JsonNode root = parse(body);
        if (root == null || !root.isObject() || !first(root, "code", "errorCode").isIntegralNumber()
                || first(root, "message", "errorMessage", "error_message").isMissingNode()) {
            return null;
        }
        if (!root.path("result").isMissingNode() && !root.path("result").isNull()) {
            return null;
        }
        ErrorBody error = read(body);
        return error.code == 0 ? null : error;
    }

    /** Whether the first member is plainly none of an error's; spares most results the parser. */
    private static boolean isOtherMember(byte[] body, int from) {
        int start = from;
        while (start < body.length && Character.isWhitespace(body[start])) {
            start++;
        }
        if (start == body.length || body[start] != '"') {
            return false;
        }
        for (int end = start + 1; end < body.length; end++) {
            if (body[end] == '\\') {
                return false;
            }
            if (body[end] == '"') {
                return !ERROR_MEMBERS.contains(new String(body, start + 1, end - start - 1, StandardCharsets.UTF_8));
            }
        }
        return false;
    }

    /** Stops at the first other member: real results are many, and are not to be parsed twice. */
    private static boolean hasErrorMembersOnly(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (!ERROR_MEMBERS.contains(parser.currentName())) {
                    return false;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the answer says that the token lacks a scope. The text starts like an expiry, so the code decides. */
    boolean isMissingScope() {
        return code == 4711 || code == 4700 && message.contains("does not contain scopes");
    }

    List<String> scopes() {
        Matcher matcher = SCOPES.matcher(message);
        if (!matcher.find()) {
            return List.of();
        }
        return Pattern.compile("[,\\s]+").splitAsStream(matcher.group(1)).filter(scope -> !scope.isEmpty()).toList();
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static JsonNode first(JsonNode root, String... names) {
        for (String name : names) {
            if (root.hasNonNull(name)) {
                return root.get(name);
            }
        }
        return root.path(names[0]);
    }

    private static long number(JsonNode node) {
        return node.isTextual() ? parseOrZero(node.textValue()) : node.asLong(0);
    }

    private static long parseOrZero(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    private static String clean(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() > LONGEST_MESSAGE ? oneLine.substring(0, LONGEST_MESSAGE) + "..." : oneLine;
    }
}
