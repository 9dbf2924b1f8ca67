package io.github.camelzoom;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code zoom:<operation>} as a route author uses it, against the simulator. */
class OperationTest extends ZoomTestSupport {

    @Test
    void createsReadsChangesAndDeletesAMeeting() {
        Exchange created = ok("zoom:users/meetings/create?outputType=MAP", Map.of("topic", "Planning", "type", 2),
                Map.of("CamelZoomParamUserId", userId()));
        Map<?, ?> meeting = created.getMessage().getBody(Map.class);
        assertThat(meeting.get("topic")).isEqualTo("Planning");
        assertThat(created.getMessage().getHeaders()).containsEntry(ZoomConstants.RESPONSE_CODE, 201)
                .containsEntry(Exchange.CONTENT_TYPE, "application/json").containsKey(ZoomConstants.TRACKING_ID);

        Map<String, Object> id = Map.of("CamelZoomParamMeetingId", meeting.get("id"));
        Exchange read = ok("zoom:meetings/get", null, id);
        assertThat(read.getMessage().getBody()).isInstanceOf(StreamCache.class);
        assertThat(read.getMessage().getBody(String.class)).contains("\"topic\":\"Planning\"");

        Exchange changed = ok("zoom:meetings/update", "{\"topic\":\"Review\"}", id);
        assertThat(changed.getMessage().getBody()).isNull();
        assertThat(changed.getMessage().getHeaders()).containsEntry(ZoomConstants.RESPONSE_CODE, 204)
                .doesNotContainKey(Exchange.CONTENT_TYPE);
        JsonNode node = ok("zoom:meetings/get?outputType=NODE", null, id).getMessage().getBody(JsonNode.class);
        assertThat(node.path("topic").textValue()).isEqualTo("Review");

        ok("zoom:meetings/delete", null, id);
        ZoomApiException gone = failure(ZoomApiException.class, "zoom:meetings/get", null, id);
        assertThat(gone.getHttpResponseCode()).isEqualTo(404);
        assertThat(gone.getZoomCode()).isEqualTo(3001);
        assertThat(gone).hasMessageContaining("meetings/get").hasMessageContaining(serverToServer().accountId());
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void listsWithPagingHeaders() {
        simulator().defaultAccount().addMeeting(simulator().defaultAccount().users().get(0), "One");
        simulator().defaultAccount().addMeeting(simulator().defaultAccount().users().get(0), "Two");
        Exchange first = ok("zoom:users/meetings/list?pageSize=1&outputType=MAP", null,
                Map.of("CamelZoomParamUserId", userId()));
        assertThat((List<?>) first.getMessage().getBody(Map.class).get("meetings")).hasSize(1);
        assertThat(first.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, false)
                .containsKey(ZoomConstants.NEXT_PAGE_TOKEN);
    }
}
