package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.http.LiveAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/**
 * The headers that tell about an answer. Only this fixed list is ever set, and values of an earlier call are removed.
 *
 * @param status      the HTTP status
 * @param contentType null when the answer has no body
 */
record ResultHeaders(int status, String contentType, String trackingId, String category, String limitType, String limit,
        String remaining) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    static ResultHeaders of(LiveAnswer answer) {
        return new ResultHeaders(answer.status(), mediaType(answer), answer.header("x-zm-trackingid"),
                answer.header("X-RateLimit-Category"), answer.header("X-RateLimit-Type"),
                answer.header("X-RateLimit-Limit"), answer.header("X-RateLimit-Remaining"));
    }

    /** JSON is UTF-8 by definition, so its charset parameter says nothing. */
    private static String mediaType(LiveAnswer answer) {
        return answer.isJson() ? answer.contentType().split(";", 2)[0].strip() : answer.contentType();
    }

    boolean isJson() {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).endsWith("json");
    }

    void writeTo(Message message) {
        put(message, ZoomConstants.RESPONSE_CODE, status);
        put(message, ZoomConstants.TRACKING_ID, trackingId);
        put(message, ZoomConstants.RATE_LIMIT_CATEGORY, category);
        put(message, ZoomConstants.RATE_LIMIT_TYPE, limitType);
        put(message, ZoomConstants.RATE_LIMIT_LIMIT, number(limit));
        put(message, ZoomConstants.RATE_LIMIT_REMAINING, number(remaining));
        put(message, Exchange.CONTENT_TYPE, message.getBody() == null ? null : contentType);
        message.removeHeader(ZoomConstants.TOTAL_RECORDS);
        message.removeHeader(ZoomConstants.NEXT_PAGE_TOKEN);
        message.removeHeader(ZoomConstants.COMPLETE);
    }

    /** The headers of a list answer, out of its body; the body itself is left as it is. */
    static void writePaging(Message message) throws IOException {
        Object body = message.getBody();
        String next = null;
        Long total = null;
        if (body instanceof Map<?, ?> map) {
            next = map.get("next_page_token") instanceof String text ? text : null;
            total = map.get("total_records") instanceof Number number ? (Long) number.longValue() : null;
        } else if (body instanceof JsonNode node) {
            next = node.path("next_page_token").textValue();
            total = node.path("total_records").isNumber() ? (Long) node.path("total_records").longValue() : null;
        } else if (body instanceof byte[] || body instanceof StreamCache && !(body instanceof LiveStream)) {
            try (JsonParser parser = parser(body)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("next_page_token") && value == JsonToken.VALUE_STRING) {
                        next = parser.getText();
                    } else if (name.equals("total_records") && value == JsonToken.VALUE_NUMBER_INT) {
                        total = parser.getLongValue();
                    }
                    parser.skipChildren();
                }
            } finally {
                if (body instanceof StreamCache cache) {
                    cache.reset();
                }
            }
        } else {
            return;
        }
        boolean last = next == null || next.isEmpty();
        put(message, ZoomConstants.NEXT_PAGE_TOKEN, last ? null : next);
        put(message, ZoomConstants.TOTAL_RECORDS, total);
        put(message, ZoomConstants.COMPLETE, last);
    }

    /**
     * The headers of a list that is read from many answers.
     *
     * @param total null when it is not known
     */
    static void writeList(Message message, Long total) {
        new ResultHeaders(0, "application/json", null, null, null, null, null).writeTo(message);
        message.removeHeader(ZoomConstants.RESPONSE_CODE);
        put(message, ZoomConstants.TOTAL_RECORDS, total);
        message.removeHeader(ZoomConstants.VANISHED_PARENTS);
    }

    private static JsonParser parser(Object body) throws IOException {
        return body instanceof byte[] bytes
                ? JSON.createParser(bytes)
                : JSON.createParser((InputStream) body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
    }

    private static Long number(String text) {
        return text != null && NUMBER.matcher(text).matches() ? (Long) Long.parseLong(text) : null;
    }

    private static void put(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }
}
