package io.github.camelzoom;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.error.ZoomFileException;
import io.github.camelzoom.client.error.ZoomFileException.Reason;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.FileBytes;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.SimulatedFile;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code zoom:download} makes of what Zoom answers, as a stream and into a directory. */
class DownloadTest extends ZoomTestSupport {

    private static final String STREAM = "zoom:download?outputType=BYTES";
    private static final int SIZE = 3_000_000;

    @TempDir
    Path directory;

    private String saving() {
        return "zoom:download?directory=" + directory;
    }

    private static SimulatedFile file() {
        return simulator().files().add("F1", SIZE);
    }

    private static String url(SimulatedFile file) {
        return simulator().origin() + file.downloadPath();
    }

    private static Map<String, Object> object(SimulatedFile file) {
        return new HashMap<>(Map.of("id", file.id(), "meeting_id", "abc==", "file_type", "MP4", "file_extension", "MP4",
                "file_size", SIZE, "recording_type", "gallery_view", "status", "completed", "download_url", url(file)));
    }

    private static byte[] content() {
        return FileBytes.of("F1", 0, SIZE);
    }

    private static List<ApiRequest> storage() {
        return simulator().journal().apiRequests(r -> r.rawPath().startsWith("/rec/storage/"));
    }

    private static List<ApiRequest> downloads() {
        return simulator().journal().apiRequests(r -> r.rawPath().startsWith("/rec/download/"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theUrlComesFromTheHeaderOrTheBodyInAnyForm() throws IOException {
        SimulatedFile file = file();
        String json = new ObjectMapper().writeValueAsString(object(file));
        for (Object body : new Object[]{ url(file), object(file), json, json.getBytes(StandardCharsets.UTF_8),
                new ObjectMapper().readTree(json), new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                "{\"payload\":{\"object\":" + json + "}}" }) {
            assertThat(ok(STREAM, body, Map.of()).getMessage().getBody(byte[].class)).as(body.getClass().getName()).isEqualTo(
                    content());
        }
        Exchange exchange = ok(STREAM, "anything", Map.of(ZoomConstants.DOWNLOAD_URL, url(file)));
        assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(content());
        assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.RESPONSE_CODE, 200).containsEntry(
                Exchange.FILE_LENGTH, (long) SIZE).containsEntry(Exchange.CONTENT_TYPE, "application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no url", "ftp://zoom.us/a", "{\"a\":1}", "[1]", "{\"recording_files\":[]}", "{\"broken\":",
            "{\"can_download\":false,\"download_url\":\"https://zoom.us/a\"}", "https://zoom.us/rec/a?access_token=secretly" })
    void whatDescribesNoFileIsRefusedBeforeAnythingIsSent(String body) {
        IllegalArgumentException refused = failure(IllegalArgumentException.class, STREAM, body, Map.of());
        assertThat(refused).hasMessageContaining("download on connection 'account ").hasMessageNotContaining("secretly");
        assertThat(simulator().journal().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://example.com/a", "https://zoom.us.example.com/a", "https://evilzoom.us/a",
            "http://zoom.us/a", "https://169.254.169.254/latest", "https://user@zoom.us/a", "http://10.0.0.1/a" })
    void aForeignAddressIsNotAsked(String url) {
        for (String uri : List.of(STREAM, saving())) {
            ZoomFileException refused = failure(ZoomFileException.class, uri, url, Map.of(ZoomConstants.DOWNLOAD_TOKEN, "t"));
            assertThat(refused.getReason()).isEqualTo(Reason.FOREIGN_HOST);
            assertThat(refused.isRetryable()).isFalse();
        }
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void theBodyIsAStreamThatStreamCachingLeavesAlone() throws IOException {
        // The template completes the exchange, so the stream is closed afterwards.
        Exchange exchange = ok("zoom:download", url(file()), Map.of());
        assertThat(exchange.getMessage().getBody()).isInstanceOf(StreamCache.class).isInstanceOf(InputStream.class);
        assertThat(((StreamCache) exchange.getMessage().getBody()).inMemory()).isFalse();
    }

    @Test
    void aFileGoesIntoTheDirectoryUnderANameOfItsOwn() throws IOException {
        Exchange exchange = ok(saving(), object(file()), Map.of());
        File saved = (File) exchange.getMessage().getBody();
        assertThat(Files.readAllBytes(saved.toPath())).isEqualTo(content());
        assertThat(files()).containsExactly("F1-gallery_view.mp4");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(Exchange.FILE_NAME, "F1-gallery_view.mp4").containsEntry(
                Exchange.FILE_LENGTH, (long) SIZE).containsEntry(Exchange.FILE_PATH, saved.getPath());
    }

    @Test
    void aFileThatIsThereWithThatSizeIsNotFetchedAgainAndAnyOtherIsReplaced() throws IOException {
        ok(saving(), object(file()), Map.of());
        simulator().journal().clear();
        Exchange again = ok(saving(), object(file()), Map.of());
        assertThat(simulator().journal().all()).isEmpty();
        assertThat(again.getMessage().getBody(File.class)).hasSize(SIZE);
        Files.write(directory.resolve("F1-gallery_view.mp4"), new byte[7]);
        ok(saving(), object(file()), Map.of());
        assertThat(Files.readAllBytes(directory.resolve("F1-gallery_view.mp4"))).isEqualTo(content());
        assertThat(files()).hasSize(1);
    }

    @Test
    void theNameComesFromTheHeaderElseFromTheAnswerElseFromTheAddress() throws IOException {
        ok(saving(), url(file()), Map.of(Exchange.FILE_NAME, "../../etc/mine.mp4"));
        ok(saving(), url(file()), Map.of());
        file().disposition("attachment; filename=\"plain.mp4\"; filename*=UTF-8''b%C3%A9.mp4");
        ok(saving(), url(file().disposition("attachment; filename=\"plain.mp4\"; filename*=UTF-8''b%C3%A9.mp4")), Map.of());
        assertThat(files()).containsExactlyInAnyOrder("mine.mp4", "F1", "b\u00e9.mp4");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aBrokenLineIsContinuedAndNoByteIsFetchedTwice(boolean stream) throws IOException {
        SimulatedFile file = file().resetAt(LongStream.rangeClosed(1, 10).mapToObj(i -> i * 250_000).toList());
        assertContent(stream, object(file));
        assertThat(file.bytesSent()).isLessThan((long) (SIZE * 1.01));
        assertThat(storage()).hasSize(11);
        assertThat(storage().stream().skip(1)).allSatisfy(request -> {
            assertThat(request.headers().first("Range")).isPresent();
            assertThat(request.headers().first("If-Range")).contains("\"F1\"");
        });
        assertThat(downloads()).as("a signed address may have ended, so a new one is asked for").hasSize(11);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aServerWithoutRangesIsReadAnew(boolean stream) throws IOException {
        simulator().settings().rangeRequests(false);
        SimulatedFile file = file().resetAt(List.of(1_000_000L, 2_000_000L));
        assertContent(stream, url(file));
        assertThat(storage()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anAnswerWithoutLengthIsReadToItsEnd(boolean stream) throws IOException {
        assertContent(stream, url(file().announceLength(false).resetAt(List.of(1_000_000L))));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aStalledLineIsContinuedAfterTheResponseTimeout(boolean stream) throws IOException {
        SimulatedFile file = file().stallAt(1_500_000);
        Exchange exchange = ok((stream ? STREAM + "&" : saving() + "&") + "responseTimeout=300", object(file), Map.of());
        assertThat(stream
                ? exchange.getMessage().getBody(byte[].class)
                : Files.readAllBytes(exchange.getMessage().getBody(
                        File.class).toPath()))
                .isEqualTo(content());
        assertThat(storage()).hasSize(2);
    }

    @Test
    void aLineThatBreaksWithoutEndEndsTheDownloadAndTheNextGoesOnFromThere() throws IOException {
        SimulatedFile file = file().resetAt(List.of(1_000_000L));
        ZoomTransportException broken = failure(ZoomTransportException.class, saving() + "&maxRetries=0", object(file), Map
                .of());
        assertThat(broken).hasMessageContaining("1000000 of 3000000 bytes");
        assertThat(files()).containsExactly("F1-gallery_view.mp4.part");
        ok(saving(), object(file), Map.of());
        assertThat(files()).containsExactly("F1-gallery_view.mp4");
        assertThat(Files.readAllBytes(directory.resolve("F1-gallery_view.mp4"))).isEqualTo(content());
        assertThat(file.bytesSent()).isEqualTo(SIZE);
    }

    @Test
    void aPartOfAnotherFileIsNotContinued() throws IOException {
        SimulatedFile file = file().resetAt(List.of(1_000_000L));
        failure(ZoomTransportException.class, saving() + "&maxRetries=0", object(file), Map.of());
        file.content("other");
        ok(saving(), object(file), Map.of());
        assertThat(Files.readAllBytes(directory.resolve("F1-gallery_view.mp4"))).isEqualTo(FileBytes.of("other", 0, SIZE));
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAnErrorForAStreamAndReadAnewIntoADirectory() throws IOException {
        SimulatedFile file = file().resetAt(List.of(1_000_000L));
        simulator().faults().onApi("GET", "/rec/storage/**").withHeader("Range", range -> {
            file.content("other");
            return false;
        }).delay(Duration.ZERO);
        ZoomFileException changed = failure(ZoomFileException.class, STREAM, url(file), Map.of());
        assertThat(changed.getReason()).isEqualTo(Reason.CHANGED);
        SimulatedFile second = simulator().files().add("F1", SIZE).resetAt(List.of(1_000_000L));
        simulator().faults().clear();
        simulator().faults().onApi("GET", "/rec/storage/**").withHeader("Range", range -> {
            second.content("other");
            return false;
        }).delay(Duration.ZERO);
        File saved = ok(saving(), object(second), Map.of()).getMessage().getBody(File.class);
        assertThat(Files.readAllBytes(saved.toPath())).isEqualTo(FileBytes.of("other", 0, SIZE));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aWrongSizeIsNeverDelivered(boolean stream) throws IOException {
        for (int size : new int[]{ SIZE - 1, SIZE + 1 }) {
            SimulatedFile file = simulator().files().add("F1", size);
            ZoomFileException wrong = failure(ZoomFileException.class, stream ? STREAM : saving(), object(file), Map.of());
            assertThat(wrong.getReason()).isEqualTo(Reason.WRONG_SIZE);
            file.announceLength(false);
            ZoomException unannounced = failure(ZoomException.class, stream ? STREAM : saving(), object(file), Map.of());
            assertThat(unannounced).hasMessageContaining("3000000 bytes");
        }
        assertThat(files()).noneMatch(name -> name.endsWith(".mp4"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aWebPageInsteadOfTheFileIsAnError(boolean stream) throws IOException {
        simulator().faults().onApi("GET", "/rec/storage/**").html200().always();
        ZoomFileException page = failure(ZoomFileException.class, stream ? STREAM : saving(), object(file()), Map.of());
        assertThat(page).hasMessageContaining("a web page came instead of the file");
        assertThat(page.getReason()).isEqualTo(Reason.NOT_A_FILE);
        assertThat(files()).isEmpty();
    }

    @Test
    void anErrorInsteadOfTheFileIsToldAlsoWithStatus200() {
        simulator().faults().onApi("GET", "/rec/download/**")
                .status(200, "{\"errorCode\":3301,\"errorMessage\":\"No recording\"}")
                .always();
        assertThat(failure(ZoomFileException.class, STREAM, object(file()), Map.of())).hasMessageContaining("No recording")
                .hasMessageContaining("3301").extracting(ZoomFileException::getReason).isEqualTo(Reason.NOT_A_FILE);
        simulator().faults().clear();
        simulator().faults().onApi("GET", "/rec/download/**").status(200, "{\"anything\":true}").always();
        assertThat(failure(ZoomFileException.class, STREAM, object(file()), Map.of())).hasMessageContaining("JSON");
    }

    @Test
    void aPageAndAnErrorAreKnownByTheirFirstBytesToo() {
        for (String body : List.of(" \n<!DOCTYPE html><html>", "<HTML>",
                "{\"code\":124,\"message\":\"Invalid access token.\"}")) {
            simulator().faults().clear();
            simulator().faults().onApi("GET", "/rec/download/**").status(200, body, Map.of("Content-Type", "video/mp4"))
                    .always();
            assertThat(failure(ZoomFileException.class, STREAM, url(file()), Map.of()).getReason()).isEqualTo(
                    Reason.NOT_A_FILE);
        }
    }

    @Test
    void jsonIsAFileWhereTheFileIsJson() {
        simulator().faults().onApi("GET", "/rec/download/**").status(200, "{\"timeline\":[]}").always();
        Map<String, Object> timeline = object(file());
        timeline.keySet().removeAll(List.of("file_extension", "file_size"));
        timeline.put("file_type", "TIMELINE");
        Exchange exchange = ok(STREAM, timeline, Map.of());
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("{\"timeline\":[]}");
        assertThat(exchange.getMessage().getHeader(Exchange.FILE_NAME)).isEqualTo("F1-gallery_view.json");
    }

    @Test
    void theFilesOwnTokenGoesFirstAndTheBearerFollowsWhereItIsRefused() {
        ObjectNode recording = recording();
        Map<String, Object> file = first(recording);
        String own = (String) ok("zoom:meetings/recordings/get?outputType=MAP&include_fields=download_access_token", null,
                Map.of(
                        "CamelZoomParamMeetingId", recording.get("uuid").asText()))
                .getMessage().getBody(Map.class).get(
                        "download_access_token");
        file.put("download_access_token", own);
        ok(STREAM, file, Map.of());
        assertThat(downloads()).singleElement().satisfies(request -> assertThat(request.authorization()).isEqualTo("Bearer "
                + own));
        simulator().journal().clear();
        ok(STREAM, file, Map.of(ZoomConstants.DOWNLOAD_TOKEN, "has.ended"));
        assertThat(downloads()).hasSize(2);
        assertThat(downloads().get(0).authorization()).isEqualTo("Bearer has.ended");
        assertThat(downloads().get(1).authorization()).startsWith("Bearer ").isNotEqualTo("Bearer has.ended");
        assertThat(downloads()).allSatisfy(request -> assertThat(request.rawQuery()).isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403, 200 })
    void whereTheBearerIsRefusedTheRecordingIsAskedForATokenOfTheFile(int status) {
        Map<String, Object> file = first(recording());
        if (status == 200) {
            simulator().faults().onApi("GET", "/rec/download/**").html200();
        } else {
            simulator().faults().onApi("GET", "/rec/download/**").error(status, 200, "No permission.");
        }
        ok(STREAM, file, Map.of());
        assertThat(simulator().journal().apiRequests("meetings/recordings/get")).singleElement().satisfies(
                request -> assertThat(request.rawQuery()).contains("include_fields=download_access_token"));
        assertThat(downloads()).hasSize(2);
        assertThat(downloads().get(0).authorization()).isNotEqualTo(downloads().get(1).authorization());
    }

    @Test
    void whenNothingIsAcceptedThenTheLastRefusalIsTold() {
        simulator().faults().onApi("GET", "/rec/download/**").error(401, 4700, "Token cannot be empty.").always();
        ZoomAuthException refused = failure(ZoomAuthException.class, STREAM, url(file()), Map.of(ZoomConstants.DOWNLOAD_TOKEN,
                "mine"));
        assertThat(refused).hasMessageContaining("download on connection 'account ");
        assertThat(refused.getSuppressed()).hasSize(1);
        assertThat(downloads()).hasSize(2);
    }

    @Test
    void aForeignStorageHostSeesTheRangeButNoBearer() {
        simulator().files().storageOrigin("http://localhost:" + simulator().port());
        SimulatedFile file = file().resetAt(List.of(1_000_000L));
        assertThat(ok(STREAM, url(file), Map.of(ZoomConstants.DOWNLOAD_TOKEN, "x")).getMessage().getBody(byte[].class))
                .isEqualTo(content());
        assertThat(storage()).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers().first("Host")).contains("localhost:" + simulator().port());
            assertThat(request.authorization()).isNull();
        });
        assertThat(storage().get(1).headers().first("Range")).contains("bytes=1000000-");
    }

    @Test
    void twoDownloadsOfOneFileDoNotWriteIntoEachOther() throws Exception {
        Hold hold = simulator().faults().onApi("GET", "/rec/storage/**").hold();
        CompletableFuture<Exchange> first = template.asyncSend(saving(), exchange -> exchange.getMessage().setBody(object(
                file())));
        await().atMost(10, TimeUnit.SECONDS).until(() -> hold.arrived() == 1);
        ZoomFileException second = failure(ZoomFileException.class, saving(), object(file()), Map.of());
        assertThat(second.getReason()).isEqualTo(Reason.IN_USE);
        assertThat(second.isRetryable()).isTrue();
        hold.release();
        assertThat(first.get(10, TimeUnit.SECONDS).getMessage().getBody(File.class)).hasSize(SIZE);
    }

    @Test
    void aSignedAddressThatHasEndedIsReplacedByANewOne() {
        SimulatedFile file = file().resetAt(List.of(1_000_000L));
        simulator().faults().onApi("GET", "/rec/download/**").withHeader("Range", range -> {
            simulator().clock().advance(Duration.ofMinutes(6));
            return false;
        }).delay(Duration.ZERO);
        assertThat(ok(STREAM, url(file), Map.of()).getMessage().getBody(byte[].class)).isEqualTo(content());
        assertThat(downloads()).hasSize(2);
    }

    @Test
    void aPhoneRecordingComesFromItsOperationAndFromItsAddress() throws IOException {
        SimulatedFile file = file();
        simulator().faults().onApi("GET", "/phone/recording/download/{id}").redirect(302, path -> file.downloadPath()).always();
        String phone = "zoom:phone/recording/download/get?fileId=R1&outputType=";
        assertThat(ok(phone + "BYTES", null, Map.of()).getMessage().getBody(byte[].class)).isEqualTo(content());
        assertThat(ok(phone + "STREAM", null, Map.of()).getMessage().getBody()).isInstanceOf(StreamCache.class);
        assertContent(false, simulator().baseUrl() + "/phone/recording/download/R1");
        simulator().faults().onApi("GET", "/rec/storage/**").html200();
        assertThat(failure(ZoomException.class, phone + "STREAM", null, Map.of())).hasMessageContaining("a web page instead");
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoom:users/list?directory=x", "zoom:users/list?readyTimeout=1", "zoom:token?directory=x",
            "zoom:download?page=1", "zoom:download?outputType=MAP" })
    void optionsThatDoNotFitAreRefusedAtTheStart(String uri) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> context.getEndpoint(uri).createProducer().init()))
                .hasStackTraceContaining(uri.contains("users") || uri.contains("token")
                        ? "is for zoom:download only"
                        : "zoom:download");
    }

    private static ObjectNode recording() {
        return simulator().defaultAccount().addRecording(simulator().defaultAccount().users().get(0), "Recorded", Instant.parse(
                "2026-01-02T03:04:05Z"));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> first(ObjectNode recording) {
        Exchange listed = ok("zoom:meetings/recordings/get?outputType=MAP", null, Map.of("CamelZoomParamMeetingId", recording
                .get("uuid").asText()));
        simulator().journal().clear();
        return ((List<Map<String, Object>>) listed.getMessage().getBody(Map.class).get("recording_files")).get(0);
    }

    private void assertContent(boolean stream, Object body) throws IOException {
        Exchange exchange = ok(stream ? STREAM : saving(), body, Map.of());
        if (stream) {
            assertThat(exchange.getMessage().getBody(byte[].class)).isEqualTo(content());
        } else {
            assertThat(Files.readAllBytes(exchange.getMessage().getBody(File.class).toPath())).isEqualTo(content());
            assertThat(files()).hasSize(1);
        }
    }
}
