package io.github.camelzoom;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.BodyKind;
import org.apache.camel.StreamCache;
import org.apache.camel.converter.stream.ByteArrayInputStreamCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message body becomes on the wire. */
class RequestBodyTest extends ZoomTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATE = "zoom:users/meetings/create?userId=me";
    private static final String UPLOAD = "zoom:users/picture/create?userId=me";
    private static final String TEXT = "{\"topic\":\"Z\u00fcrich \ud83d\ude00\",\"zero\":0,\"no\":false,\"none\":[]}";

    @TempDir
    Path folder;

    /** Only the set fields of it are sent. */
    public record Meeting(String topic, Integer duration, boolean registered, int retries, List<String> hosts,
            Map<String, ?> more) {}

    @BeforeEach
    void answerEverything() {
        simulator().faults().onApi().status(201, "{}").always();
    }

    @Test
    void aPojoSendsWhatIsSetAndKeepsFalseZeroAndEmptyLists() throws IOException {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("explicit", null);
        ok(CREATE, new Meeting("A", null, false, 0, List.of(), more), Map.of());
        assertThat(sent()).isEqualTo(JSON.readTree(
                "{\"topic\":\"A\",\"registered\":false,\"retries\":0,\"hosts\":[],\"more\":{\"explicit\":null}}"));
    }

    @Test
    void aMapSendsAllItHoldsAlsoNullFalseZeroAndEmptyLists() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("topic", null);
        map.put("no", false);
        map.put("zero", 0);
        map.put("none", List.of());
        map.put("pojo", new Meeting("A", null, true, 1, null, null));
        ok(CREATE, map, Map.of());
        assertThat(sent()).isEqualTo(JSON.readTree("{\"topic\":null,\"no\":false,\"zero\":0,\"none\":[],"
                + "\"pojo\":{\"topic\":\"A\",\"registered\":true,\"retries\":1}}"));
    }

    @Test
    void jsonOfEveryKindArrivesByteForByte() throws IOException {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("body.json"), bytes);
        StreamCache cache = new ByteArrayInputStreamCache(new ByteArrayInputStream(bytes));
        List<Object> bodies = List.of(TEXT, new StringBuilder(TEXT), bytes, new ByteArrayInputStream(bytes), cache,
                file.toFile(),
                file);
        for (Object body : bodies) {
            ok(CREATE, body, Map.of());
        }
        assertThat(requests()).hasSize(bodies.size()).allSatisfy(request -> {
            assertThat(request.bodyText()).isEqualTo(TEXT);
            assertThat(request.headers().first("Content-Type")).contains("application/json");
            assertThat(request.headers().first("Content-Length")).contains(String.valueOf(bytes.length));
        });
        assertThat(((InputStream) cache).readAllBytes()).as("a stream cache can be read by the next step").isEqualTo(bytes);
        ok(CREATE, JsonNodeFactory.instance.objectNode().put("no", false), Map.of());
        assertThat(sent()).isEqualTo(JSON.readTree("{\"no\":false}"));
    }

    @Test
    void noBodyAndBlankBodiesSendNone() {
        for (Object body : new Object[]{ null, "", " \n", new byte[0], new ByteArrayInputStream(new byte[0]) }) {
            ok(CREATE, body, Map.of());
        }
        assertThat(requests()).hasSize(5).allSatisfy(request -> assertThat(request.bodyKind()).isEqualTo(BodyKind.NONE));
    }

    @Test
    void anOperationWithoutBodySendsNoneWhateverTheMessageHolds() {
        ok("zoom:users/list", TEXT, Map.of());
        ok("zoom:meetings/delete?meetingId=1", "no json at all", Map.of());
        assertThat(requests()).hasSize(2).allSatisfy(request -> assertThat(request.body()).isEmpty());
    }

    @Test
    void aRequestSendsItsBody() {
        ok("zoom:request?method=patch&path=/meetings/1", TEXT, Map.of());
        ok("zoom:request?path=/meetings/1", TEXT, Map.of());
        assertThat(requests().get(0).bodyText()).isEqualTo(TEXT);
        assertThat(requests().get(1).body()).isEmpty();
    }

    @Test
    void anUploadTakesFilePathBytesAndStream() throws IOException {
        File file = Files.writeString(folder.resolve("pic ture.png"), "content").toFile();
        for (Object body : List.of(file, file.toPath(), "content".getBytes(StandardCharsets.UTF_8), new ByteArrayInputStream(
                "content".getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStreamCache(new ByteArrayInputStream("content"
                        .getBytes(StandardCharsets.UTF_8))))) {
            ok(UPLOAD, body, Map.of("CamelFileName", "some/where\\pic ture.png"));
        }
        assertThat(requests()).hasSize(5).allSatisfy(request -> {
            assertThat(request.bodyKind()).isEqualTo(BodyKind.MULTIPART);
            assertThat(request.bodyText()).contains("name=\"pic_file\"; filename=\"pic ture.png\"")
                    .contains("\r\n\r\ncontent\r\n");
        });
    }

    @Test
    void theBytesOfAFileAreNotTouched() {
        byte[] all = new byte[256 * 64];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        ok(UPLOAD, all, Map.of());
        assertThat(requests().get(0).body()).containsSequence(all);
    }

    @Test
    void aMapGivesThePartsByName() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("pic_file", new byte[]{ 'x' });
        parts.put("quo\"ted", "\u00fc & \ud83d\ude00");
        parts.put("number", 0);
        parts.put("flag", false);
        parts.put("left_out", null);
        ok(UPLOAD, parts, Map.of("CamelFileName", "\u00fcber \ud83d\ude00\".png"));
        String text = requests().get(0).bodyText();
        assertThat(text).contains("name=\"pic_file\"").contains("\r\n\r\n\u00fc & \ud83d\ude00\r\n").contains("name=\"number\"")
                .contains("\r\n\r\n0\r\n").contains("\r\n\r\nfalse\r\n").doesNotContain("left_out");
        assertThat(text).as("a name never ends its quotes").contains("name=\"quo\\\"ted\"").contains("\ud83d\ude00\\\".png\"");
        assertThat(text).as("the file name in UTF-8, readable for every server").contains("\u00fcber \ud83d\ude00");
    }

    @Test
    void aLineBreakInANameMakesNoHeader() {
        ok(UPLOAD, Map.of("na\r\nme", new byte[]{ 'x' }), Map.of("CamelFileName", "a\r\nX-Evil: b\r\n\r\n.png"));
        assertThat(requests().get(0).bodyText()).contains("name=\"na__me\"").contains("a__X-Evil: b____.png").doesNotContain(
                "\nX-Evil");
    }

    @Test
    void aPartThatCannotBeSentIsRefusedByName() {
        assertThat(failure(IllegalArgumentException.class, UPLOAD, Map.of("thing", new Object()), Map.of()))
                .hasMessageContaining(
                        "part 'thing' is a java.lang.Object")
                .hasMessageContaining("users/picture/create");
        assertThat(failure(IllegalArgumentException.class, UPLOAD, null, Map.of()))
                .hasMessageContaining("expected a Map of parts");
        assertThat(failure(IllegalArgumentException.class, UPLOAD, folder.resolve("missing.png"), Map.of()))
                .hasMessageContaining(
                        "missing.png");
        assertThat(requests()).isEmpty();
    }

    @Test
    void aPlainStreamIsSentOnceAndAFileAgain() throws IOException {
        simulator().faults().clear();
        simulator().faults().onApi().rateLimitedPerSecond();
        failure(ZoomRateLimitException.class, UPLOAD, new ByteArrayInputStream(new byte[]{ 1 }), Map.of());
        assertThat(requests()).hasSize(1);
        simulator().faults().onApi().rateLimitedPerSecond();
        simulator().faults().onApi().status(204, "").always();
        ok(UPLOAD, Files.write(folder.resolve("a.png"), new byte[]{ 1 }), Map.of());
        assertThat(requests()).hasSize(3);
        assertThat(requests().get(2).body()).isEqualTo(requests().get(1).body());
    }

    private static List<ApiRequest> requests() {
        return simulator().journal().apiRequests();
    }

    private static JsonNode sent() throws IOException {
        List<ApiRequest> requests = requests();
        return JSON.readTree(requests.get(requests.size() - 1).body());
    }
}
