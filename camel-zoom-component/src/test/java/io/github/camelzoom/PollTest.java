package io.github.camelzoom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.consumer.poll.PollConsumer;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedUser;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** {@code from("zoom:<list operation>")} against the simulator. */
class PollTest extends ZoomTestSupport {

    private static final Instant NOW = SystemTime.clock().instant().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path directory;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration()
                .setTokenStore("file:" + directory.resolve(context.getName()));
        return context;
    }

    private static SimulatedAccount account() {
        return simulator().defaultAccount();
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("polled").to("mock:items");
            }
        });
    }

    private MockEndpoint items() {
        return getMockEndpoint("mock:items");
    }

    @Test
    void everyUserComesOnceAlsoAfterARestartOfTheRoute() throws Exception {
        IntStream.range(0, 40).forEach(i -> account().addUser("u" + i + "@example.com", "U", "" + i));
        int users = account().users().size();
        items().expectedMessageCount(users);
        route("zoom:users/list?param.page_size=30&initialDelay=1&delay=50&outputType=MAP");
        items().assertIsSatisfied();
        assertThat(items().getExchanges()).extracting(e -> e.getMessage().getBody(Map.class).get("id"))
                .containsExactlyInAnyOrderElementsOf(account().users().stream().<Object>map(u -> u.id()).toList());

        items().reset();
        items().expectedMessageCount(1);
        context.getRouteController().stopRoute("polled");
        account().addUser("new@example.com", "New", "One");
        context.getRouteController().startRoute("polled");
        items().assertIsSatisfied();
        Exchange one = items().getExchanges().get(0);
        assertThat(one.getMessage().getHeader(ZoomConstants.ITEM_ID)).isEqualTo(account().users().get(users).id());
        assertThat(one.getProperty(Exchange.BATCH_SIZE)).isEqualTo(1);
        assertThat(one.getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
    }

    @Test
    void recordingsBeginAtStartFromAndAChangedOneComesAgain() throws Exception {
        account().addRecording(account().users().get(0), "old", NOW.minus(100, ChronoUnit.DAYS));
        List<String> uuids = IntStream.of(80, 45, 3).mapToObj(days -> account()
                .addRecording(account().users().get(0), "in", NOW.minus(days, ChronoUnit.DAYS)).get("uuid").asText()).toList();
        items().expectedMessageCount(3);
        route("zoom:users/recordings/list?param.userId=" + userId() + "&startFrom=90d&initialDelay=1&delay=50");
        items().assertIsSatisfied();
        assertThat(items().getExchanges()).extracting(e -> e.getMessage().getHeader(ZoomConstants.ITEM_ID))
                .containsExactlyInAnyOrderElementsOf(List.copyOf(uuids));
        assertThat(items().getExchanges().get(0).getMessage().getBody(String.class)).contains("\"recording_files\"");
        assertThat(items().getExchanges().get(0).getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @Test
    void aFailingPollIsToldBacksOffAndRecovers() throws Exception {
        simulator().faults().onApi("GET", "/v2/users").status(500).always();
        items().expectedMessageCount(0);
        route("zoom:users/list?initialDelay=1&delay=20&maxRetries=0&backoffErrorThreshold=2&backoffMultiplier=5");
        PollConsumer consumer = (PollConsumer) context.getRoute("polled").getConsumer();
        await().until(() -> consumer.getBackoffCounter() > 0);
        HealthCheck.Result result = ((HealthCheckAware) consumer).getHealthCheck().call();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getError().orElseThrow()).hasMessageContaining("users/list").hasMessageContaining("account ");
        items().assertIsSatisfied();
        items().reset();
        items().expectedMessageCount(account().users().size());
        simulator().faults().clear();
        items().assertIsSatisfied();
        await().until(() -> ((HealthCheckAware) consumer).getHealthCheck().call().getState() == HealthCheck.State.UP);
    }

    @Test
    void aFailingPollCanBeHandledByTheRoute() throws Exception {
        simulator().faults().onApi("GET", "/v2/users").status(500).always();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ZoomApiException.class).handled(true).to("mock:failed");
                from("zoom:users/list?initialDelay=1&delay=20&maxRetries=0&bridgeErrorHandler=true").to("mock:items");
            }
        });
        getMockEndpoint("mock:failed").expectedMinimumMessageCount(1);
        MockEndpoint.assertIsSatisfied(context);
        assertThat(getMockEndpoint("mock:failed").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("users/list");
    }

    @Test
    void anExchangeThatFailsComesAgainUnlessItIsHandled() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        items().expectedMessageCount(account().users().size());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:users/list?initialDelay=1&delay=20").process(exchange -> {
                    if (exchange.getMessage().getHeader(ZoomConstants.ITEM_ID).equals(userId())
                            && tries.incrementAndGet() < 4) {
                        throw new IllegalStateException("try " + tries);
                    }
                }).to("mock:items");
            }
        });
        items().assertIsSatisfied();
        assertThat(tries).hasValue(4);
    }

    @Test
    void anEmptyMessageIsSentWhenThereIsNothingNew() throws Exception {
        items().expectedMessageCount(account().users().size() + 1);
        route("zoom:users/list?initialDelay=1&delay=20&repeatCount=2&sendEmptyMessageWhenIdle=true");
        items().assertIsSatisfied();
        assertThat(items().getExchanges().get(account().users().size()).getMessage().getBody()).isNull();
    }

    @Test
    void itemsCanBeReceivedOneByOne() {
        String uri = "zoom:users/list?initialDelay=1&delay=50&outputType=MAP";
        Set<Object> ids = new HashSet<>();
        try (ConsumerTemplate receiver = context.createConsumerTemplate()) {
            receiver.start();
            for (int i = 0; i < account().users().size(); i++) {
                ids.add(receiver.receiveBody(uri, 10_000, Map.class).get("id"));
            }
            assertThat(ids).containsExactlyInAnyOrderElementsOf(
                    account().users().stream().<Object>map(user -> user.id()).toList());
            assertThat(receiver.receiveBody(uri, 200)).isNull();
            Object added = account().addUser("later@example.com", "Later", "One").id();
            assertThat(receiver.receiveBody(uri, 10_000, Map.class).get("id")).isEqualTo(added);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReceiverOfALongListStopsAtOnceAndTheRestComesToTheNext() throws Exception {
        IntStream.range(0, 1200).forEach(i -> account().addUser("u" + i + "@example.com", "U", "" + i));
        String uri = "zoom:users/list?initialDelay=1&delay=50&outputType=MAP";
        Object first;
        try (CapturedLog log = new CapturedLog()) {
            try (ConsumerTemplate receiver = context.createConsumerTemplate()) {
                receiver.start();
                first = receiver.receiveBody(uri, 10_000, Map.class).get("id");
                await().until(() -> !simulator().journal().apiRequests("users/list").isEmpty());
            }
            assertThat(log.lines()).noneMatch(line -> line.contains("is stopped while"));
        }
        Set<Object> ids = new HashSet<>();
        items().expectedMessageCount(account().users().size() - 1);
        route(uri + "&greedy=false");
        items().assertIsSatisfied(20_000);
        items().getExchanges().forEach(exchange -> ids.add(exchange.getMessage().getBody(Map.class).get("id")));
        assertThat(ids).hasSize(account().users().size() - 1).doesNotContain(first);
    }

    @Test
    void anItemThatEnrichesAFailedExchangeComesAgain() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask").pollEnrich("zoom:users/list?initialDelay=1&delay=50", 10_000)
                        .process(exchange -> {
                            if (exchange.getProperty("fail") != null) {
                                throw new IllegalStateException("told to");
                            }
                        });
            }
        });
        Exchange first = template.request("direct:ask", exchange -> exchange.setProperty("fail", true));
        assertThat(first.getException()).hasMessage("told to");
        int all = account().users().size();
        Set<Object> ids = new HashSet<>();
        for (int i = 0; i < all; i++) {
            Exchange next = template.request("direct:ask", exchange -> {});
            ids.add(next.getMessage().getHeader(ZoomConstants.ITEM_ID));
        }
        assertThat(ids).hasSize(all).doesNotContainNull().contains(first.getMessage().getHeader(ZoomConstants.ITEM_ID));
    }

    @Test
    void aSuspendedRouteDoesNotAsk() throws Exception {
        route("zoom:users/list?initialDelay=1&delay=20");
        await().until(() -> items().getReceivedCounter() == account().users().size());
        context.getRouteController().suspendRoute("polled");
        int asked = simulator().journal().all().size();
        PollConsumer consumer = (PollConsumer) context.getRoute("polled").getConsumer();
        assertThat(consumer.isSuspended()).isTrue();
        account().addUser("s@example.com", "S", "S");
        items().reset();
        items().expectedMessageCount(0);
        items().setAssertPeriod(200);
        items().assertIsSatisfied();
        assertThat(simulator().journal().all().size()).isEqualTo(asked);
        items().reset();
        items().expectedMessageCount(1);
        context.getRouteController().resumeRoute("polled");
        items().assertIsSatisfied();
    }

    @Test
    void theBearerIsInjectedWhereItIsAskedForAndMasked() throws Exception {
        items().expectedMinimumMessageCount(1);
        route("zoom:users/list?initialDelay=1&injectAuthorization=true");
        items().assertIsSatisfied();
        Object header = items().getExchanges().get(0).getMessage().getHeader("Authorization");
        assertThat(header).isInstanceOf(ZoomBearer.class);
        String text = context.getTypeConverter().convertTo(String.class, header);
        assertThat(text).startsWith("Bearer ").hasSizeGreaterThan(20);
        assertThat(header.toString()).doesNotContain(text.substring(7));
        assertThatThrownBy(() -> context.getEndpoint(
                "zoom:users/list?injectAuthorization=true&authScheme=NONE&baseUrl=" + simulator().baseUrl())
                .createConsumer(exchange -> {})).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("injectAuthorization=true");
    }

    @Test
    void whatCannotBePolledIsRefusedWhenTheConsumerIsMade() throws Exception {
        for (Map.Entry<String, String> refused : Map.of("zoom:users/get?userId=me", "only lists can be polled",
                "zoom:users/recordings/list", "missing required parameter 'userId'",
                "zoom:request", "cannot be consumed from", "zoom:token", "cannot be consumed from",
                "zoom:users/list?startFrom=30d", "each run reads all of it").entrySet()) {
            Endpoint endpoint = context.getEndpoint(refused.getKey());
            assertThatThrownBy(() -> endpoint.createConsumer(exchange -> {})).as(refused.getKey())
                    .hasMessageContaining(refused.getValue());
        }
    }

    @Test
    void twoRoutesThatPollTheSameAreTold() throws Exception {
        route("zoom:users/list?initialDelay=1&delay=20");
        await().until(() -> items().getReceivedCounter() == account().users().size());
        PollConsumer second = (PollConsumer) context.getEndpoint("zoom:users/list?initialDelay=1&delay=21")
                .createConsumer(exchange -> {});
        second.start();
        await().until(() -> second.getErrorCounter() > 0);
        assertThat(second.getHealthCheck().call().getError().orElseThrow())
                .hasMessageContaining("Another route or process polls");
        second.stop();
    }

    @Test
    void routesWithDifferentParametersRememberApart() throws Exception {
        items().expectedMessageCount(2 * account().users().size());
        route("zoom:users/list?initialDelay=1&delay=20&param.status=active");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:users/list?initialDelay=1&delay=20&param.page_size=100").to("mock:items");
            }
        });
        items().assertIsSatisfied();
    }

    @Test
    void memoryInRepositoriesIsWarnedOf() throws Exception {
        context.getRegistry().bind("seen", MemoryIdempotentRepository.memoryIdempotentRepository());
        context.getRegistry().bind("states", new MemoryStateRepository());
        try (CapturedLog log = new CapturedLog()) {
            route("zoom:users/list?initialDelay=1&idempotentRepository=#seen&stateRepository=#states");
            assertThat(log.lines()).anyMatch(line -> line.startsWith("WARN") && line.contains("users/list on connection")
                    && line.contains("idempotentRepository and stateRepository"));
        }
    }

    /** The first example of the documentation. */
    @Test
    void recordingsOfAllUsersComeOnce() throws Exception {
        account().addUser("one@example.com", "One", "User");
        Set<Object> uuids = new HashSet<>();
        for (SimulatedUser user : account().users()) {
            for (int days : new int[]{ 0, 20, 50 }) {
                uuids.add(account().addRecording(user, "t", NOW.minus(days, ChronoUnit.DAYS)).get("uuid").asText());
            }
        }
        items().expectedMessageCount(uuids.size());
        route("zoom:users/recordings/list?param.userId=*&startFrom=60d&initialDelay=1&delay=50");
        items().assertIsSatisfied();
        assertThat(items().getExchanges()).extracting(e -> e.getMessage().getHeader(ZoomConstants.ITEM_ID))
                .containsExactlyInAnyOrderElementsOf(uuids);
    }
}
