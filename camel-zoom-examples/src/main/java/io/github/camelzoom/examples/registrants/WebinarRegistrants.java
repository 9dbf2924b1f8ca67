package io.github.camelzoom.examples.registrants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.builder.RouteBuilder;

/** A table of six rows is read twice; one row is there twice, and two are wrong. */
public final class WebinarRegistrants implements Example {

    @Override
    public String name() {
        return "webinar-registrants";
    }

    @Override
    public RouteBuilder routes() {
        return new RegistrantRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("Webinar registrants, to " + stage.zoom().name());
        if (stage.zoom().simulator().isEmpty()) {
            stage.requireWriting();
            stage.say("Put CSV files into " + stage.work().resolve("inbox"));
            stage.application(this).serve();
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        SimulatedAccount account = simulator.defaultAccount();
        String webinar = account.addWebinar(account.users().get(0), "Launch").get("id").asText();
        run(stage, "the first run", webinar);
        run(stage, "the same file again, after a restart", webinar);
        stage.say("");
        stage.say("rejected/registrants.csv");
        Files.readAllLines(stage.work().resolve("rejected/registrants.csv")).stream().distinct().forEach(stage::say);
        int calls = simulator.journal().apiRequests("webinars/registrants/create").size();
        stage.say("Zoom was asked " + calls + " times.");
    }

    private void run(Stage stage, String title, String webinar) throws Exception {
        stage.say("");
        stage.say(title);
        Path inbox = Files.createDirectories(stage.work().resolve("inbox"));
        Files.copy(stage.folder().resolve("registrants.csv"), inbox.resolve("registrants.csv"));
        try (Application application = stage.application(this, Map.of("webinar", webinar)).start()) {
            application.await("inbox", 1);
        }
    }
}
