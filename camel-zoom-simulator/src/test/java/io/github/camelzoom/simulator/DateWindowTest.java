package io.github.camelzoom.simulator;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateWindowTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        zoom.clock().freezeAt(Instant.parse("2026-03-31T12:00:00Z"));
        client = Client.authorized(zoom);
    }

    @ParameterizedTest
    @CsvSource({ "/report/users, 2026-02-28, 2026-03-28", "/report/cloud_recording, 2026-03-01, 2026-03-31",
            "/archive_files, 2026-03-01, 2026-03-08", "/archive_files, 2026-03-01T00:00:00Z, 2026-03-08T23:59:59Z",
            "/phone/call_logs, 2025-01-31, 2025-02-28", "/marketplace/apps/x/webhook_logs, 2026-03-01, 2026-03-08",
            "/chat/channels/x/activities, 2026-03-01, 2026-03-04", "/metrics/meetings, 2025-09-30, 2025-10-30" })
    void theLongestWindowIsAnswered(String path, String from, String to) {
        assertThat(get(path, from, to).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "/report/users, 2026-02-28, 2026-03-29", "/report/cloud_recording, 2026-02-28, 2026-03-31",
            "/archive_files, 2026-03-01, 2026-03-09", "/phone/call_logs, 2026-01-31, 2026-03-01",
            "/marketplace/apps/x/webhook_logs, 2026-03-01, 2026-03-09", "/chat/channels/x/activities, 2026-03-01, 2026-03-05",
            "/metrics/meetings, 2026-01-01, 2026-02-02", "/report/users, 2026-03-02, 2026-03-01",
            "/report/users, 2025-09-29, 2025-10-05" })
    void aLongerOrTooOldOneIsRefused(String path, String from, String to) {
        Client.Reply reply = get(path, from, to);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asInt()).isEqualTo(300);
    }

    private Client.Reply get(String path, String from, String to) {
        boolean chat = path.startsWith("/chat");
        return client.get("/v2" + path + (chat ? "?start_date=" : "?from=") + from + (chat ? "&end_date=" : "&to=") + to);
    }

    @Test
    void recordingsAreCutAtTheBeginningWithoutAWord() {
        SimulatedUser alice = zoom.defaultAccount().users().get(1);
        for (String start : new String[]{ "2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z", "2026-03-01T23:59:59Z",
                "2026-03-02T00:00:00Z" }) {
            zoom.defaultAccount().addRecording(alice, start, Instant.parse(start));
        }
        Client.Reply reply = client.get("/v2/users/alice@example.com/recordings?from=2025-01-01&to=2026-03-01");
        assertThat(reply.json().path("meetings").findValuesAsText("topic")).containsExactly("2026-02-01T00:00:00Z",
                "2026-03-01T23:59:59Z");
        assertThat(reply.json().path("from").asText()).isEqualTo("2026-02-01");
    }

    @Test
    void withoutDatesTodayIsMeant() {
        SimulatedUser alice = zoom.defaultAccount().users().get(1);
        zoom.defaultAccount().addRecording(alice, "yesterday", Instant.parse("2026-03-30T23:59:59Z"));
        zoom.defaultAccount().addRecording(alice, "today", Instant.parse("2026-03-31T00:00:00Z"));
        assertThat(client.get("/v2/users/alice@example.com/recordings").json().findValuesAsText("topic"))
                .containsExactly("today");
    }

    @Test
    void theTrashKnowsNoDates() {
        SimulatedUser alice = zoom.defaultAccount().users().get(1);
        String id = zoom.defaultAccount().addRecording(alice, "old", Instant.parse("2020-01-01T00:00:00Z")).get("id").asText();
        assertThat(client.delete("/v2/meetings/" + id + "/recordings").status()).isEqualTo(204);
        assertThat(client.get("/v2/users/alice@example.com/recordings?trash=true&from=2026-03-01&to=2026-03-02").json()
                .findValuesAsText("topic")).containsExactly("old");
    }

    @Test
    void enforcementCanBeTurnedOff() {
        zoom.settings().dateWindows(false);
        assertThat(get("/report/users", "2020-01-01", "2026-01-01").status()).isEqualTo(200);
    }
}
