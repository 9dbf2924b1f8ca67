package io.github.camelzoom.kamelets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each Kamelet in a route and in a Pipe, against the simulator. */
class KameletsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final CamelContext context = new DefaultCamelContext();
    private SimulatedApp app;

    @BeforeEach
    void configure() {
        SimulatedAccount account = ZOOM.simulator().defaultAccount();
        app = account.serverToServerApp();
        ZoomComponent zoom = new ZoomComponent(context);
        zoom.getConfiguration().setBaseUrl(ZOOM.simulator().baseUrl().toString());
        zoom.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        context.addComponent("zoom", zoom);
        SimulatedUser alice = account.users().get(1);
        assertThat(alice.email()).isEqualTo("alice@example.com");
        Properties properties = new Properties();
        properties.put("zoom.account", app.accountId());
        properties.put("zoom.client", app.clientId());
        properties.put("zoom.secret", app.clientSecret());
        properties.put("zoom.channel", account.addChannel(alice, "News").path("id").asText());
        context.getPropertiesComponent().setInitialProperties(properties);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void actionCallsAnyOperation() throws Exception {
        load("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - to:
                            uri: kamelet:zoom-action
                            parameters:
                              operation: users/list
                              parameters: RAW(status=active&page_number=1)
                              accountId: "{{zoom.account}}"
                              clientId: "{{zoom.client}}"
                              clientSecret: "{{zoom.secret}}"
                """);
        assertThat(call("", Map.of("CamelZoomParamPageSize", 2))).contains("owner@example.com");
        assertThat(only("users/list").rawQuery()).contains("page_size=2", "status=active");
    }

    @Test
    void actionTakesParametersFromHeadersAndTheConnectionByName() throws Exception {
        ZoomConnection acme = new ZoomConnection();
        acme.setAccountId(app.accountId());
        acme.setOauthClientId(app.clientId());
        acme.setOauthClientSecret(app.clientSecret());
        context.getRegistry().bind("acme", acme);
        load("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - to: kamelet:zoom-action?operation=users/get&connection=acme
                """);
        assertThat(call("", Map.of("CamelZoomParamUserId", "alice@example.com"))).contains("Adams");
    }

    @Test
    void meetingActionCreates() throws Exception {
        load("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - to:
                            uri: kamelet:zoom-meeting-action
                            parameters:
                              userId: alice@example.com
                              accountId: "{{zoom.account}}"
                              clientId: "{{zoom.client}}"
                              clientSecret: "{{zoom.secret}}"
                """);
        assertThat(call("{\"topic\": \"Routed\", \"type\": 2}", Map.of())).contains("\"Routed\"", "join_url");
    }

    @Test
    void chatMessageSinkSendsTheTextAsItIs() throws Exception {
        load("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - to:
                            uri: kamelet:zoom-chat-message-sink
                            parameters:
                              userId: alice@example.com
                              channel: "{{zoom.channel}}"
                              accountId: "{{zoom.account}}"
                              clientId: "{{zoom.client}}"
                              clientSecret: "{{zoom.secret}}"
                """);
        String text = "It's \"done\", ${header.x} {{y}}\n\\ 50 %";
        call(text, Map.of());
        assertThat(new ObjectMapper().readTree(only("chat/users/messages/create").body()).path("message").asText())
                .isEqualTo(text);
    }

    @Test
    void eachRunsInAPipe() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:end").log("${body}");
            }
        });
        for (Map.Entry<String, String> pipe : Map.of("action", "users/list", "meeting", "users/meetings/create", "chat",
                "chat/users/messages/create").entrySet()) {
            // Properties of a Pipe are values and have no placeholders of Camel.
            load(context.resolvePropertyPlaceholders(
                    Files.readString(Path.of("src/test/resources/pipes", pipe.getKey() + ".pipe.yaml"))));
            call(pipe.getKey().equals("meeting") ? "{\"topic\": \"Piped\", \"type\": 2}" : "piped", Map.of());
            assertThat(ZOOM.simulator().journal().apiRequests(pipe.getValue())).as(pipe.getKey()).hasSize(1);
            context.getRouteController().stopRoute(pipe.getKey());
            context.removeRoute(pipe.getKey());
        }
    }

    @Test
    void loadsFromAFolder(@TempDir Path folder) throws Exception {
        Files.copy(Path.of("target/classes/kamelets/zoom-action.kamelet.yaml"), folder.resolve("zoom-action.kamelet.yaml"));
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + folder);
        ZoomComponent zoom = context.getComponent("zoom", ZoomComponent.class);
        zoom.getConfiguration().setAccountId(app.accountId());
        zoom.getConfiguration().setOauthClientId(app.clientId());
        zoom.getConfiguration().setOauthClientSecret(app.clientSecret());
        load("""
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - to: kamelet:zoom-action?operation=users/list
                """);
        assertThat(call("", Map.of())).contains("owner@example.com");
    }

    private void load(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(
                ResourceHelper.fromBytes("loaded.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        context.start();
    }

    private String call(String body, Map<String, Object> headers) throws IOException {
        return context.createFluentProducerTemplate().to("direct:start").withBody(body).withHeaders(headers)
                .request(String.class);
    }

    private static ApiRequest only(String operation) {
        assertThat(ZOOM.simulator().journal().apiRequests(operation)).hasSize(1);
        return ZOOM.simulator().journal().apiRequests(operation).get(0);
    }
}
