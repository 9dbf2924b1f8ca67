package io.github.camelzoom.examples.onefile;

import java.util.concurrent.TimeUnit;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.examples.Zoom;
import io.github.camelzoom.simulator.SimulatedAccount;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** Who has which meetings: beans, properties and routes are in one YAML file, and there is no other one. */
public final class OneFile implements Example {

    private static final int PATIENCE_SECONDS = 20;

    @Override
    public String name() {
        return "one-file";
    }

    @Override
    public RouteBuilder routes() {
        throw new UnsupportedOperationException("what is one YAML file is no Java");
    }

    @Override
    public void play(Stage stage) throws Exception {
        Zoom zoom = stage.zoom();
        stage.say("One file, with " + zoom.name());
        zoom.simulator().ifPresent(simulator -> {
            SimulatedAccount account = simulator.defaultAccount();
            account.addMeeting(account.users().get(0), "Board meeting");
            account.addMeeting(account.users().get(1), "Weekly sync");
            account.addMeeting(account.users().get(1), "Demo");
        });
        Main main = new Main();
        main.configure().withRoutesIncludePattern("file:" + stage.folder().resolve("one-file.camel.yaml"));
        main.configure().withLogName("examples");
        main.addOverrideProperty("ZOOM_ACCOUNT_ID", zoom.options().get("accountId"));
        main.addOverrideProperty("ZOOM_CLIENT_ID", zoom.options().get("oauthClientId"));
        main.addOverrideProperty("ZOOM_CLIENT_SECRET", zoom.options().get("oauthClientSecret"));
        if (zoom.simulator().isPresent()) {
            main.addOverrideProperty("ZOOM_BASE_URL", zoom.options().get("baseUrl"));
            main.addOverrideProperty("ZOOM_OAUTH_URL", zoom.options().get("oauthUrl"));
        }
        try {
            main.init();
            NotifyBuilder done = new NotifyBuilder(main.getCamelContext()).fromRoute("agenda").whenCompleted(1).create();
            main.start();
            if (!done.matches(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the agenda was not completed");
            }
        } finally {
            main.stop();
        }
    }
}
