package io.github.camelzoom.consumer.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** What is read of a request: servers differ in how they hand it over. */
final class WebhookRequest {

    private static final String JSON = "application/json";
    private static final String REQUEST_ID = "x-zm-request-id";

    private WebhookRequest() {}

    static boolean isPost(Message message) {
        return "POST".equals(message.getHeader(Exchange.HTTP_METHOD));
    }

    static boolean isJson(Message message) {
        String type = message.getHeader(Exchange.CONTENT_TYPE) instanceof String text ? text : "";
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    /** Every value that a header came with. */
    static List<String> values(Message message, String header) {
        Object value = message.getHeader(header);
        if (value instanceof Iterable<?> several) {
            return StreamSupport.stream(several.spliterator(), false).map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** What Zoom calls the request, the same for each try; null when it does not say, or not clearly. */
    static String id(Message message) {
        List<String> ids = values(message, REQUEST_ID);
        return ids.size() == 1 && !ids.get(0).isBlank() ? ids.get(0).strip() : null;
    }

    /**
     * The body, to the byte as it came.
     *
     * @return null when it is longer than {@code most}
     */
    static byte[] body(Message message, int most) throws IOException {
        Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        if (length != null && length > most) {
            return null;
        }
        Object body = message.getBody();
        if (body == null || body instanceof Map<?, ?>) {
            // A Map is what some servers make of a form; of JSON they make none.
            return new byte[0];
        }
        byte[] bytes;
        if (body instanceof byte[] whole) {
            bytes = whole;
        } else if (body instanceof Reader text) {
            // So camel-platform-http-starter hands over what it could not cache.
            bytes = utf8(text, most + 1);
        } else {
            try (InputStream stream = message.getMandatoryBody(InputStream.class)) {
                bytes = stream.readNBytes(most + 1);
            } catch (InvalidPayloadException e) {
                throw new IOException(e);
            }
        }
        return bytes.length > most ? null : bytes;
    }

    /** As many characters as there are, but not more than {@code most}. */
    private static byte[] utf8(Reader text, int most) throws IOException {
        StringBuilder read = new StringBuilder();
        char[] some = new char[8192];
        try (text) {
            for (int count = 0; count >= 0 && read.length() < most; count = text.read(some, 0, Math.min(some.length, most - read
                    .length()))) {
                read.append(some, 0, count);
            }
        }
        return read.toString().getBytes(StandardCharsets.UTF_8);
    }
}
