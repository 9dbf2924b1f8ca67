package io.github.camelzoom.kamelets;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each Kamelet in a Pipe. */
class PipesTest extends KameletTestSupport {

    static final List<String> PIPES = List.of("action", "chat", "download", "events", "meeting", "poll", "recordings", "report",
            "webhook");

    private final Instant now = Instant.now();

    @Test
    void action() throws Exception {
        run("action", "${body}");
        call("direct:start", "", Map.of());
        assertThat(logged).singleElement().asString().contains("owner@example.com");
    }

    @Test
    void chat() throws Exception {
        run("chat", "sent");
        call("direct:start", "piped", Map.of());
        assertThat(only("chat/users/messages/create").bodyText()).contains("\"piped\"");
    }

    @Test
    void meeting() throws Exception {
        run("meeting", "${body}");
        call("direct:start", "{\"topic\": \"Piped\", \"type\": 2}", Map.of());
        assertThat(logged).singleElement().asString().contains("\"Piped\"", "join_url");
    }

    @Test
    void download() throws Exception {
        run("download", "${header.CamelFileName} ${header.CamelFileLength}");
        call("direct:start", soundTrack(record("Weekly")), Map.of());
        assertThat(logged).containsExactly("an-audio.m4a 4000");
        assertThat(recordings.resolve("an-audio.m4a")).hasSize(4_000);
    }

    @Test
    void events() throws Exception {
        run("events", "${header.CamelZoomEvent}");
        connected();
        subscription().send(EventSamples.of("meeting.ended", account.id(), 1, now));
        awaitLogged("meeting.ended");
    }

    @Test
    void webhook() throws Exception {
        WebhookSubscription webhook = webhook("/zoom/events");
        run("webhook", "${header.CamelZoomEvent}");
        webhook.send(EventSamples.of("meeting.ended", account.id(), 1, now));
        awaitLogged("meeting.ended");
    }

    @Test
    void poll() throws Exception {
        JsonNode recording = record("Weekly");
        run("poll", "${header.CamelZoomItemId}");
        awaitLogged(recording.path("uuid").asText());
    }

    @Test
    void recordings() throws Exception {
        record("Weekly");
        run("recordings", "${header.CamelFileName} ${header.CamelFileLength}");
        awaitLogged("Weekly M4A 4000");
    }

    @Test
    void report() throws Exception {
        run("report", "${header.CamelZoomTotalRecords} ${body}");
        awaitLogged(1);
        assertThat(logged.get(0)).matches("\\d+ \\[.*");
        assertThat(ZOOM.simulator().journal().apiRequests("report/users/meetings/list")).isNotEmpty();
    }

    private void run(String pipe, String log) throws Exception {
        logAtTheEnd(log);
        loadPipe(pipe);
    }
}
