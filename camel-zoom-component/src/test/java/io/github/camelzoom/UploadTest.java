package io.github.camelzoom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.FileBytes;
import io.github.camelzoom.simulator.UploadedFile;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Uploads in parts, and uploads that have to be repeated. */
class UploadTest extends ZoomTestSupport {

    private static final int PART = 5 * 1024 * 1024;
    private static final int SIZE = 2 * PART + 1234;

    @TempDir
    static Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("video one.mp4");
        Files.write(file, FileBytes.of("up", 0, SIZE));
    }

    private static List<ApiRequest> parts(String product) {
        return simulator().journal().apiRequests(product + "/files/multipart/create");
    }

    private void assertUploaded() throws IOException {
        UploadedFile uploaded = simulator().files().uploads().get(0);
        assertThat(uploaded.name()).isEqualTo("video one.mp4");
        assertThat(uploaded.parts()).isEqualTo(3);
        assertThat(uploaded.content()).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoom_events", "clips", "zra", "iq" })
    void aFileGoesInPartsAndTheAnswerIsThatOfOneUpload(String product) throws IOException {
        Map<String, Object> body = product.equals("zoom_events")
                ? Map.of("file", file, "hub_id", "H")
                : Map.of("file", file
                        .toFile());
        Exchange exchange = ok("zoom:" + product + "/files/create?outputType=MAP", body, Map.of(ZoomConstants.PART_SIZE, PART));
        assertUploaded();
        assertThat(((Map<?, ?>) exchange.getMessage().getBody()).keySet()).hasToString(product.equals("clips")
                ? "[clip_id]"
                : "[file_id]");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.RESPONSE_CODE, 201);
        assertThat(parts(product)).hasSize(3);
        assertThat(simulator().journal().apiRequests(product + "/files/create")).isEmpty();
    }

    @Test
    void aPartThatFailsIsRepeatedAlone() throws IOException {
        simulator().faults().onApi("POST", "/clips/files/multipart").status(503);
        simulator().faults().onApi("POST", "/clips/files/multipart").loseAnswer();
        simulator().faults().onApi("POST", "/clips/files/multipart").redirect(307, path -> path);
        simulator().faults().onApi("POST", "/clips/files/multipart").rateLimitedPerSecond();
        ok("zoom:clips/files/create", file, Map.of(ZoomConstants.PART_SIZE, (long) PART));
        assertUploaded();
        assertThat(parts("clips")).hasSize(3 + 4).allSatisfy(request -> assertThat(request.authorization()).startsWith(
                "Bearer "));
    }

    @Test
    void aPartThatIsRefusedEndsTheUpload() {
        simulator().faults().onApi("POST", "/clips/files/multipart").error(400, 300, "no");
        ZoomApiException refused = failure(ZoomApiException.class, "zoom:clips/files/create", file, Map.of(
                ZoomConstants.PART_SIZE, PART));
        assertThat(refused).hasMessageContaining("clips/files/multipart/create");
        assertThat(parts("clips")).hasSize(1);
        assertThat(simulator().files().uploads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1, 1, PART - 1, 100_000_001 })
    void partsOfASizeThatZoomDoesNotTakeAreRefused(long size) {
        assertThat(failure(IllegalArgumentException.class, "zoom:clips/files/create", file, Map.of(ZoomConstants.PART_SIZE,
                size))).hasMessageContaining(ZoomConstants.PART_SIZE);
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void aSmallFileGoesInOneRequestAndOtherOperationsKnowNoParts() {
        ok("zoom:clips/files/create", file, Map.of());
        assertThat(simulator().journal().apiRequests("clips/files/create")).hasSize(1);
        ok("zoom:whiteboards/files/create", file, Map.of(ZoomConstants.PART_SIZE, PART));
        assertThat(simulator().journal().apiRequests("whiteboards/files/create")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 308 })
    void aCachedStreamIsSentAgainWhereTheFileHostRedirects(int status) {
        byte[] content = FileBytes.of("up", 0, 200_000);
        simulator().faults().onApi("POST", "/clips/files").redirect(status, path -> path);
        ok("zoom:clips/files/create", new InputStreamCache(content), Map.of(Exchange.FILE_NAME, "a.mp4"));
        List<ApiRequest> requests = simulator().journal().apiRequests("clips/files/create");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).body()).isEqualTo(requests.get(0).body()).hasSizeGreaterThan(content.length);
        assertThat(requests.get(1).authorization()).isEqualTo(requests.get(0).authorization()).startsWith("Bearer ");
    }
}
