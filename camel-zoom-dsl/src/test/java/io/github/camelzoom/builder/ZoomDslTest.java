package io.github.camelzoom.builder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.builder.component.dsl.ZoomComponentBuilderFactory;
import io.github.camelzoom.builder.component.dsl.ZoomComponentBuilderFactory.ZoomComponentBuilder;
import io.github.camelzoom.builder.endpoint.dsl.ZoomEndpointBuilderFactory;
import io.github.camelzoom.builder.endpoint.dsl.ZoomEndpointBuilderFactory.ZoomBuilders;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelzoom.builder.endpoint.StaticEndpointBuilders.zoom;
import static org.assertj.core.api.Assertions.assertThat;

/** Routes and components built with the generated builders; and the builders have all that the component has. */
class ZoomDslTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final Path METADATA = Path
            .of("../camel-zoom-component/src/generated/resources/META-INF/io/github/camelzoom/zoom.json");

    @Test
    void aRouteOfBuildersCallsZoom() throws Exception {
        String host = ZOOM.simulator().defaultAccount().users().get(0).email();
        ZOOM.simulator().defaultAccount().addMeeting(ZOOM.simulator().defaultAccount().users().get(0), "Built");
        assertThat(call(new EndpointRouteBuilder() {
            @Override
            public void configure() {
                from(direct("start")).to(zoom("users/meetings/list").parameters("userId", host).parameters("page_size", 30)
                        .outputType("BYTES").advanced().maxRetries(1));
            }
        })).contains("\"Built\"");
    }

    @Test
    void staticBuildersServeAnyRoute() throws Exception {
        assertThat(call(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(zoom("users/list").parameters("status", "active"));
            }
        })).contains("\"users\"");
    }

    /** The interface gives the builders to a route builder of one's own. */
    abstract static class ZoomRouteBuilder extends EndpointRouteBuilder implements ZoomBuilders {}

    @Test
    void anInterfaceServesRouteBuilders() throws Exception {
        assertThat(call(new ZoomRouteBuilder() {
            @Override
            public void configure() {
                from(direct("start")).setHeader(zoom().zoomParameters(), constant(Map.of("status", "active")))
                        .to(zoom("users/list").authScheme(AuthScheme.OAUTH));
            }
        })).contains("\"users\"");
    }

    @Test
    void everyOptionHasAMethod() throws Exception {
        JsonNode metadata = new ObjectMapper().readTree(METADATA.toFile());
        assertThat(methods(ZoomComponentBuilder.class)).containsAll(names(metadata.path("componentProperties")));
        Set<String> endpoint = names(metadata.path("properties"));
        endpoint.remove("operation");
        Set<String> methods = Arrays.stream(ZoomEndpointBuilderFactory.class.getDeclaredClasses())
                .flatMap(type -> methods(type).stream()).collect(Collectors.toSet());
        assertThat(methods).containsAll(endpoint);
    }

    private static Set<String> names(JsonNode options) {
        Set<String> names = new TreeSet<>();
        options.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> methods(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(method -> method.getName()).toList();
    }

    private static String call(RouteBuilder routes) throws Exception {
        ZoomSimulator simulator = ZOOM.simulator();
        SimulatedApp app = simulator.defaultAccount().serverToServerApp();
        CamelContext context = new DefaultCamelContext();
        try {
            ZoomComponentBuilderFactory.zoom().accountId(app.accountId()).oauthClientId(app.clientId())
                    .oauthClientSecret(app.clientSecret()).baseUrl(simulator.baseUrl().toString())
                    .oauthUrl(simulator.oauthUrl().toString())
                    .connections(Map.of("acme", new ZoomConnection())).retryDelay(10).register(context, "zoom");
            assertThat(context.getComponent("zoom", ZoomComponent.class).getConnections()).containsKey("acme");
            context.addRoutes(routes);
            context.start();
            return context.createFluentProducerTemplate().to("direct:start").request(String.class);
        } finally {
            context.stop();
        }
    }
}
