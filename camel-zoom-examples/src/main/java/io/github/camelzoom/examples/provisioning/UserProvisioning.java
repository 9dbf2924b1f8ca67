package io.github.camelzoom.examples.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.SimulatedAccount;
import org.apache.camel.builder.RouteBuilder;

/** A plan, its execution, and a plan for the rest: one person is new, one is back, one has moved, one has left. */
public final class UserProvisioning implements Example {

    @Override
    public String name() {
        return "user-provisioning";
    }

    @Override
    public RouteBuilder routes() {
        return new ProvisioningRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("User provisioning, in " + stage.zoom().name());
        if (stage.zoom().simulator().isPresent()) {
            seed(stage, stage.zoom().simulator().get().defaultAccount());
        }
        run(stage, "a dry run", "false");
        if (!stage.zoom().mayWrite()) {
            stage.say("Nothing was changed; -Dzoom.live=true does it");
            return;
        }
        run(stage, "the run", "true");
        run(stage, "what is left", "true");
        run(stage, "and then", "false");
    }

    private static void seed(Stage stage, SimulatedAccount account) throws IOException {
        Files.copy(stage.folder().resolve("people.csv"), Files.createDirectories(stage.work()).resolve("people.csv"));
        account.addUser("erin@example.com", "Erin", "East");
        synchronized (account.data()) {
            account.data().user("erin@example.com").orElseThrow().put("status", "inactive").put("dept", "Research");
        }
    }

    private void run(Stage stage, String title, String apply) throws Exception {
        stage.say("");
        stage.say(title);
        try (Application application = stage.application(this, Map.of("apply", apply)).start()) {
            application.await("provisioning", 1);
        }
    }
}
