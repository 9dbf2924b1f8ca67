package io.github.camelzoom;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.camelzoom.simulator.RecordedRequest;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.EndpointServiceLocation;
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

    private final List<String> seen = new ArrayList<>();

    @Test
    void noSecretShowsAnywhere() throws Exception {
        SimulatedApp app = simulator().defaultAccount().serverToServerApp();
        try (CapturedLog log = new CapturedLog().level("io.github.camelzoom", Level.TRACE).level("org.apache.camel", Level.INFO)
                .level("io.github.camelzoom.simulator", Level.WARN)) {
            run(app);
            seen.addAll(log.lines());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                seen.add("file " + file + " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(seen).as("the start-up summary was captured").anyMatch(line -> line.contains("oauthClientSecret") || line
                .contains("oauth-client-secret"));
        assertThat(seen).as("and the component's own words").anyMatch(line -> line.contains("DEBUG io.github.camelzoom"));
        assertThat(seen).as("and JMX").anyMatch(line -> line.startsWith("JMX") && line.contains("zoom:"));
        assertThat(seen).as("and the store").anyMatch(line -> line.startsWith("file "));
        assertThat(leaks(secrets(app))).as("where a secret shows").isEmpty();
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

    private List<String> leaks(Set<String> secrets) {
        List<String> leaks = new ArrayList<>();
        for (String line : seen) {
            for (String secret : secrets) {
                int at = line.indexOf(secret);
                if (at >= 0) {
                    leaks.add(line.substring(0, Math.min(100, at)) + " ... " + line.substring(Math.max(0, at - 60), at + secret
                            .length()));
                }
            }
        }
        return leaks;
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
            show(main.getCamelContext());
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
            see(e);
        }
    }

    private void call(ProducerTemplate template, String uri, Object body) {
        try {
            Exchange exchange = template.request(uri, e -> e.getMessage().setBody(body));
            // Not its properties: there Camel keeps the URI of every component's endpoint as the route's author wrote it.
            seen.add(exchange + " " + exchange.getMessage().getHeaders() + " " + exchange.getMessage().getBody(String.class));
            if (exchange.getException() != null) {
                see(exchange.getException());
            }
        } catch (RuntimeException e) {
            see(e);
        }
    }

    private void see(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        seen.add(failure + " " + failure.getMessage() + " " + trace);
    }

    /**
     * What the context and JMX tell about endpoints, services and routes. Not the operations that dump the source of a
     * route, which Camel prints as it was written whatever the component.
     */
    private void show(CamelContext context) throws JMException {
        ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
        seen.add(component + " " + component.getConfiguration() + " " + component.opened() + " " + ZoomRuntime.of(context)
                + " " + ZoomRuntime.of(context).tokens() + " " + ZoomRuntime.of(context).stores() + " "
                + component.opened()
                        .open(component.getConfiguration()).get());
        for (Endpoint endpoint : context.getEndpoints()) {
            seen.add("endpoint " + endpoint);
            if (endpoint instanceof EndpointServiceLocation location) {
                seen.add(location.getServiceUrl() + " " + location.getServiceProtocol() + " " + location.getServiceMetadata());
            }
        }
        context.getRoutes().forEach(route -> seen.add(route + " " + route.getServices()));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",*"), null);
        assertThat(names).hasSizeGreaterThan(10);
        for (ObjectName name : names) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                seen.add("JMX " + name + " " + attribute.getName() + "=" + value(server, name, attribute.getName()));
            }
        }
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            Object value = server.getAttribute(name, attribute);
            return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        } catch (JMException | RuntimeException e) {
            return e.toString();
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
