package io.github.camelzoom;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an operator sees of the tokens; nothing of it calls Zoom. */
class ObserveTest extends ZoomTestSupport {

    @Override
    public void configureTest(TestExecutionConfiguration testExecutionConfiguration) {
        super.configureTest(testExecutionConfiguration);
        testExecutionConfiguration.withJMX(true);
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        HealthCheckRegistry registry = new DefaultHealthCheckRegistry();
        registry.setCamelContext(context);
        HealthCheckRepository producers = (HealthCheckRepository) registry.resolveById("producers");
        producers.setEnabled(true);
        registry.register(producers);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("zoom:users/list");
            }
        };
    }

    private HealthCheck.Result health(String connection) {
        Map<String, HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context, "full").stream()
                .collect(Collectors.toMap(result -> result.getCheck().getId(), Function.identity()));
        assertThat(results).containsKey("producer:zoom-" + connection);
        return results.get("producer:zoom-" + connection);
    }

    @Test
    void whenATokenIsGoodThenHealthIsUpAndWhenTheSecretIsWrongThenItIsDownAndNamesTheProperty() {
        ok("zoom:users/list", null, Map.of());
        assertThat(health("account " + serverToServer().accountId()).getState()).isEqualTo(HealthCheck.State.UP);

        ZoomConnection wrong = new ZoomConnection();
        wrong.setOauthClientId(serverToServer().clientId());
        wrong.setOauthClientSecret("not-the-secret");
        wrong.setAccountId(serverToServer().accountId());
        context.getRegistry().bind("wrong", wrong);
        context.getEndpoint("zoom:users/list?connection=wrong");
        assertThat(health("wrong").getState()).isEqualTo(HealthCheck.State.UP);
        send("zoom:users/list?connection=wrong", null, Map.of());
        int requests = simulator().journal().tokenRequestCount();
        HealthCheck.Result down = health("wrong");
        assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(down.getDetails()).containsEntry("zoom.property", "oauthClientId").containsEntry("zoom.failure",
                "invalid_client");
        assertThat(down.getMessage().orElseThrow()).contains("oauthClientSecret").doesNotContain("not-the-secret");
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(requests);
    }

    @Test
    void whenTheCallbackCannotBeServedThenTheFailureAndHealthSayWhatToDo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String callback = "http://localhost:" + taken.getLocalPort();
            ZoomConnection jane = new ZoomConnection();
            jane.setOauthClientId("client");
            jane.setOauthClientSecret("secret");
            jane.setCallbackUrl(callback);
            jane.setTokenStore("memory://jane");
            context.getRegistry().bind("jane", jane);
            ZoomConsentRequiredException waiting = failure(ZoomConsentRequiredException.class,
                    "zoom:users/list?connection=jane", null, Map.of());
            assertThat(waiting).hasMessageContaining(waiting.getAuthorizationUrl().toString()).hasMessageContaining(
                    "The callback " + callback + " cannot be served: the port is in use");
            HealthCheck.Result down = health("jane");
            assertThat(down.getMessage().orElseThrow()).contains("The callback " + callback + " cannot be served");
            assertThat(down.getDetails().get("zoom.callbackProblem").toString()).contains("Free the port", "oauthVerifier");
        }
        failure(ZoomConsentRequiredException.class, "zoom:users/list?connection=jane", null, Map.of());
        assertThat(health("jane").getDetails()).doesNotContainKey("zoom.callbackProblem").containsKey(
                "zoom.authorizationUrl");
    }

    @Test
    void theConsoleAndJmxTellTheStateOfTheToken() throws Exception {
        ok("zoom:users/list", null, Map.of());
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("zoom");

        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON);
        assertThat(json.toJson()).contains("\"state\":\"READY\"").contains(serverToServer().clientId())
                .doesNotContain(serverToServer().clientSecret());
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("READY");

        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName endpoint = server.queryNames(new ObjectName("org.apache.camel:type=endpoints,*"), null).stream()
                .filter(name -> name.getKeyProperty("name").contains("zoom")).findFirst().orElseThrow();
        assertThat(server.getAttribute(endpoint, "TokenState")).isEqualTo("READY");
        assertThat((Long) server.getAttribute(endpoint, "TokenExpiresInSeconds")).isPositive();
    }
}
