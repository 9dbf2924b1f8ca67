package io.github.camelzoom.consumer.recover;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.event.Happenings;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An event is the same over WebSocket, by webhook and when it was recovered. */
class SameEventTest extends RecoveryRouteSupport {

    @Test
    void theSameEventOverWebSocketWebhookAndRecoveryIsTheSame() throws Exception {
        Map<String, SimulatedEvent> events = Map.of("meeting.ended", zoomAfterStart(Happenings::meetingEnds),
                "webinar.ended", zoomAfterStart(Happenings::webinarEnds), "recording.completed",
                zoomAfterStart(Happenings::recordingCompletes));
        socket().drop();
        arrived(3);
        List<Message> recovered = List.copyOf(arrived);
        contexts.forEach(CamelContext::stop);
        arrived.clear();
        CamelContext both = process();
        webhooks = WebhookSender.start(both);
        both.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?subscriptionId=s1").process(exchange -> arrived.add(exchange.getMessage().copy()));
                from("zoom:events?secretToken=" + WebhookSender.SECRET).process(exchange -> arrived.add(exchange.getMessage()
                        .copy()));
            }
        });
        both.start();
        connected();
        for (SimulatedEvent event : events.values()) {
            assertThat(socket().send(event)).isPositive();
            assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, event.json()).statusCode()).isEqualTo(200);
        }
        arrived(6);
        for (Message found : recovered) {
            String name = found.getHeader("CamelZoomEvent", String.class);
            List<Message> same = arrived.stream().filter(message -> name.equals(message.getHeader("CamelZoomEvent"))).toList();
            assertThat(same).extracting(message -> message.getHeader("CamelZoomEventTransport")).containsExactlyInAnyOrder(
                    "WEBSOCKET", "WEBHOOK");
            assertThat(found.getHeader("CamelZoomEventTransport")).isEqualTo("RECOVERED");
            for (Message live : same) {
                for (String header : List.of("CamelZoomEvent", "CamelZoomAccountId", "CamelZoomObjectId",
                        "CamelZoomObjectUuid", "CamelZoomEventKey")) {
                    assertThat(found.getHeader(header)).as(name + " " + header).isNotNull().isEqualTo(live.getHeader(header));
                }
                sameFields(found, live);
            }
        }
        assertThat(recovered).extracting(message -> message.getHeader("CamelZoomEvent")).containsExactlyInAnyOrderElementsOf(
                events.keySet());
    }

    private interface Happening {
        SimulatedEvent in(Happenings zoom, SimulatedUser host, String topic);
    }

    /** Nobody is told of it; a process that was started before finds it. */
    private SimulatedEvent zoomAfterStart(Happening happening) throws Exception {
        if (contexts.isEmpty()) {
            socketProcess();
        }
        return happening.in(zoom(), host(), "Café");
    }

    /** What both say of the object is the same, but for its spelling and what is new in each delivery. */
    private static void sameFields(Message found, Message live) throws Exception {
        JsonNode told = new ObjectMapper().readTree(live.getBody(byte[].class)).at("/payload/object");
        new ObjectMapper().readTree(found.getBody(byte[].class)).at("/payload/object").properties().forEach(field -> {
            JsonNode other = told.get(field.getKey());
            if (other != null && !field.getKey().equals("recording_files")) {
                assertThat(field.getValue().asText()).as(field.getKey()).isEqualTo(other.asText());
            }
        });
    }
}
