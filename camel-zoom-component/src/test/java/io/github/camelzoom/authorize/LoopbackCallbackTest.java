package io.github.camelzoom.authorize;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The callback that the component serves itself, over real sockets. */
class LoopbackCallbackTest {

    private final FakeDesk desk = new FakeDesk();
    private final AuthorizeEvents events = new AuthorizeEvents(() -> FakeServer.NOW);
    private final List<AuthorizationEvent> heard = new ArrayList<>();
    private final Map<String, Instant> pending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final LoopbackCallback callback = new LoopbackCallback(desk, events,
            url -> Optional.ofNullable(pending.get(url)), timer, executor);
    private FakeServer browser;
    private URI url;

    @BeforeEach
    void pending() throws Exception {
        browser = new FakeServer(FakeServer.freePort());
        url = await(browser.uri(""));
        events.open("/zoom/callback", heard::add);
        desk.add("acme", true, "READY", null);
    }

    private URI await(URI callbackUrl) {
        pending.put(callbackUrl.toString(), FakeServer.NOW.plusSeconds(600));
        return callbackUrl;
    }

    @AfterEach
    void stop() {
        callback.stop();
        timer.shutdownNow();
        executor.shutdownNow();
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), 500);
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void theAnswerIsTakenShownAndToldAndThenThePortIsClosed() throws Exception {
        assertThat(callback.start(url)).isTrue();
        assertThat(callback.start(url)).isTrue();
        HttpResponse<String> answer = browser.get("/?state=the-state&code=c%2F1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<h1>Connected</h1>").doesNotContain("the-state", "href=");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none';");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(desk.calls).containsExactly("complete the-state c/1 null");
        assertThat(desk.browsers).isEmpty();
        assertThat(heard).containsExactly(
                new AuthorizationEvent("acme", "GRANTED", FakeServer.NOW, FakeServer.NOW.plusSeconds(3000)));
        pending.clear();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen());
    }

    @Test
    void asLongAsAnotherConsentIsPendingThePortStaysOpen() throws Exception {
        callback.start(url);
        browser.get("/?state=a&code=b");
        Awaitility.await().pollDelay(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(this::isOpen);
    }

    @Test
    void whenThePersonTakesTooLongThePortIsClosed() {
        pending.put(url.toString(), FakeServer.NOW.plusMillis(100));
        callback.start(url);
        assertThat(isOpen()).isTrue();
        pending.clear();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen());
    }

    @Test
    void onlyTheExactPathAndOnlyGetAreAnswered() throws Exception {
        URI deep = await(browser.uri("/app/cb"));
        callback.start(deep);
        assertThat(browser.get("/?state=a&code=b").statusCode()).isEqualTo(404);
        assertThat(browser.get("/app/cb/../cb?state=a&code=b").statusCode()).isEqualTo(404);
        assertThat(browser.get("/app/cbx?state=a&code=b").statusCode()).isEqualTo(404);
        for (String method : List.of("POST", "HEAD", "OPTIONS", "DELETE")) {
            HttpResponse<String> answer = browser.send(method, "/app/cb?state=a&code=b", null);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET");
        }
        assertThat(browser.get("/app/cb?state=a&state=b&code=c").statusCode()).isEqualTo(400);
        assertThat(desk.calls).isEmpty();
        desk.next = new Outcome(false, "DENIED", "acme", "no");
        assertThat(browser.get("/app/cb?state=a&error=access_denied").body()).contains("<h1>Not connected</h1>");
        assertThat(desk.calls).containsExactly("complete a null access_denied");
    }

    @Test
    void whenThePortIsTakenThenTheProblemSaysWhatToDoAndTheNextCallTriesAgain() throws Exception {
        try (ServerSocket other = new ServerSocket(url.getPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertThat(callback.start(url)).isFalse();
            assertThat(callback.problem(url).orElseThrow()).contains(url.toString(), "port", "callbackUrl", "oauthVerifier");
        }
        assertThat(callback.start(url)).isTrue();
        assertThat(callback.problem(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://localhost:4443/cb", "http://example.com:8080/cb", "https://example.com/cb",
            "http://127.evil.com:8080/", "http://localhost.evil.com:8080/", "http://localhost:8080/zoom/callback" })
    void whatIsNotOursIsLeftAlone(String other) {
        assertThat(callback.start(URI.create(other))).isFalse();
        assertThat(callback.problem(URI.create(other))).isEmpty();
    }

    @Test
    void nobodyOutsideCanReachIt() throws Exception {
        callback.start(url);
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().filter(each -> !each.isLoopbackAddress()).toList()) {
                assertThatThrownBy(() -> new Socket(address, url.getPort()).close()).isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void afterStopThePortIsFreeAndItCanBeStartedAgain() {
        callback.start(url);
        callback.stop();
        assertThat(isOpen()).isFalse();
        assertThat(callback.start(url)).isTrue();
        assertThat(isOpen()).isTrue();
    }
}
