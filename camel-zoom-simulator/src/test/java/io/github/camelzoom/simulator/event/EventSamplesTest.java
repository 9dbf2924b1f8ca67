package io.github.camelzoom.simulator.event;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.catalogue.EventNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EventSamplesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final ObjectMapper mapper = new ObjectMapper();

    private JsonNode sample(String name, int number) throws Exception {
        SimulatedEvent event = EventSamples.of(name, "A1", number, NOW);
        JsonNode json = mapper.readTree(event.json());
        assertThat(json.toString()).isEqualTo(event.json());
        return json;
    }

    @Test
    void everyEventOfZoomHasASample() throws Exception {
        EventNames names = new EventNames();
        assertThat(names.all()).hasSize(588).contains("meeting.started", "app_deauthorized");
        for (String name : names.all()) {
            JsonNode json = sample(name, 0);
            assertThat(json.path("event").asText()).isEqualTo(name);
            assertThat(EventSamples.of(name, "A1", 0, NOW).accountId()).as(name).isEqualTo("A1");
        }
    }

    @Test
    void idsAndTimesComeAsNumbersAndAsTexts() throws Exception {
        assertThat(sample("meeting.started", 0).at("/payload/object/id").isNumber()).isTrue();
        assertThat(sample("meeting.started", 1).at("/payload/object/id").isTextual()).isTrue();
        assertThat(sample("meeting.started", 15).path("event_ts").asText()).isEqualTo("1772359200000");
        assertThat(sample("meeting.started", 15).path("event_ts").isTextual()).isTrue();
        assertThat(sample("meeting.started", 14).path("event_ts").isNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "recording.completed, /download_token", "recording.completed, /payload/object/recording_files/0/download_url",
            "meeting.participant_joined, /payload/object/participant/user_name",
            "meeting.registration_created, /payload/object/registrant/email", "user.created, /payload/object/email",
            "phone.recording_completed, /payload/object/recordings/0/download_url",
            "chat_message.sent, /payload/object/message",
            "meeting.rtms_started, /payload/meeting_uuid", "webinar.rtms_started, /payload/webinar_uuid",
            "session.rtms_started, /payload/session_id", "meeting.rtms_started, /payload/server_urls",
            "bot_notification, /payload/robotJid", "interactive_message_actions, /payload/callback_token",
            "app_deauthorized, /payload/client_id", "meeting.updated, /payload/old_object/topic" })
    void familiesHaveWhatIsTheirs(String name, String pointer) throws Exception {
        assertThat(sample(name, 0).at(pointer).asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "app_deauthorized", "bot_installed" })
    void someHaveNoTime(String name) throws Exception {
        assertThat(sample(name, 0).has("event_ts")).isFalse();
    }
}
