package io.github.camelzoom.springboot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application with the starter calls Zoom: as the component's own account, and as one of many connections. */
@CamelSpringBootTest
@SpringBootTest
@DirtiesContext
class ZoomStarterTest {

    private static final ZoomSimulator ZOOM = ZoomSimulator.start();
    private static final SimulatedAccount ACME = ZOOM.accounts().add("account-of-acme");
    private static final SimulatedApp APP = ACME.addServerToServerApp();
    private static final BlockingQueue<Object> EVENTS = new LinkedBlockingQueue<>();

    @Autowired
    private FluentProducerTemplate template;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        SimulatedApp own = ZOOM.defaultAccount().serverToServerApp();
        registry.add("camel.component.zoom.base-url", ZOOM::baseUrl);
        registry.add("camel.component.zoom.oauth-url", ZOOM::oauthUrl);
        registry.add("camel.component.zoom.web-socket-url", ZOOM::webSocketUrl);
        registry.add("camel.component.zoom.account-id", own::accountId);
        registry.add("camel.component.zoom.oauth-client-id", own::clientId);
        registry.add("camel.component.zoom.oauth-client-secret", own::clientSecret);
        registry.add("camel.component.zoom.connections.acme.account-id", APP::accountId);
        registry.add("camel.component.zoom.connections.acme.oauth-client-id", APP::clientId);
        registry.add("camel.component.zoom.connections.acme.oauth-client-secret", APP::clientSecret);
    }

    @AfterAll
    static void stop() {
        ZOOM.close();
    }

    @Test
    void callsAsTheAccountOfTheProperties() {
        assertThat(template.to("direct:users").request(String.class))
                .contains(ZOOM.defaultAccount().users().get(0).email());
    }

    @Test
    void callsAsANamedConnectionOfTheProperties() {
        assertThat(template.to("direct:users").withHeader("CamelZoomConnection", "acme").request(String.class))
                .contains(ACME.users().get(0).email());
    }

    @Test
    void callsAsAConnectionThatIsABean() {
        assertThat(template.to("direct:users").withHeader("CamelZoomConnection", "beanConnection").request(String.class))
                .contains(ACME.users().get(0).email());
    }

    /** With the Jetty that Spring Boot chooses, which is not Camel's. */
    @Test
    void eventsComeByWebSocket() throws Exception {
        SocketSubscription subscription = ZOOM.events().sockets().subscription("spring");
        await().until(subscription::connected);
        subscription.send(EventSamples.of("meeting.started", ZOOM.defaultAccount().id(), 1, ZOOM.clock().instant()));
        assertThat(EVENTS.poll(10, TimeUnit.SECONDS)).isEqualTo("meeting.started");
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
                    from("zoom:events?subscriptionId=spring").process(
                            exchange -> EVENTS.add(exchange.getMessage().getHeader("CamelZoomEvent")));
                }
            };
        }

        @Bean
        ZoomConnection beanConnection() {

            ZoomConnection connection = new ZoomConnection();
            connection.setAccountId(APP.accountId());
            connection.setOauthClientId(APP.clientId());
            connection.setOauthClientSecret(APP.clientSecret());
            return connection;
        }
    }
}
