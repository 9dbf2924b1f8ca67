package io.github.camelzoom.examples.pipe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.builder.RouteBuilder;

/** A Pipe of two Kamelets of camel-zoom-kamelets and one of its own tells a chat channel of new recordings. */
public final class KameletPipe implements Example {

    @Override
    public String name() {
        return "kamelet-pipe";
    }

    @Override
    public RouteBuilder routes() {
        throw new UnsupportedOperationException("a Pipe is YAML");
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("A Pipe of three Kamelets, with " + stage.zoom().name());
        String pipe = "file:" + stage.folder().resolve("pipe.yaml");
        if (!stage.zoom().mayWrite()) {
            stage.say("Nothing was started, since it writes to a channel; -Dzoom.live=true allows that");
            return;
        }
        if (stage.zoom().simulator().isEmpty()) {
            stage.application(this, Map.of("camel.main.routesIncludePattern", pipe)).serve();
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        SimulatedAccount account = simulator.defaultAccount();
        SimulatedUser owner = account.users().get(0);
        String channel = account.addChannel(owner, "Recordings").get("id").asText();
        Instant yesterday = simulator.clock().instant().minus(Duration.ofDays(1));
        account.addRecording(owner, "Planning", yesterday.minus(Duration.ofHours(2)));
        account.addRecording(account.users().get(1), "Demo", yesterday);
        try (Application application = stage.application(this, Map.of("camel.main.routesIncludePattern", pipe,
                "camel.kamelet.zoom-chat-message-sink.userId", owner.id(), "camel.kamelet.zoom-chat-message-sink.channel",
                channel)).start()) {
            application.await("recordings-to-chat", 2);
        }
        stage.say("Zoom has taken " + simulator.journal().apiRequests("chat/users/messages/create").size() + " messages");
    }
}
