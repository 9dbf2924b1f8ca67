package io.github.camelzoom;

import java.io.InputStream;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers that no document shows, and that come all the same. */
class OddAnswersTest extends CamelTestSupport {

    private static final TlsWireMock WIRE = new TlsWireMock();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        WIRE.serve(context);
        return context;
    }

    @BeforeEach
    void reset() {
        WIRE.reset();
    }

    @AfterAll
    static void stop() {
        WIRE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "MAP", "NODE", "BYTES", "STREAM", "java.util.Map" })
    void emptyAndUntypedIsNoBody(String outputType) {
        answer(aResponse().withStatus(200));
        assertThat(ok("zoom:users/list?outputType=" + outputType).getBody()).isNull();
        answer(aResponse().withStatus(201).withHeader("Content-Type", "text/plain").withHeader("Content-Length", "0"));
        assertThat(ok("zoom:users/list?outputType=" + outputType).getBody()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/pdf", "text/csv;charset=UTF-8", "application/octet-stream", "audio/mp4",
            "text/plain" })
    void whatIsNotJsonArrivesAsItIs(String type) throws Exception {
        byte[] content = { '%', 'P', 'D', 'F', '-', 0, (byte) 0xff, '\n', '{' };
        answer(aResponse().withStatus(200).withHeader("Content-Type", type).withBody(content));
        for (String uri : new String[]{ "zoom:users/list", "zoom:request?path=/users", "zoom:users/list?outputType=BYTES",
                "zoom:request?path=/users&outputType=BYTES" }) {
            org.apache.camel.Message message = ok(uri);
            assertThat(message.getBody(InputStream.class).readAllBytes()).as(uri).isEqualTo(content);
            assertThat(message.getHeaders()).containsEntry(Exchange.CONTENT_TYPE, type)
                    .doesNotContainKey(ZoomConstants.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "BYTES", "MAP", "NODE" })
    void aListThatIsNoJsonFailsWithNamesAndWithoutItsContent(String outputType) {
        answer(aResponse().withStatus(200).withHeader("Content-Type", "application/json").withBody("{\"a\": hunter2}"));
        Exchange exchange = send("zoom:users/list?outputType=" + outputType);
        assertThat(exchange.getException()).isInstanceOf(ZoomApiException.class).hasMessageContaining("users/list")
                .hasMessageContaining("'account acc'").hasMessageContaining("line 1").hasMessageNotContaining("hunter2");
        assertThat(exchange.getException()).hasNoCause();
    }

    @Test
    void aBareArrayIsAList() {
        answer(aResponse().withStatus(200).withHeader("Content-Type", "application/json").withBody("[1,2]"));
        assertThat(ok("zoom:users/list").getBody(String.class)).isEqualTo("[1,2]");
        assertThat(ok("zoom:users/list?outputType=MAP").getBody()).isEqualTo(java.util.List.of(1, 2));
    }

    @Test
    void aHeadRequestHasNoBody() {
        answer(aResponse().withStatus(200).withHeader("Content-Type", "application/json"));
        assertThat(ok("zoom:request?method=HEAD&path=/users").getBody()).isNull();
    }

    @Test
    void aDeclaredCharsetIsNoMatter() {
        answer(aResponse().withStatus(200).withHeader("Content-Type", "application/json;charset=ISO-8859-1").withBody(
                "{\"u\":\"\u00fc\"}"));
        assertThat(ok("zoom:users/list").getBody(String.class)).isEqualTo("{\"u\":\"\u00fc\"}");
        assertThat(ok("zoom:users/list?outputType=MAP").getBody()).isEqualTo(Map.of("u", "\u00fc"));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        WIRE.server().stubFor(any(urlPathEqualTo("/v2/users")).willReturn(answer));
    }

    private org.apache.camel.Message ok(String uri) {
        Exchange exchange = send(uri);
        if (exchange.getException() != null) {
            throw new AssertionError(uri, exchange.getException());
        }
        return exchange.getMessage();
    }

    private Exchange send(String uri) {
        return template.request(uri, exchange -> exchange.getMessage().setBody(null));
    }
}
