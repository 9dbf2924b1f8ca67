package io.github.camelzoom.producer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonBodiesTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final JsonBodies bodies = new JsonBodies(new ObjectMapper());

    /** Refers to itself, which no JSON can. */
    public static final class Circle {
        public Circle getSelf() {
            return this;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "{\"a\":1}", " {\"a\" : [ ] } \n", "\"text\"", "0", "true", "null",
            "{\"big\":123456789012345678901234567890.1234567890}", "{\"a\":\"\\u00fc\ud83d\ude00\"}", "{\"a\":1,\"a\":2}" })
    void jsonTextIsSentAsItIs(String json) throws IOException {
        assertThat(sent(json)).isEqualTo(json);
        assertThat(sent(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "}", "{]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1,]", "nul", "01", "+1",
            "\"open",
            "{} x", "{}{}", "1 2", "\u0000", "<a/>", "a=b", "{\"a\":\"\u0001\"}", "{\"a\":\"\\x\"}", "NaN", "[[[[" })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> sent(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("the body");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"password\":\"hunter2\"", "{\"a\":hunter2}", "hunter2", "{\"hunter2}",
            "{\"a\":\"x\"} hunter2" })
    void aRefusalDoesNotQuoteTheBody(String text) {
        assertThatThrownBy(() -> sent(text)).hasMessageNotContaining("hunter2")
                .hasMessageMatching(".*(line 1, column|one JSON).*")
                .hasNoCause();
    }

    @Test
    void brokenBytesAreRefused() {
        for (byte[] bytes : List.of(new byte[]{ (byte) 0xff }, new byte[]{ '{', '"', (byte) 0xc3, '"', ':', '1', '}' },
                new byte[]{ 0, 1, 2 })) {
            assertThatThrownBy(() -> sent(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void randomDamageIsEitherJsonOrRefused() throws IOException {
        ObjectMapper strict = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        Random random = new Random(11);
        byte[] valid = "{\"topic\":\"A\",\"n\":[1,2.5,-3e4,true,null],\"o\":{\"x\":\"\u00fc\"}}"
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = valid.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
            }
            try {
                assertThat(sent(bytes)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
                strict.readTree(bytes);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("the body");
            }
        }
    }

    @Test
    void valuesKeepTheirKind() throws IOException {
        assertThat(sent(Map.of("a", false))).isEqualTo("{\"a\":false}");
        assertThat(sent(Map.of("a", 0))).isEqualTo("{\"a\":0}");
        assertThat(sent(Map.of("a", List.of()))).isEqualTo("{\"a\":[]}");
        assertThat(sent(Map.of("a", new BigDecimal("1.10")))).isEqualTo("{\"a\":1.10}");
        assertThat(sent(Collections.singletonMap("a", null))).isEqualTo("{\"a\":null}");
        assertThat(sent(List.of("a", 1))).isEqualTo("[\"a\",1]");
        assertThat(sent(Map.of())).isEqualTo("{}");
        assertThat(sent(new int[]{ 1, 2 })).isEqualTo("[1,2]");
    }

    @Test
    void whatCannotBecomeJsonIsRefusedByType() {
        assertThatThrownBy(() -> sent(new Circle())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sent(1)).hasMessageContaining("Integer");
        assertThatThrownBy(() -> sent(true)).hasMessageContaining("Boolean");
        assertThatThrownBy(() -> sent('c')).hasMessageContaining("Character");
    }

    @Test
    void aJsonBodyCanBeSentAgain() {
        assertThat(entity("{}").isRepeatable()).isTrue();
        assertThat(entity("{}").getContentType()).isEqualTo("application/json");
        assertThat(entity(null)).isNull();
        assertThat(entity("  ")).isNull();
    }

    private HttpEntity entity(Object body) {
        exchange.getMessage().setBody(body);
        return bodies.entity(exchange.getMessage());
    }

    private String sent(Object body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entity(body).writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
