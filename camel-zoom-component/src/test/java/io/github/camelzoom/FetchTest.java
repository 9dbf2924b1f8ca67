package io.github.camelzoom;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Options {@code fetch} and {@code allowPartial} as a route author uses them, against the simulator. */
class FetchTest extends ZoomTestSupport {

    private static final String LIST = "zoom:users/meetings/list?pageSize=2";

    /** What a route makes of an item. */
    public record Meeting(long id, String topic) {}

    private Map<String, Object> headers;

    @BeforeEach
    void meetings() {
        IntStream.rangeClosed(1, 5).forEach(i -> simulator().defaultAccount()
                .addMeeting(simulator().defaultAccount().users().get(0), "Topic " + i));
        headers = Map.of("CamelZoomParamUserId", userId());
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream").to(LIST + "&fetch=STREAM&outputType=MAP")
                        .split(body()).streaming().stopOnException().setBody(simple("${body[topic]}")).to("mock:item").end()
                        .to("mock:end");
                from("direct:part").to(LIST + "&fetch=STREAM&allowPartial=true").split(body()).streaming().to("mock:item").end()
                        .to("mock:end");
            }
        };
    }

    @Test
    void allIsOneListOfEveryPage() throws Exception {
        Exchange json = ok(LIST + "&fetch=ALL", null, headers);
        assertThat(json.getMessage().getBody()).isInstanceOf(StreamCache.class);
        assertThat(json.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, true)
                .containsEntry(ZoomConstants.TOTAL_RECORDS, 5L).containsEntry(Exchange.CONTENT_TYPE, "application/json")
                .doesNotContainKeys(ZoomConstants.NEXT_PAGE_TOKEN, ZoomConstants.RESPONSE_CODE);
        assertThat(topics(new ObjectMapper().readTree(json.getMessage().getBody(String.class))))
                .containsExactly("Topic 1", "Topic 2", "Topic 3", "Topic 4", "Topic 5");

        List<?> maps = ok(LIST + "&fetch=ALL&outputType=MAP", null, headers).getMessage().getBody(List.class);
        assertThat(maps).hasSize(5).allMatch(Map.class::isInstance);
        assertThat(ok(LIST + "&fetch=ALL&outputType=NODE", null, headers).getMessage().getBody()).isInstanceOf(ArrayNode.class);
        assertThat(ok(LIST + "&fetch=ALL&outputType=BYTES", null, headers).getMessage().getBody()).isInstanceOf(byte[].class);
        assertThat(ok(LIST + "&fetch=ALL&outputType=STREAM", null, headers).getMessage().getBody(String.class))
                .startsWith("[{").endsWith("}]");
    }

    @Test
    void theItemsOfAllMayBeObjectsOfAClass() {
        assertThat(failure(ZoomApiException.class, LIST + "&fetch=ALL&outputType=" + Meeting.class.getName(), null, headers))
                .hasMessageContaining("an item of the list cannot be read as outputType=" + Meeting.class.getName());
        context.getRegistry().bind("mapper", new ObjectMapper()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false));
        List<?> objects = ok(LIST + "&fetch=ALL&type=scheduled&outputType=" + Meeting.class.getName(), null, headers)
                .getMessage()
                .getBody(List.class);
        assertThat(objects).hasSize(5).first().isInstanceOfSatisfying(Meeting.class,
                meeting -> assertThat(meeting.topic()).isEqualTo("Topic 1"));
    }

    @Test
    void anEmptyListIsAListToo() {
        Exchange all = ok("zoom:users/webinars/list?fetch=ALL&userId=" + userId(), null, Map.of());
        assertThat(all.getMessage().getBody(String.class)).isEqualTo("[]");
        assertThat(all.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, true)
                .containsEntry(ZoomConstants.TOTAL_RECORDS, 0L);
    }

    @Test
    void streamIsReadWhileItIsSplit() throws Exception {
        MockEndpoint items = getMockEndpoint("mock:item");
        items.expectedBodiesReceived("Topic 1", "Topic 2", "Topic 3", "Topic 4", "Topic 5");
        MockEndpoint end = getMockEndpoint("mock:end");
        end.expectedHeaderReceived(ZoomConstants.COMPLETE, true);
        end.expectedHeaderReceived(ZoomConstants.TOTAL_RECORDS, 5L);
        template.sendBodyAndHeaders("direct:stream", null, headers);
        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void streamHandsOutEachOutputType() {
        assertThat(first("JSON")).isInstanceOf(String.class).asString().startsWith("{");
        assertThat(first("NODE")).isInstanceOf(JsonNode.class);
        assertThat(first("BYTES")).isInstanceOf(byte[].class);
        assertThat(first("STREAM")).isInstanceOf(InputStream.class);
    }

    private Object first(String outputType) {
        return ok(LIST + "&fetch=STREAM&outputType=" + outputType, null, headers).getMessage().getBody(Iterator.class).next();
    }

    @Test
    void whenTheRestCannotBeReadThenTheSplitFails() throws Exception {
        MockEndpoint items = getMockEndpoint("mock:item");
        items.expectedBodiesReceived("Topic 1", "Topic 2", "Topic 3", "Topic 4");
        getMockEndpoint("mock:end").expectedMessageCount(0);
        refuseThirdPage();
        Exchange exchange = send("direct:stream", null, headers);
        assertThat(exchange.getException()).isInstanceOf(ZoomApiException.class).hasMessageContaining("users/meetings/list");
        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void aPartOfAListIsAnErrorUnlessItIsAllowed() throws Exception {
        refuseThirdPage();
        assertThat(failure(ZoomApiException.class, LIST + "&fetch=ALL", null, headers)).hasMessageContaining("HTTP 400");
        refuseThirdPage();
        Exchange partial = ok(LIST + "&fetch=ALL&outputType=MAP&allowPartial=true", null, headers);
        assertThat((List<?>) partial.getMessage().getBody(List.class)).hasSize(4);
        assertThat(partial.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, false)
                .containsEntry(ZoomConstants.TOTAL_RECORDS, 4L);
        assertThat(partial.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(ZoomApiException.class);

        refuseThirdPage();
        getMockEndpoint("mock:item").expectedMessageCount(4);
        Exchange stream = ok("direct:part", null, headers);
        MockEndpoint.assertIsSatisfied(context);
        assertThat(stream.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, false);
        assertThat(stream.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(ZoomApiException.class);
    }

    @Test
    void whatIsNoListCannotBeReadToItsEnd() {
        assertThatThrownBy(() -> context.getEndpoint("zoom:users/get?fetch=ALL&userId=me"))
                .isInstanceOf(ResolveEndpointFailedException.class).rootCause().hasMessageContaining("users/get")
                .hasMessageContaining("no list");
        assertThatThrownBy(() -> context.getEndpoint("zoom:request?fetch=STREAM&path=/users")).rootCause()
                .hasMessageContaining("fetch=STREAM");
    }

    @Test
    void aPageIsTheUsersToChoose() {
        Exchange first = ok(LIST, null, headers);
        Map<String, Object> second = Map.of("CamelZoomParamUserId", userId(), "CamelZoomParamNextPageToken",
                first.getMessage().getHeader(ZoomConstants.NEXT_PAGE_TOKEN));
        assertThat(ok(LIST, null, second).getMessage().getBody(String.class)).contains("Topic 3").doesNotContain("Topic 5");
        assertThat(failure(IllegalArgumentException.class, LIST + "&fetch=ALL", null, second))
                .hasMessageContaining("leave out parameter 'next_page_token'");
    }

    private static void refuseThirdPage() {
        simulator().faults().onApi("GET", "/users/{userId}/meetings").error(400, 300, "Refused.").after(2);
    }

    private static List<String> topics(JsonNode list) {
        List<String> topics = new ArrayList<>();
        list.forEach(item -> topics.add(item.path("topic").asText()));
        return topics;
    }
}
