package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.event.Happenings;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What events tell is in the lists as well. */
class HappeningsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private Client client;
    private SimulatedUser host;
    private Happenings account;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        client = Client.authorized(zoom);
        host = zoom.defaultAccount().users().get(0);
        account = zoom.events().in(zoom.defaultAccount());
    }

    private static JsonNode object(SimulatedEvent event) throws Exception {
        JsonNode json = new ObjectMapper().readTree(event.json());
        assertThat(json.path("payload").path("account_id").asText()).isEqualTo(ZOOM.simulator().defaultAccount().id());
        return json.path("payload").path("object");
    }

    private JsonNode history(String more) {
        LocalDate today = LocalDate.ofInstant(zoom.clock().instant(), ZoneOffset.UTC);
        return client.get("/v2/report/history_meetings?from=" + today.minusDays(1) + "&to=" + today + more).json()
                .path("history_meetings");
    }

    @Test
    void whatHasEndedIsInTheReport() throws Exception {
        assertThat(history("")).isEmpty();
        JsonNode meeting = object(account.meetingEnds(host, "M"));
        JsonNode webinar = object(account.webinarEnds(host, "W"));
        assertThat(history("")).hasSize(2);
        JsonNode row = history("&meeting_type=meeting&date_type=end_time").path(0);
        assertThat(row.path("meeting_uuid")).isEqualTo(meeting.path("uuid"));
        assertThat(row.path("meeting_id").asText()).isEqualTo(meeting.path("id").asText());
        assertThat(row.path("end_time")).isEqualTo(meeting.path("end_time"));
        assertThat(row.path("start_time")).isEqualTo(meeting.path("start_time"));
        assertThat(row.path("host_email").asText()).isEqualTo(host.email());
        assertThat(history("&meeting_type=webinar").path(0).path("meeting_uuid")).isEqualTo(webinar.path("uuid"));
    }

    @Test
    void daysAreThoseOfTheBeginningUnlessTheEndIsAskedFor() throws Exception {
        LocalDate today = LocalDate.ofInstant(zoom.clock().instant(), ZoneOffset.UTC);
        account.meetingEnded(host, "over midnight", today.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(60));
        String onlyToday = "/v2/report/history_meetings?from=" + today + "&to=" + today;
        assertThat(client.get(onlyToday).json().path("history_meetings")).isEmpty();
        assertThat(client.get(onlyToday + "&date_type=end_time").json().path("history_meetings")).hasSize(1);
    }

    @Test
    void aRecordingIsListedWhileItIsProcessedAndToldOfWhenItIsReady() throws Exception {
        String uuid = account.recordingProcesses(host, "R");
        String path = "/v2/users/" + host.id() + "/recordings?from=" + LocalDate.ofInstant(zoom.clock().instant().minus(
                Duration.ofHours(1)), ZoneOffset.UTC);
        JsonNode processing = client.get(path).json().path("meetings").path(0);
        assertThat(processing.path("uuid").asText()).isEqualTo(uuid);
        assertThat(processing.path("recording_files").path(0).path("status").asText()).isEqualTo("processing");
        JsonNode told = object(account.recordingCompletes(uuid));
        JsonNode listed = client.get(path).json().path("meetings").path(0);
        assertThat(listed.path("recording_files").path(0).path("status").asText()).isEqualTo("completed");
        assertThat(told.path("uuid").asText()).isEqualTo(uuid);
        assertThat(told.path("recording_files").path(0).path("recording_end")).isEqualTo(listed.path("recording_files").path(0)
                .path("recording_end"));
        assertThat(told.path("recording_files").path(0).path("download_url")).isNotEqualTo(listed.path("recording_files").path(
                0).path("download_url"));
    }
}
