package io.github.camelzoom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.limit.RateBudgets;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Zoom's answer becomes in the message. */
class AnswerBodyTest extends ZoomTestSupport {

    private static final String KEPT = "{\"no\":false,\"zero\":0,\"none\":[],\"text\":\"\",\"nothing\":null,\"u\":\"\u00fc\ud83d\ude00\"}";
    private static final int MEGABYTES = 4;

    @TempDir
    static Path spool;

    private volatile InputStream live;
    private volatile long read;

    /** A class of the user's. */
    public record Answer(Boolean no, Integer zero, List<String> none, String text, Object nothing, String u) {}

    @Override
    RateBudgets rateBudgets() {
        return RateBudgets.unlimited();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolThreshold(128 * 1024);
        context.getStreamCachingStrategy().setSpoolDirectory(spool.toFile());
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream").to("zoom:users/list?outputType=STREAM").process(exchange -> {
                    live = exchange.getMessage().getBody(InputStream.class);
                    read = live.read() < 0 ? 0 : 1;
                    if (exchange.getMessage().getHeader("all") != null) {
                        read += live.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                });
                from("direct:spool").to("zoom:users/list").process(exchange -> {
                    assertThat(files()).as("a large answer is on disk, not in memory").isEqualTo(1);
                    assertThat(exchange.getMessage().getBody(String.class)).hasSize(large().length());
                }).process(again -> assertThat(again.getMessage().getBody(String.class)).hasSize(large().length()));
            }
        };
    }

    @Test
    void everyOutputTypeKeepsFalseZeroAndEmptyLists() throws IOException {
        answer(KEPT);
        JsonNode expected = new ObjectMapper().readTree(KEPT);
        Object cached = body("JSON");
        assertThat(cached).isInstanceOf(StreamCache.class);
        assertThat(context.getTypeConverter().convertTo(String.class, cached)).isEqualTo(KEPT);
        assertThat(body("BYTES")).isEqualTo(KEPT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(body("NODE")).isEqualTo(expected);
        assertThat(body("MAP")).isEqualTo(new ObjectMapper().convertValue(expected, Map.class));
        assertThat(body("map")).isInstanceOf(Map.class);
        assertThat(body(Answer.class.getName())).isEqualTo(new Answer(false, 0, List.of(), "", null, "\u00fc\ud83d\ude00"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSON", "MAP", "NODE", "BYTES", "STREAM", "io.github.camelzoom.AnswerBodyTest$Answer" })
    void anAnswerWithoutContentIsNoBody(String outputType) {
        for (int status : new int[]{ 200, 201, 204 }) {
            simulator().faults().onApi().status(status, "");
            Exchange exchange = ok("zoom:users/list?outputType=" + outputType, "the request's", Map.of());
            assertThat(exchange.getMessage().getBody()).as("status " + status).isNull();
            assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.RESPONSE_CODE, status).doesNotContainKey(
                    Exchange.CONTENT_TYPE);
        }
    }

    @Test
    void headersOfAnEarlierCallDoNotSurvive() {
        answer("{\"next_page_token\":\"more\",\"total_records\":7,\"users\":[]}");
        Map<String, Object> first = ok("zoom:users/list", null, Map.of()).getMessage().getHeaders();
        assertThat(first).containsEntry(ZoomConstants.NEXT_PAGE_TOKEN, "more").containsEntry(ZoomConstants.TOTAL_RECORDS, 7L)
                .containsEntry(ZoomConstants.COMPLETE, false);
        simulator().faults().clear();
        answer("{\"next_page_token\":\"\",\"users\":[]}");
        assertThat(ok("zoom:users/list", null, first).getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, true)
                .doesNotContainKeys(ZoomConstants.NEXT_PAGE_TOKEN, ZoomConstants.TOTAL_RECORDS);
        assertThat(ok("zoom:users/get?userId=me", null, first).getMessage().getHeaders()).doesNotContainKeys(
                ZoomConstants.COMPLETE, ZoomConstants.NEXT_PAGE_TOKEN);
    }

    @Test
    void onlyTheFixedListOfHeadersIsSet() {
        simulator().faults().onApi().status(200, KEPT, Map.of("Set-Cookie", "a=b", "X-Foreign", "x", "CamelHttpUri", "x",
                "X-RateLimit-Remaining", "12", "X-RateLimit-Category", "Light", "X-RateLimit-Limit", "much"));
        assertThat(ok("zoom:users/get?userId=me", null, Map.of("mine", 1)).getMessage().getHeaders()).containsOnlyKeys("mine",
                ZoomConstants.RESPONSE_CODE, ZoomConstants.TRACKING_ID, ZoomConstants.RATE_LIMIT_CATEGORY,
                ZoomConstants.RATE_LIMIT_REMAINING, Exchange.CONTENT_TYPE)
                .containsEntry(ZoomConstants.RATE_LIMIT_REMAINING, 12L);
    }

    @Test
    void aSmallAnswerStaysInMemory() {
        answer(KEPT);
        assertThat(body("JSON")).isInstanceOf(InputStreamCache.class);
    }

    @Test
    void aLargeAnswerIsSpooledAndGoneWithTheExchange() throws IOException {
        answer(large());
        ok("direct:spool", null, Map.of());
        assertThat(files()).isZero();
        assertThat(((List<?>) ((Map<?, ?>) body("MAP")).get("users"))).hasSize(MEGABYTES * 1024);
        assertThat((byte[]) body("BYTES")).hasSize(large().length());
    }

    @Test
    void aStreamIsTheLiveOneAndClosedWithTheExchange() {
        answer(large());
        ok("direct:stream", null, Map.of("all", true));
        assertThat(read).isEqualTo(large().length());
        ok("direct:stream", null, Map.of());
        assertThat(read).isEqualTo(1);
        assertThatThrownBy(() -> {
            // A closed stream either says so or is at its end; what was not read is gone.
            if (live.read() < 0) {
                throw new IOException("closed");
            }
        }).isInstanceOf(IOException.class);
    }

    @Test
    void manyUnreadStreamsLeaveNoConnectionBehind() {
        answer("{\"users\":[\"" + "x".repeat(100_000) + "\"]}");
        for (int i = 0; i < 320; i++) {
            ok("direct:stream", null, Map.of());
        }
        ok("zoom:users/list?connectTimeout=1000&outputType=BYTES", null, Map.of());
    }

    private Object body(String outputType) {
        return ok("zoom:users/list?outputType=" + outputType, null, Map.of()).getMessage().getBody();
    }

    private static void answer(String json) {
        simulator().faults().onApi().status(200, json).always();
    }

    private static String large() {
        StringBuilder json = new StringBuilder("{\"users\":[");
        for (int i = 0; i < MEGABYTES * 1024; i++) {
            json.append(i == 0 ? "" : ",").append('"').append("x".repeat(1021)).append('"');
        }
        return json.append("]}").toString();
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(spool)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
