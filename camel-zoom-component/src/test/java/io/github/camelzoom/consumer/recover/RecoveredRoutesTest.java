package io.github.camelzoom.consumer.recover;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.consumer.webhook.WebhookSender;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import io.github.camelzoom.simulator.event.Happenings;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Events that were missed, over both transports, against the simulator. */
class RecoveredRoutesTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String SOCKET = "zoom:events?subscriptionId=s1&recover=true";
    private static final String WEBHOOK = "zoom:events?recover=true&secretToken=" + WebhookSender.SECRET;

    @TempDir
    Path directory;

    private final List<CamelContext> contexts = new ArrayList<>();
    private final List<Message> arrived = new CopyOnWriteArrayList<>();
    private Processor work = exchange -> {};
    private SimulatedApp special;
    private Duration interval = Duration.ofHours(1);
    private WebhookSender webhooks;

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
    }

    private static SimulatedAccount account() {
        return ZOOM.simulator().defaultAccount();
    }

    private static SimulatedUser host() {
        return account().users().get(0);
    }

    private static Happenings zoom() {
        return ZOOM.simulator().events().in(account());
    }

    private static SocketSubscription socket() {
        return ZOOM.simulator().events().sockets().subscription("s1");
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** A process, with its positions in the directory. */
    private CamelContext process() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        ZoomComponent component = new ZoomComponent(context);
        SimulatedApp app = special != null ? special : account().serverToServerApp();
        component.getConfiguration().setOauthClientId(app.clientId());
        component.getConfiguration().setOauthClientSecret(app.clientSecret());
        component.getConfiguration().setAccountId(app.accountId());
        component.getConfiguration().setTokenStore("file:" + directory);
        component.getConfiguration().setBaseUrl(ZOOM.simulator().baseUrl().toString());
        component.getConfiguration().setOauthUrl(ZOOM.simulator().oauthUrl().toString());
        component.getConfiguration().setMaxRetries(0);
        component.setWebSocketUrl(ZOOM.simulator().webSocketUrl().toString());
        EventSettings settings = new EventSettings();
        settings.setRecoverPause(Duration.ofMillis(50));
        settings.setRecoverRetry(Duration.ofMillis(100));
        settings.setRecoverInterval(interval);
        component.setEventSettings(settings);
        context.addComponent("zoom", component);
        return context;
    }

    private void route(CamelContext context, String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("events").process(work).process(exchange -> {
                    Message copy = exchange.getMessage().copy();
                    arrived.add(copy);
                });
            }
        });
        context.start();
    }

    private CamelContext socketProcess() throws Exception {
        CamelContext context = process();
        route(context, SOCKET);
        connected();
        return context;
    }

    private CamelContext webhookProcess(String uri) throws Exception {
        CamelContext context = process();
        webhooks = WebhookSender.start(context);
        route(context, uri);
        return context;
    }

    private static void connected() {
        soon().until(() -> socket().connected());
    }

    /** The connection breaks, and what was missed has been looked up. */
    private void lookedUp(CamelContext context) {
        Instant before = Instant.now();
        socket().drop();
        lookedUpSince(context, before);
    }

    private static void lookedUpSince(CamelContext context, Instant before) {
        for (String kind : List.of("meeting.ended", "webinar.ended", "recording.completed")) {
            soon().until(() -> health(context).call().getDetails().get("zoom.recovery." + kind
                    + ".last") instanceof String last && Instant.parse(last).isAfter(before));
        }
    }

    private static HealthCheck health(CamelContext context) {
        return ((DefaultConsumer) context.getRoute("events").getConsumer()).getHealthCheck();
    }

    private static int readings() {
        return ZOOM.simulator().journal().apiRequests("report/history_meetings/list").size();
    }

    private List<String> topics(String transport) {
        return arrived.stream().filter(message -> transport.equals(message.getHeader("CamelZoomEventTransport"))).map(
                message -> {
                    try {
                        return new ObjectMapper().readTree(message.getBody(byte[].class)).at("/payload/object/topic").asText();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }).toList();
    }

    private void arrived(int count) {
        soon().until(() -> arrived.size() >= count);
    }

    @Test
    void whatHappensWhileTheSocketIsDownIsRecoveredOnceAndWhatArrivedLiveIsNot() throws Exception {
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live meeting"));
        ZOOM.simulator().events().emit(zoom().recordingCompletes(host(), "live recording"));
        arrived(2);
        ZOOM.simulator().events().sockets().refuseHandshakes(1, 503);
        socket().drop();
        soon().until(() -> !socket().connected());
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "missed meeting"));
        ZOOM.simulator().events().emit(zoom().webinarEnds(host(), "missed webinar"));
        ZOOM.simulator().events().emit(zoom().recordingCompletes(host(), "missed recording"));
        assertThat(socket().lost()).hasSize(3);
        connected();
        arrived(5);
        lookedUp(context);
        assertThat(topics("WEBSOCKET")).containsExactly("live meeting", "live recording");
        assertThat(topics("RECOVERED")).containsExactlyInAnyOrder("missed meeting", "missed webinar", "missed recording");
        assertThat(arrived.get(4).getHeaders()).containsKeys("CamelZoomEventKey", "CamelZoomEventTimestamp",
                "CamelZoomObjectUuid").doesNotContainKey("CamelZoomDownloadToken");
    }

    @Test
    void aNewProcessRecoversWhatHappenedMeanwhileAndNothingElse() throws Exception {
        zoom().meetingEnded(host(), "before", ZOOM.simulator().clock().instant().minusSeconds(5));
        CamelContext first = socketProcess();
        lookedUpSince(first, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live"));
        arrived(1);
        first.stop();
        zoom().meetingEnds(host(), "down");
        String late = zoom().recordingProcesses(host(), "late");
        CamelContext second = socketProcess();
        arrived(2);
        lookedUp(second);
        assertThat(topics("RECOVERED")).containsExactly("down");
        zoom().recordingCompletes(late);
        lookedUp(second);
        assertThat(topics("WEBSOCKET")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("down", "late");
    }

    @Test
    void whenAListIsRefusedThenLiveEventsGoOnAndHealthNamesTheScope() throws Exception {
        special = account().addServerToServerApp("marketplace:write:websocket_connection", "user:read:list_users:admin",
                "cloud_recording:read:list_user_recordings:admin");
        CamelContext context = socketProcess();
        HealthCheck health = health(context);
        soon().untilAsserted(() -> assertThat(health.call().getMessage()).hasValueSatisfying(message -> assertThat(message)
                .contains("meeting.ended", "report:read:list_history_meetings:admin")));
        assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health.callReadiness().getState()).isEqualTo(HealthCheck.State.UP);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "live"));
        arrived(1);
        zoom().recordingCompletes(host(), "recording");
        socket().drop();
        arrived(2);
        assertThat(topics("WEBSOCKET")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("recording");
    }

    @Test
    void whenListsFailForAWhileThenNothingIsMissing() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        for (int status : new int[]{ 401, 403, 429, 500 }) {
            ZOOM.simulator().faults().onApi().status(status).times(3);
        }
        zoom().meetingEnds(host(), "meeting");
        zoom().recordingCompletes(host(), "recording");
        HealthCheck health = health(context);
        soon().until(() -> health.call().getState() == HealthCheck.State.DOWN);
        arrived(2);
        soon().until(() -> health.call().getState() == HealthCheck.State.UP);
        assertThat(health.call().getDetails()).containsEntry("zoom.recovery.meeting.ended.recovered", 1L).containsKey(
                "zoom.recovery.recording.completed.last");
        assertThat(topics("RECOVERED")).containsExactlyInAnyOrder("meeting", "recording");
    }

    @Test
    void onlyKindsThatAreWantedAreListed() throws Exception {
        CamelContext context = process();
        route(context, SOCKET + "&eventTypes=recording.*");
        connected();
        zoom().meetingEnds(host(), "meeting");
        zoom().recordingCompletes(host(), "recording");
        socket().drop();
        arrived(1);
        assertThat(readings()).isZero();
        assertThat(topics("RECOVERED")).containsExactly("recording");
    }

    @Test
    void webhooksThatDidNotComeWhileTheProcessWasDownAreRecovered() throws Exception {
        CamelContext first = webhookProcess(WEBHOOK);
        lookedUpSince(first, Instant.EPOCH);
        SimulatedEvent live = zoom().meetingEnds(host(), "live");
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, live.json()).statusCode()).isEqualTo(200);
        arrived(1);
        assertThat(health(first).call().getState()).isEqualTo(HealthCheck.State.UP);
        first.stop();
        SimulatedEvent down = zoom().recordingCompletes(host(), "down");
        CamelContext second = webhookProcess(WEBHOOK);
        lookedUpSince(second, Instant.EPOCH);
        // Zoom's repetition comes after the recovery.
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, down.json()).statusCode()).isEqualTo(200);
        assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, live.json()).statusCode()).isEqualTo(200);
        assertThat(topics("WEBHOOK")).containsExactly("live");
        assertThat(topics("RECOVERED")).containsExactly("down");
    }

    @Test
    void webhooksThatZoomHasGivenUpAreRecoveredFromTimeToTime() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext context = webhookProcess(WEBHOOK);
        lookedUpSince(context, Instant.EPOCH);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        lookedUpSince(context, Instant.now());
        assertThat(topics("RECOVERED")).containsExactly("never sent");
    }

    @Test
    void withoutAnAccountIdTheUserIsAskedForItAndTheBearerIsOnRecoveredEventsToo() throws Exception {
        interval = Duration.ofMillis(200);
        SimulatedApp app = account().generalApp();
        special = app;
        CamelContext context = process();
        ZoomComponent component = context.getComponent("zoom", ZoomComponent.class);
        component.getConfiguration().setAccountId(null);
        component.setOauthVerifier(ZOOM.simulator().consents().approve(URI.create(ZOOM.simulator().oauthUrl()
                + "/authorize?response_type=code&client_id=" + app.clientId() + "&redirect_uri=http%3A%2F%2Flocalhost%3A33333"),
                host()).toString());
        webhooks = WebhookSender.start(context);
        route(context, WEBHOOK + "&injectAuthorization=true");
        lookedUpSince(context, Instant.EPOCH);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        assertThat(ZOOM.simulator().journal().apiRequests("users/get")).hasSize(1);
        assertThat(arrived.get(0).getHeader("CamelZoomAccountId")).isEqualTo(account().id());
        assertThat(arrived.get(0).getHeader("Authorization", String.class)).startsWith("Bearer ");
    }

    @Test
    void camelWebhookRecoversToo() throws Exception {
        interval = Duration.ofMillis(200);
        webhookProcess("webhook:zoom:events?recover=true&webhookPath=/hooks&webhookAutoRegister=false&secretToken="
                + WebhookSender.SECRET);
        zoom().meetingEnds(host(), "never sent");
        arrived(1);
        assertThat(topics("RECOVERED")).containsExactly("never sent");
    }

    @Test
    void whatTheRouteFailedWithOverTheSocketComesAgainFromTheList() throws Exception {
        boolean[] failing = { true };
        work = exchange -> {
            if (failing[0]) {
                failing[0] = false;
                throw new IllegalStateException("failing once");
            }
        };
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        ZOOM.simulator().events().emit(zoom().meetingEnds(host(), "meeting"));
        soon().until(() -> !failing[0]);
        lookedUp(context);
        assertThat(topics("RECOVERED")).containsExactly("meeting");
        assertThat(arrived).hasSize(1);
    }

    @Test
    void aRouteThatIsStoppedOrSuspendedRecoversNothingAndCatchesUp() throws Exception {
        CamelContext context = socketProcess();
        lookedUpSince(context, Instant.EPOCH);
        context.getRouteController().suspendRoute("events");
        zoom().meetingEnds(host(), "suspended");
        int readings = readings();
        context.getRouteController().resumeRoute("events");
        arrived(1);
        assertThat(readings()).isGreaterThan(readings);
        context.getRouteController().stopRoute("events");
        zoom().meetingEnds(host(), "stopped");
        context.getRouteController().startRoute("events");
        arrived(2);
        lookedUp(context);
        assertThat(topics("RECOVERED")).containsExactly("suspended", "stopped");
    }

    @Test
    void theSameEventOverWebSocketWebhookAndRecoveryIsTheSame() throws Exception {
        Map<String, SimulatedEvent> events = Map.of("meeting.ended", zoomAfterStart(Happenings::meetingEnds),
                "webinar.ended", zoomAfterStart(Happenings::webinarEnds), "recording.completed",
                zoomAfterStart(Happenings::recordingCompletes));
        socket().drop();
        arrived(3);
        List<Message> recovered = List.copyOf(arrived);
        contexts.forEach(CamelContext::stop);
        arrived.clear();
        CamelContext both = process();
        webhooks = WebhookSender.start(both);
        both.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:events?subscriptionId=s1").process(exchange -> arrived.add(exchange.getMessage().copy()));
                from("zoom:events?secretToken=" + WebhookSender.SECRET).process(exchange -> arrived.add(exchange.getMessage()
                        .copy()));
            }
        });
        both.start();
        connected();
        for (SimulatedEvent event : events.values()) {
            assertThat(socket().send(event)).isPositive();
            assertThat(webhooks.send("/zoom/events", WebhookSender.SECRET, event.json()).statusCode()).isEqualTo(200);
        }
        arrived(6);
        for (Message found : recovered) {
            String name = found.getHeader("CamelZoomEvent", String.class);
            List<Message> same = arrived.stream().filter(message -> name.equals(message.getHeader("CamelZoomEvent"))).toList();
            assertThat(same).extracting(message -> message.getHeader("CamelZoomEventTransport")).containsExactlyInAnyOrder(
                    "WEBSOCKET", "WEBHOOK");
            assertThat(found.getHeader("CamelZoomEventTransport")).isEqualTo("RECOVERED");
            for (Message live : same) {
                for (String header : List.of("CamelZoomEvent", "CamelZoomAccountId", "CamelZoomObjectId",
                        "CamelZoomObjectUuid", "CamelZoomEventKey")) {
                    assertThat(found.getHeader(header)).as(name + " " + header).isNotNull().isEqualTo(live.getHeader(header));
                }
                sameFields(found, live);
            }
        }
        assertThat(recovered).extracting(message -> message.getHeader("CamelZoomEvent")).containsExactlyInAnyOrderElementsOf(
                events.keySet());
    }

    private interface Happening {
        SimulatedEvent in(Happenings zoom, SimulatedUser host, String topic);
    }

    /** Nobody is told of it; a process that was started before finds it. */
    private SimulatedEvent zoomAfterStart(Happening happening) throws Exception {
        if (contexts.isEmpty()) {
            socketProcess();
        }
        return happening.in(zoom(), host(), "Café");
    }

    /** What both say of the object is the same, but for its spelling and what is new in each delivery. */
    private static void sameFields(Message found, Message live) throws Exception {
        JsonNode told = new ObjectMapper().readTree(live.getBody(byte[].class)).at("/payload/object");
        new ObjectMapper().readTree(found.getBody(byte[].class)).at("/payload/object").properties().forEach(field -> {
            JsonNode other = told.get(field.getKey());
            if (other != null && !field.getKey().equals("recording_files")) {
                assertThat(field.getValue().asText()).as(field.getKey()).isEqualTo(other.asText());
            }
        });
    }

    @Test
    void inAClusterOnlyTheLeaderRecovers() throws Exception {
        interval = Duration.ofMillis(200);
        CamelContext first = node("one");
        connected();
        node("two");
        zoom().meetingEnds(host(), "first");
        arrived(1);
        first.stop();
        zoom().meetingEnds(host(), "between");
        arrived(2);
        int before = readings();
        soon().until(() -> readings() > before + 3);
        assertThat(topics("RECOVERED")).containsExactly("first", "between");
    }

    private CamelContext node(String name) throws Exception {
        CamelContext context = process();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory.resolve("cluster").toString());
        cluster.setId(name);
        cluster.setAcquireLockDelay(1);
        cluster.setAcquireLockInterval(1);
        cluster.setHeartbeatTimeoutMultiplier(2);
        context.addService(cluster);
        route(context, "master:events:" + SOCKET);
        return context;
    }

    @Test
    void withoutAConnectionItIsRefusedAtTheStart() throws Exception {
        CamelContext context = process();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration().setOauthClientId(null);
        assertThatThrownBy(() -> route(context, "zoom:events?recover=true&secretToken=x")).hasStackTraceContaining(
                "recover=true needs a connection").hasStackTraceContaining("oauthClientId");
    }

    @Test
    void whatCannotBeRecoveredIsRefusedAtTheStart() throws Exception {
        CamelContext context = process();
        assertThatThrownBy(() -> route(context, "zoom:events?recover=true&eventTypes=user.*&secretToken=x"))
                .hasStackTraceContaining("nothing to recover").hasStackTraceContaining("recording.completed");
    }
}
