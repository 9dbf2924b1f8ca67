package io.github.camelzoom.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelzoom.examples.chat.ChatNotifications;
import io.github.camelzoom.examples.firststeps.FirstSteps;
import io.github.camelzoom.examples.master.EventsUnderMaster;
import io.github.camelzoom.examples.onefile.OneFile;
import io.github.camelzoom.examples.pipe.KameletPipe;
import io.github.camelzoom.examples.provisioning.UserProvisioning;
import io.github.camelzoom.examples.recordings.RecordingsToFiles;
import io.github.camelzoom.examples.registrants.WebinarRegistrants;
import io.github.camelzoom.examples.report.MeetingReport;

/**
 * Runs an example, by the name of its folder, which is the current directory. With {@code ZOOM_ACCOUNT_ID},
 * {@code ZOOM_CLIENT_ID} and {@code ZOOM_CLIENT_SECRET} in the environment it talks to Zoom itself and only reads, unless
 * {@code -Dzoom.live=true} allows it to write there; else it starts a simulator. Ends with exit code 0 when everything did
 * what it should, else with 1.
 */
public final class Examples {

    private Examples() {}

    /** All examples. */
    public static List<Example> all() {
        return List.of(new FirstSteps(), new RecordingsToFiles(), new WebinarRegistrants(), new MeetingReport(),
                new ChatNotifications(), new UserProvisioning(), new EventsUnderMaster(), new KameletPipe(), new OneFile());
    }

    /**
     * Runs one and ends the JVM.
     *
     * @param args name, and {@code yaml} (default), {@code xml} or {@code java}
     */
    public static void main(String[] args) {
        Example example = all().stream().collect(Collectors.toMap(Example::name, Function.identity())).get(args[0]);
        if (example == null) {
            Stage.OUT.info("No example {}; there are {}", args[0], all().stream().map(Example::name).toList());
            System.exit(1);
        }
        int code;
        try (Zoom zoom = Zoom.choose(System::getenv, Boolean.getBoolean("zoom.live"))) {
            Path work = Path.of("target", zoom.simulator().isPresent() ? "simulator" : "zoom").toAbsolutePath();
            code = run(example, new Stage(Path.of("").toAbsolutePath(), work, zoom,
                    Stream.of(args).skip(1).findFirst().map(Dsl::named).orElse(Dsl.YAML)));
        }
        System.exit(code);
    }

    /** Returns the exit code. */
    public static int run(Example example, Stage stage) {
        try {
            stage.clear();
            example.play(stage);
            return 0;
        } catch (Exception e) {
            stage.say("FAILED: " + e.getMessage());
            return 1;
        }
    }
}
