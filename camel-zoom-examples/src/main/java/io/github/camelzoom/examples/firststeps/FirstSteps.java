package io.github.camelzoom.examples.firststeps;

import io.github.camelzoom.ZoomBearer;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.examples.Zoom;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * Lets a meeting live from creation to deletion; where it may not write, it only lists meetings. Half of its routes are in
 * Java, half in YAML, and they work together.
 */
public final class FirstSteps implements Example {

    @Override
    public String name() {
        return "first-steps";
    }

    @Override
    public RouteBuilder routes() {
        return new ReadingRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("First steps with " + stage.zoom().name());
        Main camel = new Main();
        try {
            camel.setPropertyPlaceholderLocations("file:" + stage.folder().resolve("application.properties"));
            camel.addOverrideProperty("folder", stage.folder().toString());
            stage.zoom().options()
                    .forEach((option, value) -> camel.addInitialProperty("camel.component.zoom." + option, value));
            camel.configure().addRoutesBuilder(routes());
            camel.start();
            steps(stage, camel.getCamelTemplate());
            stage.say("All steps did what they should.");
        } finally {
            camel.stop();
        }
    }

    private static void steps(Stage stage, ProducerTemplate template) throws Exception {
        String first = bearer(template);
        if (stage.zoom().mayWrite()) {
            send(template, "direct:meeting-life");
        } else {
            send(template, "direct:meetings");
            stage.say("Nothing was written; -Dzoom.live=true also creates, changes and deletes a meeting there");
        }
        if (!bearer(template).equals(first)) {
            throw new IllegalStateException("the bearer changed on the way");
        }
        stage.say("one token for all      " + tokenCount(stage.zoom()));
    }

    private static String tokenCount(Zoom zoom) {
        if (zoom.simulator().isEmpty()) {
            return "the bearer was the same before the first call and after the last one";
        }
        ZoomSimulator simulator = zoom.simulator().get();
        int tokens = simulator.journal().tokenRequestCount();
        if (tokens != 1) {
            throw new IllegalStateException("the simulator was asked for " + tokens + " tokens instead of one");
        }
        return "the simulator issued 1 token and answered " + simulator.journal().apiRequestCount() + " calls";
    }

    private static String bearer(ProducerTemplate template) throws Exception {
        return send(template, "zoom:token").getMessage().getHeader("Authorization", ZoomBearer.class).toHeaderValue();
    }

    private static Exchange send(ProducerTemplate template, String uri) throws Exception {
        Exchange exchange = template.request(uri, request -> {});
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange;
    }
}
