package io.github.camelzoom;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.error.ZoomFileException;
import io.github.camelzoom.client.error.ZoomFileException.Reason;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.simulator.FileBytes;
import io.github.camelzoom.simulator.SimulatedFile;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code zoom:download} in routes: with split, stream caching and the file component, and while Zoom still works on a file. */
class DownloadRouteTest extends ZoomTestSupport {

    @TempDir
    static Path recordings;

    private volatile InputStream left;

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all").to("zoom:users/recordings/list?userId=" + userId()
                        + "&from=2026-01-01&to=2026-01-31&outputType=NODE")
                        .split(items("meetings"))
                        .split(items("recording_files"))
                        .to("zoom:download").to("file:" + recordings);
                from("direct:twice").to("zoom:download").process(exchange -> {
                    left = exchange.getMessage().getBody(InputStream.class);
                    assertThat(left.readNBytes(10)).isEqualTo(FileBytes.of("F2", 0, 10));
                }).process(exchange -> assertThat(FileBytes.matching("F2", exchange.getMessage().getBody(InputStream.class)))
                        .isEqualTo(500_000));
                from("direct:multicast").to("zoom:download").multicast().to("direct:a", "direct:b").end();
                from("direct:a").process(DownloadRouteTest::whole);
                from("direct:b").process(DownloadRouteTest::whole);
                from("direct:dynamic").toD("zoom:download?directory=${header.where}");
                from("direct:saved").to("zoom:download?directory=" + recordings).to("file:" + recordings.resolve("second"));
            }
        };
    }

    private static Expression items(String field) {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return exchange.getMessage().getBody(JsonNode.class).get(field);
            }
        };
    }

    private static void whole(Exchange exchange) throws IOException {
        assertThat(FileBytes.matching("F2", exchange.getMessage().getBody(InputStream.class))).isEqualTo(500_000);
    }

    private static ObjectNode recording() {
        return simulator().defaultAccount().addRecording(simulator().defaultAccount().users().get(0), "Recorded", Instant.parse(
                "2026-01-02T03:04:05Z"));
    }

    private static String url(SimulatedFile file) {
        return simulator().origin() + file.downloadPath();
    }

    @Test
    void theRecordingsOfAUserBecomeFiles() throws IOException {
        ObjectNode recording = recording();
        String video = recording.at("/recording_files/0/id").asText();
        simulator().files().of(video).resetAt(List.of(20_000L));
        ok("direct:all", null, Map.of());
        for (JsonNode file : recording.get("recording_files")) {
            Path saved = recordings.resolve(file.get("id").asText() + "-" + file.get("recording_type").asText() + "."
                    + file.get("file_extension").asText().toLowerCase(java.util.Locale.ROOT));
            assertThat(Files.readAllBytes(saved)).isEqualTo(FileBytes.of(file.get("id").asText(), 0, file.get("file_size")
                    .asInt()));
        }
    }

    @Test
    void aStreamThatWasReadFromIsFetchedAgainByTheNextStepAndClosedWithTheExchange() {
        ok("direct:twice", url(simulator().files().add("F2", 500_000)), Map.of());
        assertThat(simulator().journal().apiRequests(r -> r.rawPath().startsWith("/rec/storage/"))).hasSize(2);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> left.read())).isInstanceOf(IOException.class);
    }

    @Test
    void branchesOfAMulticastEachReadTheWholeFile() {
        ok("direct:multicast", url(simulator().files().add("F2", 500_000)), Map.of());
    }

    @Test
    void aSavedFileGoesOnAsAFile() {
        Exchange exchange = ok("direct:saved", url(simulator().files().add("F2", 500_000)),
                Map.of(Exchange.FILE_NAME, "two.mp4"));
        assertThat(exchange.getMessage().getBody()).isInstanceOf(File.class);
        assertThat(recordings.resolve("second/two.mp4")).hasSize(500_000);
    }

    @Test
    void toDTakesTheDirectoryLiterallyWithOneEndpointForAll() {
        simulator().files().add("F2", 500_000);
        for (String name : List.of("bob+test@example.com", "R&D = 100 %41", "#?")) {
            Path where = recordings.resolve(name);
            ok("direct:dynamic", url(simulator().files().add("F2", 500_000)),
                    Map.of("where", where.toString(), Exchange.FILE_NAME, "two.mp4"));
            assertThat(where.resolve("two.mp4")).hasSize(500_000);
        }
        assertThat(context.getEndpoints()).extracting(Object::toString).filteredOn(uri -> uri.contains("directory="))
                .noneMatch(uri -> uri.contains("example.com"));
    }

    @Test
    void aFileThatIsNotReadyFailsAtOnceUnlessThereIsTime() {
        ObjectNode late = processing(recording());
        ZoomFileException notReady = failure(ZoomFileException.class, "zoom:download", body(late), Map.of());
        assertThat(notReady).hasMessageContaining("its status is processing").hasMessageContaining("readyTimeout");
        assertThat(notReady.getReason()).isEqualTo(Reason.NOT_READY);
        assertThat(notReady.isRetryable()).isTrue();
        assertThat(simulator().journal().apiRequests()).isEmpty();
        ZoomFileException waited = failure(ZoomFileException.class, "zoom:download?readyTimeout=50", body(late), Map.of());
        assertThat(waited).hasMessageContaining("waited 50 ms");
    }

    @Test
    void aTranscriptIsWaitedForByAskingForItsRecordingAgain() throws Exception {
        ObjectNode late = processing(recording());
        CompletableFuture<Exchange> exchange = template.asyncSend("zoom:download?outputType=BYTES&readyTimeout=1m",
                sent -> sent.getMessage().setBody(body(late)));
        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> simulator().journal().apiRequests("meetings/recordings/get").size() >= 3);
        assertThat(exchange).isNotDone();
        synchronized (simulator().defaultAccount().data()) {
            simulator().defaultAccount().data().recordings().file(late.get("id").asText()).orElseThrow()
                    .put("status", "completed")
                    .put("file_size", 1_000);
        }
        Exchange done = exchange.get(10, TimeUnit.SECONDS);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(byte[].class)).isEqualTo(FileBytes.of(late.get("id").asText(), 0, 1_000));
        assertThat(done.getMessage().getHeader(Exchange.FILE_NAME))
                .isEqualTo(late.get("id").asText() + "-audio_transcript.vtt");
    }

    @Test
    void anAddressAloneIsAskedAgainUntilItAnswers() {
        SimulatedFile file = simulator().files().add("F2", 500_000);
        simulator().faults().onApi("GET", "/rec/download/**").status(200, "").times(3);
        assertThat(ok("zoom:download?outputType=BYTES&readyTimeout=1m", url(file), Map.of()).getMessage().getBody(byte[].class))
                .hasSize(500_000);
        simulator().faults().onApi("GET", "/rec/download/**").status(200, "").times(1);
        assertThat(failure(ZoomFileException.class, "zoom:download", url(file), Map.of()).getReason()).isEqualTo(
                Reason.NOT_READY);
    }

    @Test
    void aWaitEndsWithTheContext() throws Exception {
        CompletableFuture<Exchange> exchange = template.asyncSend("zoom:download?readyTimeout=1h&retryDelay=1h",
                sent -> sent.getMessage().setBody(Map.of("download_url", simulator().origin() + "/rec/download/x", "status",
                        "processing")));
        await().during(100, TimeUnit.MILLISECONDS).until(() -> !exchange.isDone());
        context.stop();
        assertThat(exchange.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(ZoomTransportException.class)
                .hasMessageContaining("stopped while the download waited");
    }

    private static ObjectNode processing(ObjectNode recording) {
        return simulator().defaultAccount().addRecordingFile(recording.get("uuid").asText(), "TRANSCRIPT", "audio_transcript",
                "processing");
    }

    private static ObjectNode body(ObjectNode file) {
        ObjectNode copy = file.deepCopy();
        copy.remove("file_extension");
        return copy.put("download_url", simulator().origin() + file.get("download_url").asText());
    }
}
