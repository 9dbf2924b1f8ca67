package io.github.camelzoom;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.camelzoom.simulator.RecordedRequest;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets are planted, a whole day of work and failures is run, and every place that people look at is searched. */
class CanaryTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String STORE_KEY = "c4a1b2d3e4f5061728394a5b6c7d8e9fc4a1b2d3e4f5061728394a5b6c7d8e9f";
    private static final String SUPPLIED = "canary-supplied-access-token-4711";
    private static final String WRONG = "canary+wrong/secret&of%20the=endpoint";

    @TempDir
    Path folder;

    private final Canary canary = new Canary();

    @Test
    void noSecretShowsAnywhere() throws Exception {
        SimulatedApp app = simulator().defaultAccount().serverToServerApp();
        try (CapturedLog log = new CapturedLog().level("io.github.camelzoom", Level.TRACE).level("org.apache.camel", Level.INFO)
                .level("io.github.camelzoom.simulator", Level.WARN)) {
            run(app);
            canary.see(log.lines());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                canary.see("file " + file + " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(canary.seen()).as("the start-up summary was captured")
                .anyMatch(line -> line.contains("oauthClientSecret") || line
                        .contains("oauth-client-secret"));
        assertThat(canary.seen()).as("and the component's own words")
                .anyMatch(line -> line.contains("DEBUG io.github.camelzoom"));
        assertThat(canary.seen()).as("and JMX").anyMatch(line -> line.startsWith("JMX") && line.contains("zoom:"));
        assertThat(canary.seen()).as("and the store").anyMatch(line -> line.startsWith("file "));
        assertThat(canary.leaks(secrets(app))).as("where a secret shows").isEmpty();
    }

    @Test
    void loggersThatPrintBearersAreWarnedOf() throws Exception {
        for (String logger : List.of("org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire")) {
            try (CapturedLog log = new CapturedLog().level(logger, Level.DEBUG)) {
                CamelContext context = new DefaultCamelContext();
                context.addComponent("zoom", new ZoomComponent(context));
                context.start();
                context.stop();
                assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN io.github.camelzoom") && line.contains(logger));
            }
        }
    }

    private Set<String> secrets(SimulatedApp app) {
        Set<String> secrets = new TreeSet<>(
                List.of(app.clientSecret(), STORE_KEY, SUPPLIED, WRONG, "canary%2Bwrong", "canary+wrong"));
        int tokens = 0;
        for (RecordedRequest request : simulator().journal().all()) {
            String authorization = request.headers().first("Authorization").orElse("");
            tokens += authorization.startsWith("Bearer ") ? 1 : 0;
            secrets.add(authorization.substring(authorization.indexOf(' ') + 1));
        }
        secrets.remove("");
        assertThat(tokens).isGreaterThan(5);
        assertThat(secrets).hasSizeGreaterThan(8);
        return secrets;
    }

    private void run(SimulatedApp app) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.main.name", "canary");
        main.addInitialProperty("camel.component.zoom.oauthClientId", app.clientId());
        main.addInitialProperty("camel.component.zoom.oauth-client-secret", app.clientSecret());
        main.addInitialProperty("camel.component.zoom.accountId", app.accountId());
        main.addInitialProperty("camel.component.zoom.token-store-key", STORE_KEY);
        main.addInitialProperty("camel.component.zoom.tokenStore", "file:" + folder.resolve("tokens"));
        main.addInitialProperty("camel.component.zoom.baseUrl", simulator().baseUrl().toString());
        main.addInitialProperty("camel.component.zoom.oauthUrl", simulator().oauthUrl().toString());
        main.addInitialProperty("camel.component.zoom.retryDelay", "1");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("zoom:users/list").to("log:answers?showAll=true");
                from("direct:token").to("zoom:token").to("log:token?showAll=true&multiline=true").toD(simulator().baseUrl()
                        + "/users?bridgeEndpoint=true");
                from("direct:off").to("zoom:users/list?initiateOAuth=OFF&oauthAccessToken=RAW(" + SUPPLIED + ")");
                from("direct:wrong").to("zoom:users/list?oauthClientSecret=RAW(" + WRONG + ")");
            }
        });
        main.start();
        try {
            scenario(main.getCamelContext());
            canary.show(main.getCamelContext(), "zoom");
        } finally {
            main.stop();
        }
    }

    private void scenario(CamelContext context) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            call(template, "direct:list", null);
            call(template, "direct:token", null);
            call(template, "direct:off", null);
            call(template, "direct:wrong", null);
            call(template, "zoom:meetings/get?meetingId=1", null);
            call(template, "zoom:users/meetings/create?userId=me", "no json");
            simulator().revokeAllTokens();
            call(template, "direct:list", null);
            simulator().faults().onApi().error(401, 124, "Invalid access token.").times(2);
            call(template, "direct:list", null);
            simulator().faults().onApi().error(401, 4711, "Invalid access token, does not contain scopes:[a:b].");
            call(template, "direct:list", null);
            simulator().faults().onApi().resetConnection().times(4);
            call(template, "direct:list", null);
            simulator().faults().onApi().redirect(302, "http://files.example.com/");
            call(template, "direct:list", null);
            simulator().faults().onApi().html200();
            call(template, "direct:list", null);
            simulator().expireAllTokens();
            simulator().faults().onToken().status(500).times(3);
            call(template, "direct:list", null);
            call(template, "zoom:users/list?oauthClientSecret=RAW( " + WRONG + ")", null);
            call(template, "zoom:users/list?nothing=1&oauthAccessToken=RAW(" + SUPPLIED + ")", null);
            call(template, "zoom:users/list?oauthAccessToken=RAW(" + SUPPLIED + ")&initiateOAuth=x", null);
        }
        try {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:broken").to("zoom:user/lists?oauthClientSecret=RAW(" + WRONG + ")");
                }
            });
        } catch (Exception e) {
            canary.see(e);
        }
    }

    private void call(ProducerTemplate template, String uri, Object body) {
        try {
            canary.see(template.request(uri, e -> e.getMessage().setBody(body)));
        } catch (RuntimeException e) {
            canary.see(e);
        }
    }

    private static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }

    /** The exchange's headers as the route's steps print them. */
    @Test
    void aBearerIsMaskedInEveryFormOfTheHeaders() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("Authorization", new ZoomBearer(io.github.camelzoom.client.auth.Secret.of(SUPPLIED)));
        assertThat(headers.toString() + List.of(headers.get("Authorization")) + String.format("%s", headers))
                .doesNotContain(SUPPLIED);
    }
}
