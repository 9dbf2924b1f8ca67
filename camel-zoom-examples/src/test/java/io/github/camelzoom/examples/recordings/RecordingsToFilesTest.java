package io.github.camelzoom.examples.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import io.github.camelzoom.simulator.FileBytes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingsToFilesTest extends ExampleTest {

    @Override
    protected Example example() {
        return new RecordingsToFiles();
    }

    private ObjectNode recording() {
        return simulator().defaultAccount().addRecording(simulator().defaultAccount().users().get(0), "../..",
                simulator().clock().instant().minusSeconds(3600));
    }

    private String file(ObjectNode recording, int number) {
        return recording.at("/recording_files/" + number + "/id").asText();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(work.resolve("recordings"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aBrokenLineAndErrorsOfZoomInBetweenCostNothing() throws Exception {
        String video = file(recording(), 0);
        simulator().faults().onApi("GET", "/users/{userId}/recordings").status(500).times(2);
        simulator().faults().onApi("GET", "/rec/download/**").rateLimitedPerSecond();
        simulator().files().of(video).resetAt(List.of(10_000L, 30_000L));
        run("recordings", 1, Map.of());
        assertThat(files()).hasSize(2).allMatch(file -> file.startsWith(work.resolve("recordings/owner@example.com")));
        assertThat(files().get(1)).hasBinaryContent(FileBytes.of(video, 0, 40_000));
        assertThat(simulator().files().of(video).bytesSent()).isLessThan(50_000);
    }

    @Test
    void aFileThatIsRefusedIsPutAsideAndTheOthersAreSaved() throws Exception {
        simulator().faults().onApi("GET", "/rec/download/" + file(recording(), 0)).html200().always();
        run("recordings", 1, Map.of());
        assertThat(files()).singleElement().asString().endsWith("audio_only.m4a");
        assertThat(work.resolve("refused")).isDirectoryContaining("glob:**.json");
        run("recordings", 1, Map.of());
        assertThat(printed()).endsWith("nothing new");
    }

    @Test
    void aFileThatMayComeLaterBringsItsRecordingAgain() throws Exception {
        simulator().faults().onApi("GET", "/rec/download/" + file(recording(), 0)).status(503).times(4);
        run("recordings", 1, Map.of());
        assertThat(files()).singleElement().asString().endsWith("audio_only.m4a");
        run("recordings", 1, Map.of());
        assertThat(files()).hasSize(2);
        assertThat(simulator().journal().apiRequests(r -> r.rawPath().startsWith("/rec/storage/"))).hasSize(2);
    }
}
