package io.github.camelzoom.consumer.webhook;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies as text, which is how camel-platform-http-starter hands over what it has not cached. */
class WebhookRequestTest {

    private static final String TEXT = "{\"a\":\"Café ☕ 😀\"}\r\n";
    private static final int LENGTH = TEXT.getBytes(StandardCharsets.UTF_8).length;

    private static byte[] body(Reader text, int most) throws IOException {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setBody(text);
        return WebhookRequest.body(message, most);
    }

    @Test
    void textIsTheBytesThatItWas() throws IOException {
        assertThat(body(new StringReader(TEXT), LENGTH)).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
        assertThat(body(new StringReader(""), LENGTH)).isEmpty();
    }

    @Test
    void theLimitIsInBytes() throws IOException {
        assertThat(body(new StringReader(TEXT), LENGTH - 1)).isNull();
    }

    @Test
    void textWithoutEndIsReadNoFurtherThanTheLimit() throws IOException {
        AtomicLong read = new AtomicLong();
        Reader endless = new Reader() {
            @Override
            public int read(char[] some, int from, int count) throws IOException {
                if (read.addAndGet(count) > 1_000_000) {
                    throw new IOException("It was read too far");
                }
                Arrays.fill(some, from, from + count, 'x');
                return count;
            }

            @Override
            public void close() {}
        };
        assertThat(body(endless, 100_000)).isNull();
        assertThat(read).hasValue(100_001);
    }
}
