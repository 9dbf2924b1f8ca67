package io.github.camelzoom.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** What Actuator tells of Zoom, over HTTP, with everything exposed and all values shown. */
@CamelSpringBootTest
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "server.address=127.0.0.1",
        "management.endpoints.web.exposure.include=*", "management.endpoint.env.show-values=always",
        "management.endpoint.configprops.show-values=always", "management.endpoint.health.show-details=always",
        "camel.health.producers-enabled=true", "camel.health.exposure-level=full",
        "camel.component.zoom.connections.acme.oauth-client-secret=SECRET-1",
        "camel.component.zoom.connections[acme].oauthRefreshToken=SECRET-2",
        "CAMEL_COMPONENT_ZOOM_CONNECTIONS_ACME_OAUTH_ACCESS_TOKEN=SECRET-3",
        "camel.component.zoom.connections.acme.pkce-verifier=SECRET-4",
        "camel.component.zoom.token-store-key=1111111111111111111111111111111111111111111111111111111111111111",
        "camel.component.zoom.connections.acme.account-id=shown-account" })
@AutoConfigureObservability
@DirtiesContext
class ZoomActuatorTest {

    private static final ZoomSimulator ZOOM = ZoomSimulator.start();

    @Autowired
    private TestRestTemplate http;
    @Autowired
    private FluentProducerTemplate template;
    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("camel.component.zoom.base-url", ZOOM::baseUrl);
        registry.add("camel.component.zoom.oauth-url", ZOOM::oauthUrl);
        registry.add("camel.component.zoom.account-id", () -> ZOOM.defaultAccount().serverToServerApp().accountId());
        registry.add("camel.component.zoom.oauth-client-id", () -> ZOOM.defaultAccount().serverToServerApp().clientId());
        registry.add("camel.component.zoom.oauth-client-secret",
                () -> ZOOM.defaultAccount().serverToServerApp().clientSecret());
    }

    @AfterAll
    static void stop() {
        ZOOM.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/actuator/configprops", "/actuator/env",
            "/actuator/env/camel.component.zoom.oauth-client-secret",
            "/actuator/env/camel.component.zoom.connections.acme.oauth-client-secret", "/actuator/beans" })
    void showsNoSecret(String page) {
        template.to("direct:users").request(String.class);
        String shown = http.getForObject(page, String.class);
        assertThat(shown).startsWith("{").doesNotContain("SECRET-", "111111111111",
                ZOOM.defaultAccount().serverToServerApp().clientSecret());
    }

    @Test
    void showsWhatIsNoSecret() {
        assertThat(http.getForObject("/actuator/configprops", String.class)).contains("shown-account");
        assertThat(http.getForObject("/actuator/env", String.class)).contains("shown-account", "******");
    }

    @Test
    void healthTellsHowTheTokenStands() {
        template.to("direct:users").request(String.class);
        JsonNode health = http.getForObject("/actuator/health", JsonNode.class).path("components").path("camelHealth");
        assertThat(health.path("status").asText()).as(health.toPrettyString()).isEqualTo("UP");
        assertThat(health.toString()).contains("zoom-account " + ZOOM.defaultAccount().serverToServerApp().accountId(),
                "READY");
    }

    @Test
    void metersCountTokensByState() {
        template.to("direct:users").request(String.class);
        assertThat(meters.get("camel.zoom.tokens").tag("state", "ready").gauge().value()).isEqualTo(1);
        assertThat(meters.get("camel.zoom.tokens").tag("state", "refused").gauge().value()).isZero();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:users").to("zoom:users/list");
                }
            };
        }
    }
}
