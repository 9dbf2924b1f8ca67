package io.github.camelzoom;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.consumer.EventAccess;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Option {@code webhookAutoRegister}, with a Zoom that validates the URL before it takes a subscription. */
class WebhookAutoRegisterTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private SimulatedApp app;
    private CamelContext context;
    private ZoomComponent zoom;
    private WebhookSender server;

    @BeforeEach
    void make() throws Exception {
        app = ZOOM.simulator().defaultAccount().serverToServerApp();
        context = new DefaultCamelContext();
        server = WebhookSender.start(context);
        zoom = component(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private ZoomComponent component(CamelContext of) {
        ZoomComponent made = new ZoomComponent(of);
        ZoomTestSupport.configure(made.getConfiguration(), app, ZOOM.simulator());
        of.addComponent("zoom", made);
        return made;
    }

    private String uri(String events) {
        return "zoom:events?webhookAutoRegister=true&eventTypes=" + events + "&secretToken=" + app.secretToken()
                + "&webhookUrl="
                + server.url("");
    }

    private static void route(CamelContext to, String id, String uri) throws Exception {
        to.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).to("mock:" + id);
            }
        });
    }

    private static List<WebhookSubscription> atZoom() {
        return ZOOM.simulator().events().webhooks();
    }

    private static HealthCheck.Result health(CamelContext of) {
        return HealthCheckHelper.invoke(of).stream().filter(result -> result.getCheck().getId().startsWith(
                "zoom-registration-")).findFirst().orElseThrow();
    }

    private static void registered(CamelContext of) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> health(of).getState() == HealthCheck.State.UP);
    }

    private MockEndpoint happens(String event, String at) {
        MockEndpoint mock = context.getEndpoint(at, MockEndpoint.class);
        int before = mock.getReceivedCounter();
        ZOOM.simulator().events().emit(EventSamples.of(event, app.accountId(), before, ZOOM.simulator().clock().instant()));
        await().atMost(10, TimeUnit.SECONDS).until(() -> mock.getReceivedCounter() > before);
        return mock;
    }

    @Test
    void aRouteGetsItsEventsWithoutAnythingBeingSetUpAtZoom() throws Exception {
        route(context, "in", uri("meeting.started,meeting.ended"));
        context.start();
        registered(context);
        assertThat(atZoom()).singleElement().satisfies(one -> {
            assertThat(one.target().url()).hasToString(server.url("/zoom/events"));
            assertThat(health(context).getDetails()).containsEntry("zoom.subscription", one.id());
        });
        happens("meeting.ended", "mock:in");
    }

    @Test
    void aRestartAdoptsItAndChangedEventsReplaceIt() throws Exception {
        route(context, "in", uri("meeting.started"));
        context.start();
        registered(context);
        String first = atZoom().get(0).id();
        context.getRouteController().stopRoute("in");
        context.getRouteController().startRoute("in");
        registered(context);
        assertThat(atZoom()).extracting(WebhookSubscription::id).containsExactly(first);
        context.stop();
        assertThat(atZoom()).as("a deployment stops nodes").hasSize(1);
        context = new DefaultCamelContext();
        int port = Integer.parseInt(server.url("").replaceAll(".*:", ""));
        WebhookSender.start(context, port);
        component(context);
        route(context, "in", uri("meeting.started,recording.completed"));
        context.start();
        registered(context);
        assertThat(atZoom()).singleElement().extracting(WebhookSubscription::id).isNotEqualTo(first);
        happens("recording.completed", "mock:in");
    }

    @ParameterizedTest
    @CsvSource({ "zoom:events?webhookAutoRegister=true&webhookUrl=",
            "webhook:zoom:events?webhookComponentName=platform-http&webhookPath=/in&webhookExternalUrl=" })
    void whatIsDeletedAtZoomIsMadeAgainWhileTheRouteRunsAndWhatWasMissedComes(String uri, @TempDir Path positions)
            throws Exception {
        zoom.getConfiguration().setTokenStore("file:" + positions);
        zoom.getEventSettings().setRecoverPause(Duration.ofMillis(1));
        zoom.getEventSettings().setRegistrationInterval(Duration.ofMillis(100));
        route(context, "in", uri + server.url("") + "&eventTypes=meeting.ended&recover=true&secretToken=" + app.secretToken());
        context.start();
        registered(context);
        await().during(Duration.ofMillis(100)).atMost(20, TimeUnit.SECONDS).until(new NothingNew(() -> ZOOM.simulator()
                .journal().apiRequests("report/history_meetings/list").size()));
        String first = atZoom().get(0).id();
        SimulatedAccount account = ZOOM.simulator().defaultAccount();
        MockEndpoint mock = context.getEndpoint("mock:in", MockEndpoint.class);
        mock.expectedMessageCount(1);
        mock.message(0).header(ZoomConstants.EVENT_TRANSPORT).isEqualTo("RECOVERED");
        ZOOM.simulator().events().in(account).meetingEnds(account.users().get(0), "while Zoom sends nothing");
        try (ProducerTemplate somebody = context.createProducerTemplate()) {
            somebody.requestBody("zoom:marketplace/app/event_subscription/delete?eventSubscriptionId=" + first, (Object) null);
        }
        mock.assertIsSatisfied();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> atZoom().size() == 1 && health(context).getState() == HealthCheck.State.UP);
        assertThat(atZoom()).singleElement().extracting(WebhookSubscription::id).isNotEqualTo(first);
        mock.reset();
        ZOOM.simulator().events().emit(ZOOM.simulator().events().in(account).meetingEnds(account.users().get(0), "live"));
        await().atMost(10, TimeUnit.SECONDS).until(() -> mock.getReceivedCounter() == 1);
        context.getRouteController().stopRoute("in");
        context.removeRoute("in");
        int calls = ZOOM.simulator().journal().apiRequestCount();
        await().during(Duration.ofMillis(200))
                .until(() -> atZoom().isEmpty() && ZOOM.simulator().journal().apiRequestCount() == calls);
    }

    /** Whether a count is what it was the last time. */
    private static final class NothingNew implements Callable<Boolean> {

        private final IntSupplier count;
        private int last = -1;

        NothingNew(IntSupplier count) {
            this.count = count;
        }

        @Override
        public Boolean call() {
            int before = last;
            last = count.getAsInt();
            return before == last;
        }
    }

    @Test
    void theSubscriptionGoesWithTheRoute() throws Exception {
        route(context, "in", uri("meeting.started"));
        route(context, "other", uri("meeting.ended"));
        context.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> atZoom().size() == 2);
        context.getRouteController().stopRoute("in");
        assertThat(atZoom()).hasSize(2);
        context.removeRoute("in");
        assertThat(atZoom()).hasSize(1);
        happens("meeting.ended", "mock:other");
    }

    @Test
    void nodesThatStartTogetherBehindOneAddressShareASubscription() throws Exception {
        route(context, "in", uri("meeting.started"));
        context.start();
        registered(context);
        String first = atZoom().get(0).id();
        List<CamelContext> nodes = IntStream.range(0, 3).<CamelContext>mapToObj(i -> new DefaultCamelContext()).toList();
        try {
            // With other events, so that all of them have to make one.
            for (CamelContext node : nodes) {
                WebhookSender.start(node);
                component(node);
                route(node, "in", uri("meeting.started,meeting.ended"));
            }
            CompletableFuture.allOf(nodes.stream().map(node -> CompletableFuture.runAsync(node::start)).toArray(
                    CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            nodes.forEach(WebhookAutoRegisterTest::registered);
            assertThat(atZoom()).singleElement().extracting(WebhookSubscription::id).isNotEqualTo(first);
        } finally {
            nodes.forEach(CamelContext::stop);
        }
        assertThat(atZoom()).hasSize(1);
    }

    @Test
    void aUrlThatIsNotValidStopsNothingAndIsToldWithItsReason() throws Exception {
        String elsewhere = "http://127.0.0.1:" + WebhookSender.freePort();
        route(context, "in", uri("meeting.started").replaceAll("webhookUrl=.*", "webhookUrl=" + elsewhere));
        context.start();
        await().atMost(20, TimeUnit.SECONDS).until(() -> health(context).getDetails().containsKey("zoom.problem"));
        assertThat(health(context).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health(context).getMessage()).hasValueSatisfying(text -> assertThat(text).contains(elsewhere,
                "URL validation failed").doesNotContain(app.secretToken()));
        // Else a balancer would send Zoom's validation nowhere.
        assertThat(HealthCheckHelper.invokeReadiness(context)).noneMatch(result -> result.getCheck().getId().startsWith(
                "zoom-registration-"));
        assertThat(context.getRouteController().getRouteStatus("in").isStarted()).isTrue();
        assertThat(server.send("/zoom/events", app.secretToken(), WebhookSender.event("meeting.started", 1, "1")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void credentialsThatAreAskedForAreToldToZoom() throws Exception {
        for (EventAccess access : List.of(EventAccess.basic("zoom", Secret.of("a-password")), EventAccess.header("x-gate",
                Secret.of("a-password")))) {
            zoom.getEventSettings().setAccess(access);
            assertThat(access.toString()).doesNotContain("a-password");
            String id = "in" + atZoom().size();
            route(context, id, uri("meeting.started"));
            context.start();
            await().atMost(20, TimeUnit.SECONDS).until(() -> atZoom().size() == 1);
            happens("meeting.started", "mock:" + id);
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
    }

    /** Zoom's option OAuth: it asks our authorization server for a token, and sends that. */
    private static final class TokenAccess implements EventAccess {

        private final String tokenUrl;

        TokenAccess(String tokenUrl) {
            this.tokenUrl = tokenUrl;
        }

        @Override
        public boolean isAllowed(Message request) {
            return "Bearer issued-to-zoom".equals(request.getHeader("Authorization"));
        }

        @Override
        public Map<String, Object> customHeader() {
            return Map.of("custom_header_type", 2, "token_url", tokenUrl, "client_id", "zoom", "client_secret", "a-secret");
        }
    }

    @Test
    void aTokenOfTheOwnAuthorizationServerIsSentAndChecked() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/token?httpMethodRestrict=POST").setBody(constant(
                        "{\"access_token\":\"issued-to-zoom\",\"expires_in\":3600}"));
            }
        });
        zoom.getEventSettings().setAccess(new TokenAccess(server.url("/token")));
        route(context, "in", uri("meeting.started"));
        context.start();
        registered(context);
        happens("meeting.started", "mock:in");
        assertThat(server.send("/zoom/events", app.secretToken(), WebhookSender.event("meeting.started", 1, "1")).statusCode())
                .as("signed, but without the token").isEqualTo(401);
    }

    @Test
    void camelWebhookRegistersUnderItsExternalUrl() throws Exception {
        route(context, "in", "webhook:zoom:events?webhookComponentName=platform-http&webhookPath=/in&eventTypes=meeting.started"
                + "&secretToken=" + app.secretToken() + "&webhookExternalUrl=" + server.url(""));
        context.start();
        registered(context);
        assertThat(atZoom()).singleElement().satisfies(one -> assertThat(one.target().url()).hasToString(server.url("/in")));
        happens("meeting.started", "mock:in");
        context.getRouteController().stopRoute("in");
        context.removeRoute("in");
        assertThat(atZoom()).isEmpty();
    }

    @Test
    void camelWebhookRegistersNothingWithoutAnExternalUrlOrWhenToldNotTo() throws Exception {
        String uri = "webhook:zoom:events?webhookComponentName=platform-http&secretToken=s&webhookPath=";
        route(context, "a", uri + "/a");
        route(context, "b", uri + "/b&eventTypes=meeting.*&webhookAutoRegister=false&webhookExternalUrl=" + server.url(""));
        context.start();
        assertThat(HealthCheckHelper.invoke(context)).noneMatch(result -> result.getCheck().getId().startsWith(
                "zoom-registration-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "eventTypes=e|needs webhookUrl", "eventTypes=e&webhookUrl=http://example.com|https",
            "webhookUrl=https://example.com|eventTypes has to name each event",
            "webhookUrl=https://example.com&eventTypes=meeting.*|eventTypes has to name each event",
            "webhookUrl=https://example.com&eventTypes=e&authScheme=NONE|needs a bearer",
            "webhookUrl=https://example.com&eventTypes=e&connection=person|belong to the app",
            "webhookUrl=https://example.com&eventTypes=e&connection=app|needs accountId" })
    void whatItNeedsIsToldAtTheStart(String options, String message) {
        ZoomConnection person = new ZoomConnection();
        person.setOauthClientId("id");
        person.setOauthClientSecret("secret");
        context.getRegistry().bind("person", person);
        ZoomConnection ofApp = new ZoomConnection();
        ofApp.setOauthClientId("id");
        ofApp.setOauthClientSecret("secret");
        ofApp.setAuthScheme(AuthScheme.OAUTH_CLIENT);
        context.getRegistry().bind("app", ofApp);
        Consumer<String> starts = uri -> {
            try {
                route(context, "in", uri);
                context.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        assertThatThrownBy(() -> starts.accept("zoom:events?webhookAutoRegister=true&secretToken=a-secret&" + options))
                .hasStackTraceContaining(message);
        assertThat(ZOOM.simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void aCheckThatZoomCannotBeToldIsRefusedAtTheStart() throws Exception {
        zoom.getEventSettings().setAccess(request -> true);
        route(context, "in", uri("meeting.started"));
        assertThatThrownBy(context::start).hasStackTraceContaining("eventSettings.access");
    }
}
