package io.github.camelzoom.kamelets;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each Kamelet in a Pipe, all in one application. */
class PipesTest extends KameletTestSupport {

    /** With what their applications print in the end. */
    static final Map<String, String> PIPES = Map.of("action", "${body}", "chat", "sent", "download", "${header.CamelFileName}",
            "events", "${header.CamelZoomEvent}", "meeting", "${body}", "poll", "${header.CamelZoomItemId}", "recordings",
            "${header.CamelFileName}", "report", "${body}", "webhook", "${header.CamelZoomEvent}");

    @Test
    void eachRunsInAPipe() throws Exception {
        JsonNode recording = record("Weekly");
        WebhookSubscription webhook = webhook("/zoom/events");
        for (String pipe : PIPES.keySet()) {
            load("""
                    - route:
                        from:
                          uri: direct:after-PIPE
                          steps:
                            - log: "PIPE: PRINTED"
                    """.replace("PIPE", pipe).replace("PRINTED", PIPES.get(pipe)));
            // Properties of a Pipe are values and have no placeholders of Camel.
            load(context.resolvePropertyPlaceholders(Kamelets.pipe(pipe)));
        }

        call("direct:action", "", Map.of());
        assertPiped("action", "owner@example.com");
        call("direct:chat", "piped", Map.of());
        assertThat(only("chat/users/messages/create").bodyText()).contains("\"piped\"");
        call("direct:meeting", "{\"topic\": \"Piped\", \"type\": 2}", Map.of());
        assertPiped("meeting", "\"Piped\"");
        call("direct:download", soundTrack(recording), Map.of());
        assertPiped("download", "an-audio.m4a");
        assertThat(recordings.resolve("an-audio.m4a")).hasSize(4_000);

        connected();
        subscription().send(EventSamples.of("meeting.ended", account.id(), 1, Instant.now()));
        assertPiped("events", "meeting.ended");
        webhook.send(EventSamples.of("meeting.started", account.id(), 1, Instant.now()));
        assertPiped("webhook", "meeting.started");
        assertPiped("poll", recording.path("uuid").asText());
        assertPiped("recordings", "Weekly M4A");
        assertPiped("report", "[");
    }

    private void assertPiped(String pipe, String text) {
        waiting().untilAsserted(() -> assertThat(logged).anyMatch(
                message -> message.startsWith(pipe + ": ") && message.contains(text)));
    }
}
