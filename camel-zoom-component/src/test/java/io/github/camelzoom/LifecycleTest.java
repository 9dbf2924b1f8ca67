package io.github.camelzoom;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Starting, stopping and starting again, with calls under way. */
class LifecycleTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void configure() {
        ZoomComponent component = new ZoomComponent(context);
        component.getConfiguration().setOauthClientId(simulator().defaultAccount().serverToServerApp().clientId());
        component.getConfiguration().setOauthClientSecret(simulator().defaultAccount().serverToServerApp().clientSecret());
        component.getConfiguration().setAccountId(simulator().defaultAccount().id());
        component.getConfiguration().setBaseUrl(simulator().baseUrl().toString());
        component.getConfiguration().setOauthUrl(simulator().oauthUrl().toString());
        context.addComponent("zoom", component);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void routesMayBeThereBeforeTheContextStarts() throws Exception {
        route();
        context.start();
        assertThat(call("direct:list")).contains("\"users\"");
    }

    @Test
    void theTimerTakesAsManyWaitingCallsAsThereAre() {
        context.start();
        ScheduledExecutorService timer = ZoomRuntime.of(context).timer();
        for (int i = 0; i < 20_000; i++) {
            timer.schedule(() -> {}, 1, TimeUnit.DAYS);
        }
        assertThat(timer.isShutdown()).isFalse();
    }

    @Test
    void aBearerForTheHttpComponentIsThereBeforeTheContextStarts() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:zoom").to("zoom:users/list");
                from("direct:http").to(simulator().baseUrl() + "/users?httpClientConfigurer=#zoomBearer");
            }
        });
        context.start();
        assertThat(call("direct:http")).contains("\"users\"");
    }

    @Test
    void nothingIsSentByStarting() throws Exception {
        route();
        context.start();
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void aContextCanBeSuspendedAndResumed() throws Exception {
        route();
        context.start();
        call("direct:list");
        context.suspend();
        context.resume();
        assertThat(call("direct:list")).contains("\"users\"");
    }

    @Test
    void aCallThatWaitsForALimitFailsAtOnceWhenTheContextStops() throws Exception {
        context.start();
        simulator().faults().onApi().rateLimitedRetryAfter("60");
        CompletableFuture<Exchange> waiting = send("zoom:users/list");
        Awaitility.await().until(() -> simulator().journal().apiRequestCount() == 1);
        stopsPromptly();
        assertThat(waiting.get(1, TimeUnit.SECONDS).getException()).isInstanceOf(ZoomException.class).hasMessageContaining(
                "stopped").hasMessageContaining("users/list");
    }

    @Test
    void aCallThatWaitsForItsRepetitionFailsAtOnceWhenTheContextStops() throws Exception {
        context.start();
        simulator().faults().onApi().status(503, "{}", java.util.Map.of("Retry-After", "60")).always();
        CompletableFuture<Exchange> waiting = send("zoom:users/list");
        Awaitility.await().until(() -> simulator().journal().apiRequestCount() == 1);
        stopsPromptly();
        assertThat(waiting.get(1, TimeUnit.SECONDS).getException()).isInstanceOf(ZoomException.class);
    }

    @Test
    void aRouteUnderWayHasCamelsShutdownTimeoutAndNotMore() throws Exception {
        route();
        context.getShutdownStrategy().setTimeout(1);
        context.start();
        simulator().faults().onApi().rateLimitedRetryAfter("60");
        CompletableFuture<Exchange> waiting = send("direct:list");
        Awaitility.await().until(() -> simulator().journal().apiRequestCount() == 1);
        stopsPromptly();
        assertThat(waiting.get(1, TimeUnit.SECONDS).getException()).isNotNull();
    }

    @Test
    void callsThatWaitForATokenFailWhenTheContextStops() throws Exception {
        context.start();
        Hold hold = simulator().faults().onToken().hold();
        CompletableFuture<Exchange> first = send("zoom:users/list");
        CompletableFuture<Exchange> second = send("zoom:token");
        Awaitility.await().until(() -> hold.arrived() == 1);
        long start = System.nanoTime();
        context.stop();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).as("seconds").isLessThan(8);
        assertThat(first.get(1, TimeUnit.SECONDS).getException()).isInstanceOf(ZoomException.class);
        assertThat(second.get(1, TimeUnit.SECONDS).getException()).isInstanceOf(ZoomException.class);
        hold.release();
    }

    @Test
    void aTokenThatArrivesWhileTheContextStopsIsStillUsedUp() throws Exception {
        context.start();
        Hold hold = simulator().faults().onToken().hold();
        CompletableFuture<Exchange> waiting = send("zoom:users/list");
        Awaitility.await().until(() -> hold.arrived() == 1);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(context::stop);
        hold.release();
        stopping.get(10, TimeUnit.SECONDS);
        assertThat(waiting.get(1, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void noThreadOfOursSurvivesTheContext() throws Exception {
        context.start();
        send("zoom:users/list").get(10, TimeUnit.SECONDS);
        String name = context.getName();
        context.stop();
        Awaitility.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().contains(
                        "(" + name + ")") && thread.getName().contains("Zoom")));
    }

    private void stopsPromptly() {
        long start = System.nanoTime();
        context.stop();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).as("seconds").isLessThan(5);
    }

    private void route() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("zoom:users/list");
            }
        });
    }

    private String call(String uri) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.requestBody(uri, null, String.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CompletableFuture<Exchange> send(String uri) {
        return context.createProducerTemplate().asyncSend(uri, exchange -> exchange.getMessage().setBody(null));
    }

    private static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }
}
