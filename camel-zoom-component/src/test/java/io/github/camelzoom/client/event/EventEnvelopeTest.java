package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The spellings that Zoom's own samples have. */
class EventEnvelopeTest {

    private static EventEnvelope read(String json) throws MalformedEventException {
        return EventEnvelope.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String json) throws MalformedEventException {
        return read(json).key();
    }

    @Test
    void theUsualEvent() throws Exception {
        EventEnvelope event = read("{'event':'recording.completed','event_ts':1720705455858,'download_token':'abc','payload':"
                + "{'account_id':'A1','object':{'id':98765432101,'uuid':'4444AAA/iAAAA==','topic':'x'}}}");
        assertThat(event.event()).isEqualTo("recording.completed");
        assertThat(event.timestamp()).isEqualTo(1720705455858L);
        assertThat(event.accountId()).isEqualTo("A1");
        assertThat(event.objectId()).isEqualTo("98765432101");
        assertThat(event.objectUuid()).isEqualTo("4444AAA/iAAAA==");
        assertThat(event.downloadToken()).isEqualTo("abc");
        assertThat(event.toString()).doesNotContain("abc", "A1");
    }

    @Test
    void textsAndNumbersAreTheSame() throws Exception {
        String numbers = "{'event':'meeting.started','event_ts':1720705455858,'payload':{'account_id':'A','object':{'id':123}}}";
        String texts = "{'event':'meeting.started ','event_ts':'1720705455858','payload':{'account_id':'A','object':{'id':"
                + "'123'}}}";
        assertThat(read(texts).event()).isEqualTo("meeting.started");
        assertThat(read(texts).timestamp()).isEqualTo(read(numbers).timestamp());
        assertThat(read(texts).objectId()).isEqualTo(read(numbers).objectId());
        assertThat(key(texts)).isEqualTo(key(numbers));
    }

    @Test
    void whatZoomLeavesOutIsNull() throws Exception {
        EventEnvelope event = read("{'event':'bot_installed','payload':{'accountId':'A','userId':'u'}}");
        assertThat(event.timestamp()).isNull();
        assertThat(event.accountId()).isEqualTo("A");
        assertThat(event.objectId()).isNull();
        assertThat(event.objectUuid()).isNull();
        assertThat(event.payload("userId")).isEqualTo("u");
        assertThat(read("{'event':'e','event_ts':'soon','payload':{'object':{'id':'','uuid':null}}}").timestamp()).isNull();
        assertThat(read("{'event':'e'}").accountId()).isNull();
        assertThat(read("{'event':'e','payload':'text'}").objectId()).isNull();
    }

    @Test
    void theTimeOfADeauthorizationIsOneLevelDown() throws Exception {
        assertThat(read("{'event':'app_deauthorized','payload':{'event_ts':'1720705455858','user_id':'u'}}").timestamp())
                .isEqualTo(1720705455858L);
    }

    @Test
    void rtmsEventsHaveNoObject() throws Exception {
        EventEnvelope event = read("{'event':'meeting.rtms_started','event_ts':1,'payload':{'meeting_uuid':'u==',"
                + "'meeting_id':5,'rtms_stream_id':'s'}}");
        assertThat(event.objectUuid()).isEqualTo("u==");
        assertThat(event.objectId()).isEqualTo("5");
        assertThat(read("{'event':'session.rtms_started','payload':{'session_id':'s1'}}").objectUuid()).isEqualTo("s1");
    }

    @Test
    void anObjectThatIsAListOfOneIsThatOne() throws Exception {
        assertThat(read("{'event':'e','payload':{'object':[{'id':'7'}]}}").objectId()).isEqualTo("7");
        assertThat(read("{'event':'e','payload':{'object':[{'id':'7'},{'id':'8'}]}}").objectId()).isNull();
    }

    @Test
    void escapedSurrogatesAndRawCharactersAreTheSame() throws Exception {
        String raw = "{'event':'e','event_ts':1,'payload':{'object':{'id':'1','topic':'\uD83D\uDE00'}}}";
        assertThat(key(raw.replace("\uD83D\uDE00", "\\ud83d\\ude00"))).isEqualTo(key(raw));
        assertThat(key(raw.replace("\uD83D\uDE00", "\\ud83d"))).isNotEqualTo(key(raw));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "null", "[]", "\"meeting.started\"", "{", "{\"event\":1", "{}", "{\"event\":null}",
            "{\"event\":\" \"}", "{\"event\":{}}", "{\"event\":\"e\"}{}", "{\"event\":\"e\"} x", "event=e", "\u0000" })
    void whatIsNoEventIsRefusedWithoutBeingQuoted(String body) {
        assertThatThrownBy(() -> EventEnvelope.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEventException.class).hasNoCause().message().matches("The event [a-zA-Z ]+");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThatThrownBy(() -> read("{'event':'e','payload':" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aRepetitionHasTheSameKeyWhateverIsNewInIt() throws Exception {
        String event = "{'event':'recording.transcript_completed','event_ts':5,'download_token':'a','payload':{'account_id':'A',"
                + "'object':{'uuid':'u','recording_files':[{'id':'f','download_url':'https://zoom.us/1'}]}}}";
        String again = "{'payload':{'object':{'recording_files':[{'download_url':'https://zoom.us/2','id':'f'}],'uuid':'u'},"
                + "'account_id':'A'}, 'event_ts':5, 'download_token':'b', 'event':'recording.transcript_completed'}";
        assertThat(key(again)).isEqualTo(key(event)).startsWith("recording.transcript_completed:");
    }

    @Test
    void otherEventsHaveOtherKeys() throws Exception {
        String event = "{'event':'e','event_ts':5,'payload':{'account_id':'A','object':{'uuid':'u','participant':{'id':'p'}}}}";
        assertThat(key(event)).isNotEqualTo(key(event.replace("'e'", "'f'"))).isNotEqualTo(key(event.replace("5", "6")))
                .isNotEqualTo(key(event.replace("'A'", "'B'"))).isNotEqualTo(key(event.replace("'u'", "'v'")));
    }

    @Test
    void twoPeopleWhoJoinInTheSameMillisecondAreTwoEvents() throws Exception {
        String event = "{'event':'meeting.participant_joined','event_ts':5,'payload':{'account_id':'A','object':{'uuid':'u',"
                + "'participant':{'user_name':'x'}}}}";
        assertThat(key(event)).isNotEqualTo(key(event.replace("'x'", "'y'")));
    }

    @Test
    void whatAListAlsoTellsHasAKeyOfWhatTheListTells() throws Exception {
        String ended = "{'event':'meeting.ended','event_ts':%s,'payload':{'account_id':'A','object':{'uuid':'u','topic':'%s',"
                + "'end_time':'2026-01-01T00:00:%s'}}}";
        assertThat(key(ended.formatted(5, "x", "00Z"))).isEqualTo(key(ended.formatted(6, "y", "00.000Z")))
                .isNotEqualTo(key(ended.formatted(5, "x", "01Z")));
        String recorded = "{'event':'recording.completed','event_ts':%s,'payload':{'account_id':'A','object':{'uuid':'u',"
                + "'recording_files':[{'recording_end':'2026-01-01T00:00:%s'},{'recording_end':'2026-01-01T00:00:00Z'},{}]}}}";
        assertThat(key(recorded.formatted(5, "07Z"))).isEqualTo(key(recorded.formatted(6, "07Z")))
                .isNotEqualTo(key(recorded.formatted(5, "08Z")));
        assertThat(key(ended.formatted(5, "x", "00Z").replace("end_time", "unknown"))).isNotEqualTo(
                key(ended.formatted(6, "x", "00Z").replace("end_time", "unknown")));
    }

    @Test
    void keysFitIntoTheTablesThatCamelMakesForThem() throws Exception {
        String name = "a".repeat(300);
        assertThat(key("{'event':'" + name + "'}")).hasSizeLessThanOrEqualTo(100);
        assertThat(key("{'event':'" + name + "'}")).isNotEqualTo(key("{'event':'" + name + "b'}"));
        assertThat(key("{'event':'a\\nb'}")).startsWith("a?b:").isNotEqualTo(key("{'event':'a\\tb'}"));
    }
}
