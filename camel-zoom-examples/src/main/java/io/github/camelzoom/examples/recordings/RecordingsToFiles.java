package io.github.camelzoom.examples.recordings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.builder.RouteBuilder;

/** Two people have recorded meetings; one transcript comes later than the video. */
public final class RecordingsToFiles implements Example {

    @Override
    public String name() {
        return "recordings-to-files";
    }

    @Override
    public RouteBuilder routes() {
        return new RecordingRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("Recordings to files, from " + stage.zoom().name());
        if (stage.zoom().simulator().isEmpty()) {
            stage.application(this).serve();
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        SimulatedAccount account = simulator.defaultAccount();
        LocalDate today = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC);
        ObjectNode planning = record(account, 0, "Planning", today.minusDays(2).atTime(9, 30).toInstant(ZoneOffset.UTC));
        ObjectNode demo = record(account, 1, "Demo: what's new?", today.minusDays(1).atTime(14, 0).toInstant(ZoneOffset.UTC));
        account.addRecordingFile(planning.get("uuid").asText(), "TRANSCRIPT", "audio_transcript", "completed");

        run(stage, "the first run", 2);
        run(stage, "a second run, after a restart", 1);
        account.addRecordingFile(demo.get("uuid").asText(), "TRANSCRIPT", "audio_transcript", "completed");
        run(stage, "a third run: Zoom has finished a transcript", 1);
        long files = simulator.journal().apiRequests(r -> r.rawPath().startsWith("/rec/download/")).size();
        stage.say("Zoom was asked for each of the " + files + " files once.");
    }

    private static ObjectNode record(SimulatedAccount account, int host, String topic, Instant start) {
        SimulatedUser user = account.users().get(host);
        return account.addRecording(user, topic, start);
    }

    private void run(Stage stage, String title, int messages) throws Exception {
        stage.say("");
        stage.say(title);
        try (Application application = stage.application(this).start()) {
            application.await("recordings", messages);
        }
    }
}
