package io.github.camelzoom.simulator.event;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class InteractiveCallbacksTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private InteractiveCallbacks callbacks;
    private SimulatedEvent event;

    @BeforeEach
    void open() {
        callbacks = ZOOM.simulator().callbacks();
        event = callbacks.open(EventSamples.of("interactive_message_actions", "A1", 1, ZOOM.simulator().clock().instant()));
    }

    private int answer(String token) throws Exception {
        JsonNode payload = new ObjectMapper().readTree(event.json()).path("payload");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(payload.path("callback_url").asText()))
                .header("Authorization", "Bearer " + (token == null ? payload.path("callback_token").asText() : token))
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void anAnswerIsTakenOnce() throws Exception {
        assertThat(answer("wrong")).isEqualTo(401);
        assertThat(answer(null)).isEqualTo(204);
        assertThat(answer(null)).isEqualTo(401);
        assertThat(callbacks.replies()).containsExactly(new InteractiveCallbacks.Reply(event, "{}"));
    }

    @Test
    void afterHalfAnHourNoneIsTaken() throws Exception {
        ZOOM.simulator().clock().advance(Duration.ofMinutes(31));
        assertThat(answer(null)).isEqualTo(401);
        assertThat(callbacks.replies()).isEmpty();
    }
}
