package io.github.camelzoom.examples.multitenant;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MultiTenantTest {

    @TempDir
    private Path data;

    @Test
    void theWalkTellsWhatTheReadmeSays() throws Exception {
        URI url = Walk.freeAddress();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (SimulatedWorld world = new SimulatedWorld(url)) {
            new Walk(new PrintStream(told, true, StandardCharsets.UTF_8), url, world.properties(data)).run(world);
            assertThat(world.zoom().journal().apiRequests("im/chat/messages/create")).hasSize(2);
        }
        List<String> lines = told.toString(StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceAll("localhost:\\d+|127.0.0.1:\\d+", "HOST")).toList();
        assertThat(lines).isEqualTo(readme());
    }

    private static List<String> readme() throws Exception {
        String text = Files.readString(Path.of("README.md"));
        int from = text.indexOf("```text\n") + "```text\n".length();
        return text.substring(from, text.indexOf("```", from)).lines()
                .map(line -> line.replaceAll("localhost:\\d+|127.0.0.1:\\d+", "HOST")).toList();
    }
}
