package io.github.camelzoom.examples.firststeps;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.camelzoom.ZoomBearer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a simulator and a Camel application, and lets a meeting live from creation to deletion. With
 * {@code ZOOM_ACCOUNT_ID}, {@code ZOOM_CLIENT_ID} and {@code ZOOM_CLIENT_SECRET} in the environment it talks to Zoom
 * itself and only reads, unless {@code -Dzoom.live=true} allows it to write there. Ends with exit code 0 when every step
 * did what it should, else with 1.
 */
public final class FirstSteps {

    private static final Logger OUT = LoggerFactory.getLogger("examples");

    private static final List<String> VARIABLES = List.of("ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID", "ZOOM_CLIENT_SECRET");

    private FirstSteps() {}

    /** Runs all steps and ends the JVM. */
    public static void main(String[] args) {
        int code;
        try (Zoom zoom = choose(System::getenv, Boolean.getBoolean("zoom.live"))) {
            code = run(zoom);
        }
        System.exit(code);
    }

    static Zoom choose(UnaryOperator<String> environment, boolean mayWrite) {
        List<String> missing = VARIABLES.stream().filter(name -> isBlank(environment.apply(name))).toList();
        if (missing.isEmpty()) {
            return new RealZoom(Map.of("accountId", environment.apply("ZOOM_ACCOUNT_ID"), "oauthClientId",
                    environment.apply("ZOOM_CLIENT_ID"), "oauthClientSecret", environment.apply("ZOOM_CLIENT_SECRET")),
                    mayWrite);
        }
        if (missing.size() < VARIABLES.size()) {
            OUT.info("{} not set, so this is not about your account", missing);
        }
        return new SimulatedZoom();
    }

    /** Returns the exit code. */
    static int run(Zoom zoom) {
        OUT.info("First steps with {}", zoom.name());
        Main camel = new Main();
        try {
            camel.setPropertyPlaceholderLocations("classpath:firststeps/application.properties");
            zoom.options().forEach((option, value) -> camel.addInitialProperty("camel.component.zoom." + option, value));
            camel.configure().addRoutesBuilder(new ReadingRoutes());
            camel.start();
            steps(zoom, camel.getCamelTemplate());
            OUT.info("All steps did what they should.");
            return 0;
        } catch (Exception e) {
            OUT.info("FAILED: {}", e.getMessage());
            return 1;
        } finally {
            camel.stop();
        }
    }

    private static void steps(Zoom zoom, ProducerTemplate template) throws Exception {
        String first = bearer(template);
        if (zoom.mayWrite()) {
            send(template, "direct:meeting-life");
        } else {
            send(template, "direct:meetings");
            OUT.info("Nothing was written; -Dzoom.live=true also creates, changes and deletes a meeting there");
        }
        if (!bearer(template).equals(first)) {
            throw new IllegalStateException("the bearer changed on the way");
        }
        OUT.info("one token for all      {}", zoom.tokenCount());
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

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }
}
