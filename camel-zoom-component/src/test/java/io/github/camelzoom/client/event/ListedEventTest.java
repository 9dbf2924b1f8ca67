package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What lists tell, as events. */
class ListedEventTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalogue PUBLISHED = new Catalogue();

    private static final String HISTORY = "{'meeting_uuid':'u==','meeting_id':98765432101,'type':'Meeting','topic':'Café',"
            + "'host_display_name':'Zoe','host_email':'zoe@example.com','start_time':'2026-01-15T10:00:00Z',"
            + "'end_time':'2026-01-15T10:30:07Z','duration':31,'participants':2}";
    private static final String ENDED = "{'event':'%s','event_ts':1768473009321,'payload':{'account_id':'A','object':{"
            + "'duration':60,'start_time':'2026-01-15T10:00:00Z','timezone':'UTC','end_time':'2026-01-15T10:30:07Z',"
            + "'topic':'Café','id':'98765432101','type':2,'uuid':'u==','host_id':'h'}}}";
    private static final String RECORDED = "{'uuid':'u==','id':98765432101,'account_id':'A','host_id':'h','topic':'Café','type':'2',"
            + "'start_time':'2026-01-15T10:00:00Z','duration':30,'total_size':44000,'recording_count':3,"
            + "'recording_play_passcode':'p','recording_files':["
            + "{'id':'1','recording_end':'2026-01-15T10:20:00Z','file_type':'MP4','download_url':'https://x/1','status':'completed'},"
            + "{'id':'2','recording_end':'2026-01-15T10:30:07Z','file_type':'M4A','download_url':'https://x/2','status':'completed'},"
            + "{'id':'3','recording_end':'2026-01-15T10:31:00Z','file_type':'TRANSCRIPT','status':'completed'}]}";
    private static final String COMPLETED = "{'event':'recording.completed','event_ts':1768477009321,'download_token':'t','payload':{"
            + "'account_id':'A','object':{'uuid':'u==','id':'98765432101','account_id':'A','host_id':'h','topic':'Café','type':2,"
            + "'start_time':'2026-01-15T10:00:00Z','duration':30,'total_size':44000,'recording_count':2,'share_url':'https://x',"
            + "'recording_files':["
            + "{'id':'1','recording_end':'2026-01-15T10:20:00Z','file_type':'MP4','download_url':'https://y/1','status':'completed'},"
            + "{'id':'2','recording_end':'2026-01-15T10:30:07Z','file_type':'M4A','download_url':'https://y/2','status':'completed'}]}}}";

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static EventEnvelope live(String text) throws Exception {
        return EventEnvelope.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ListedEvent kind(String event) {
        return ListedEvent.of(event).orElseThrow();
    }

    private static Optional<ListedEvent.Found> find(String event, String item) {
        return kind(event).read(json(item), "A");
    }

    private static EventEnvelope found(String event, String item) throws Exception {
        return EventEnvelope.read(find(event, item).orElseThrow().json());
    }

    static List<ListedEvent> kinds() {
        return ListedEvent.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyListHasDaysAndWhatTheKeyIsMadeOf(ListedEvent kind) {
        Operation list = OperationCatalog.zoom().require(kind.list());
        assertThat(list.isList()).isTrue();
        assertThat(list.scopes()).isNotEmpty();
        assertThat(list.parameters(Parameter.In.QUERY)).extracting(Parameter::name).contains("from", "to");
        kind.parameters().keySet().forEach(name -> assertThat(list.parameter(name)).as(name).isPresent());
        List<Property> items = PUBLISHED.schema(PUBLISHED.operations().stream().filter(o -> o.name().equals(kind.list()))
                .findFirst().orElseThrow()).response().stream().filter(p -> p.type().equals("array")).findFirst()
                .orElseThrow().props();
        assertThat(items).extracting(Property::name).contains(kind.fields().get("uuid"), kind.fields().get("id"),
                kind.fields().get(kind.time().split("\\.")[0]), kind.fields().get("topic"), kind.fields().get("start_time"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "meeting.ended", "webinar.ended" })
    void aMeetingInTheReportIsTheEventOfItsEnd(String event) throws Exception {
        EventEnvelope listed = found(event, HISTORY);
        EventEnvelope told = live(ENDED.formatted(event));
        assertThat(listed.event()).isEqualTo(event);
        assertThat(listed.accountId()).isEqualTo(told.accountId());
        assertThat(listed.objectId()).isEqualTo(told.objectId());
        assertThat(listed.objectUuid()).isEqualTo(told.objectUuid());
        assertThat(listed.key()).isEqualTo(told.key());
        assertThat(listed.timestamp()).isEqualTo(Instant.parse("2026-01-15T10:30:07Z").toEpochMilli());
        assertThat(listed.object())
                .isEqualTo(json("{'uuid':'u==','id':98765432101,'topic':'Café','host_email':'zoe@example.com',"
                        + "'start_time':'2026-01-15T10:00:00Z','end_time':'2026-01-15T10:30:07Z'}"));
    }

    @Test
    void aListedRecordingIsTheEventOfItsCompletion() throws Exception {
        EventEnvelope listed = found("recording.completed", RECORDED);
        EventEnvelope told = live(COMPLETED);
        assertThat(listed.accountId()).isEqualTo(told.accountId());
        assertThat(listed.objectId()).isEqualTo(told.objectId());
        assertThat(listed.objectUuid()).isEqualTo(told.objectUuid());
        // The transcript that came meanwhile is listed, and is not of the key.
        assertThat(listed.key()).isEqualTo(told.key());
        assertThat(listed.timestamp()).isEqualTo(Instant.parse("2026-01-15T10:30:07Z").toEpochMilli());
        assertThat(listed.downloadToken()).isNull();
        assertThat(listed.object()).isEqualTo(json(RECORDED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-01-15 10:30:07", "2026-01-15T10:30:07", "2026-01-15T11:30:07+01:00",
            "2026-01-15T10:30:07.900Z" })
    void theSameTimeInAnotherSpellingIsTheSameEvent(String time) throws Exception {
        EventEnvelope listed = found("meeting.ended", HISTORY.replace("2026-01-15T10:30:07Z", time).replace("98765432101",
                "'98765432101'"));
        assertThat(listed.key()).isEqualTo(live(ENDED.formatted("meeting.ended")).key());
        assertThat(listed.object().path("end_time").asText()).isEqualTo("2026-01-15T10:30:07Z");
    }

    @Test
    void aRecordingThatIsBegunAgainIsAnotherEvent() throws Exception {
        EventEnvelope second = found("recording.completed", RECORDED.replace("10:30:07", "10:50:00"));
        assertThat(second.key()).isNotEqualTo(live(COMPLETED).key());
    }

    @Test
    void whatIsBeingProcessedHasNotHappenedYet() throws Exception {
        String ready = "'download_url':'https://x/2','status':'completed'";
        assertThat(find("recording.completed", RECORDED.replace(ready, "'status':'processing'"))).isEmpty();
        assertThat(find("recording.completed",
                RECORDED.replace("'file_type':'M4A'," + ready, "'file_type':'','status':'processing'")))
                .isEmpty();
        assertThat(find("recording.completed", RECORDED.replace("'TRANSCRIPT','status':'completed'",
                "'TRANSCRIPT','status':'processing'"))).isPresent();
        assertThat(find("recording.completed", "{'uuid':'u==','id':1,'recording_files':[]}")).isEmpty();
        assertThat(find("recording.completed", "{'uuid':'u==','id':1}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{'meeting_uuid':'u'}", "{'end_time':'2026-01-15T10:30:07Z'}",
            "{'meeting_uuid':'','end_time':'2026-01-15T10:30:07Z'}", "{'meeting_uuid':'u','end_time':'soon'}",
            "{'meeting_uuid':'u','end_time':null}", "[]", "1" })
    void whatDoesNotSayWhichMeetingAndWhenIsNoEvent(String item) {
        assertThat(find("meeting.ended", item)).isEmpty();
    }

    @Test
    void theAccountOfTheListBeatsThatOfTheConnection() throws Exception {
        assertThat(
                EventEnvelope.read(kind("recording.completed").read(json(RECORDED), "other").orElseThrow().json()).accountId())
                .isEqualTo("A");
        assertThat(found("meeting.ended", HISTORY).accountId()).isEqualTo("A");
    }
}
