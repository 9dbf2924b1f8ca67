package io.github.camelzoom.client.auth.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A person consents on another device: over real sockets, with the time of both sides in the test's hand. */
class DeviceFlowTest {

    private static final String POLL = "urn:ietf:params:oauth:grant-type:device_code";

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final HandRunScheduler timer = new HandRunScheduler(new FakeClock());
    private Zoom zoom;
    private TokenSource source;
    private DeviceFlow flow;

    @BeforeEach
    void start() {
        zoom = new Zoom(ZOOM.simulator());
        zoom.simulator.clock().freeze();
        TokenManager manager = zoom.manager;
        // On the test's own thread: each step is over when the call returns, except for the installing.
        flow = new DeviceFlow(manager, Runnable::run, timer, zoom.clock);
        source = zoom.source(settings(OAuthGrant.DEVICE_CODE));
    }

    @AfterEach
    void stop() {
        zoom.close();
    }

    private OAuthSettings settings(OAuthGrant grant) {
        return new OAuthSettings("tv", null, null, grant, zoom.app.clientId(), zoom.app.clientSecret(), null, null, null, null,
                null);
    }

    private DeviceConsent begin() {
        return Zoom.get(flow.begin(source));
    }

    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            zoom.pass(Duration.ofSeconds(1));
            timer.advance(Duration.ofSeconds(1));
        }
    }

    private long polls() {
        return zoom.simulator.journal().tokenRequests(request -> POLL.equals(request.grantType())).size();
    }

    private static boolean isOver(DeviceConsent consent) {
        return consent.result().toCompletableFuture().isDone();
    }

    private static Status status(DeviceConsent consent) {
        return Zoom.get(consent.result()).status();
    }

    @Test
    void whenThePersonAllows_thenTheNextPollBringsTheTokens() {
        DeviceConsent consent = begin();
        assertThat(consent.userCode()).matches("[A-Z]{4}-[A-Z]{4}");
        assertThat(consent.verificationUri()).hasPath("/oauth_device");
        assertThat(consent.verificationUriComplete()).hasQuery("user_code=" + consent.userCode());
        assertThat(consent.expiresAt()).isEqualTo(zoom.now().plusSeconds(900));
        assertThat(consent.toString()).doesNotContain(consent.userCode());
        pass(11);
        assertThat(polls()).isEqualTo(2);
        assertThat(isOver(consent)).isFalse();
        assertThat(zoom.simulator.consents().approveDevice(consent.userCode(), zoom.alice)).isTrue();
        pass(5);
        assertThat(status(consent)).isEqualTo(Status.GRANTED);
        assertThat(zoom.status(source)).isEqualTo(200);
        zoom.pass(Duration.ofHours(2));
        assertThat(zoom.status(source)).isEqualTo(200);
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).containsExactly(1L);
        pass(60);
        assertThat(polls()).isEqualTo(3);
    }

    @Test
    void aConnectionOfTheAuthorizationCodeCanBeAuthorizedByDeviceToo() {
        source = zoom.source();
        DeviceConsent consent = begin();
        zoom.simulator.consents().approveDevice(consent.userCode(), zoom.alice);
        pass(5);
        assertThat(status(consent)).isEqualTo(Status.GRANTED);
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenThePersonDenies_thenThatIsSaid() {
        DeviceConsent consent = begin();
        zoom.simulator.consents().denyDevice(consent.userCode(), zoom.alice);
        pass(5);
        assertThat(status(consent)).isEqualTo(Status.DENIED);
        assertThat(zoom.store.find(source.key())).isEmpty();
    }

    @Test
    void whenNobodyDecides_thenTheCodeExpires() {
        DeviceConsent consent = begin();
        pass(900);
        assertThat(status(consent)).isEqualTo(Status.EXPIRED);
        long polls = polls();
        assertThat(polls).isEqualTo(179);
        pass(100);
        assertThat(polls()).isEqualTo(polls);
    }

    @Test
    void whenZoomSaysThatItExpired_thenItHas() {
        DeviceConsent consent = begin();
        zoom.simulator.faults().onToken(POLL).status(400, "{\"error\":\"expired_token\",\"reason\":\"x\"}");
        pass(5);
        assertThat(status(consent)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void whenZoomSaysSlowDown_thenFiveSecondsAreAdded() {
        DeviceConsent consent = begin();
        zoom.simulator.faults().onToken(POLL).status(400, "{\"error\":\"slow_down\",\"reason\":\"x\"}");
        pass(5);
        assertThat(polls()).isOne();
        pass(9);
        assertThat(polls()).isOne();
        pass(1);
        assertThat(polls()).isEqualTo(2);
        pass(10);
        assertThat(polls()).isEqualTo(3);
        assertThat(isOver(consent)).isFalse();
    }

    @Test
    void whenPollsFail_thenTheyBecomeFewerAndTheConsentStillCounts() {
        DeviceConsent consent = begin();
        zoom.simulator.faults().onToken(POLL).status(503).times(2);
        zoom.simulator.consents().approveDevice(consent.userCode(), zoom.alice);
        pass(5 + 10);
        assertThat(polls()).isEqualTo(2);
        pass(19);
        assertThat(polls()).isEqualTo(2);
        pass(1);
        assertThat(status(consent)).isEqualTo(Status.GRANTED);
    }

    @Test
    void whenItIsCancelledWhileWaiting_thenItEndsAtOnceAndNothingIsAskedAnyMore() {
        DeviceConsent consent = begin();
        pass(6);
        consent.cancel();
        consent.cancel();
        assertThat(status(consent)).isEqualTo(Status.CANCELLED);
        pass(30);
        assertThat(polls()).isOne();
    }

    @Test
    void whenTheFlowIsClosed_thenEveryOpenConsentIsCalledOff() {
        DeviceConsent first = begin();
        DeviceConsent second = begin();
        flow.close();
        assertThat(status(first)).isEqualTo(Status.CANCELLED);
        assertThat(status(second)).isEqualTo(Status.CANCELLED);
        assertThat(status(begin())).isEqualTo(Status.CANCELLED);
        pass(30);
        assertThat(polls()).isZero();
    }

    @Test
    void whenItIsCancelledWhileAnAnswerWithTokensIsUnderWay_thenTheyAreKept() {
        List<Runnable> work = new CopyOnWriteArrayList<>();
        flow = new DeviceFlow(zoom.manager, work::add, timer, zoom.clock);
        CompletableFuture<DeviceConsent> begun = flow.begin(source).toCompletableFuture();
        work.remove(0).run();
        DeviceConsent consent = begun.join();
        zoom.simulator.consents().approveDevice(consent.userCode(), zoom.alice);
        pass(5);
        consent.cancel();
        assertThat(isOver(consent)).isFalse();
        work.remove(0).run();
        assertThat(status(consent)).isEqualTo(Status.GRANTED);
    }

    @Test
    void whenItIsCancelledWhileAnAnswerWithoutTokensIsUnderWay_thenItEndsWithIt() {
        List<Runnable> work = new CopyOnWriteArrayList<>();
        flow = new DeviceFlow(zoom.manager, work::add, timer, zoom.clock);
        CompletableFuture<DeviceConsent> begun = flow.begin(source).toCompletableFuture();
        work.remove(0).run();
        pass(5);
        begun.join().cancel();
        work.remove(0).run();
        assertThat(status(begun.join())).isEqualTo(Status.CANCELLED);
    }

    @Test
    void whenTheAppHasNoDeviceFlow_thenTheFailureSaysWhatToSwitchOn() {
        zoom.app.deviceFlow(false);
        ZoomAuthException failure = catchThrowableOfType(ZoomAuthException.class, this::begin);
        assertThat(failure).hasMessageContaining("Use App on Device");
        assertThat(failure.getProperty()).isEqualTo("oauthGrant");
    }

    @Test
    void whenTheSecretIsWrong_thenTheFailureNamesTheProperty() {
        zoom.app.clientSecret("another");
        assertThat(catchThrowableOfType(ZoomAuthException.class, this::begin).getProperty()).isEqualTo("oauthClientId");
    }

    @Test
    void aPublicClientCannotUseIt() {
        source = zoom.source(zoom.publicSettings());
        assertThatThrownBy(this::begin).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("oauthClientSecret");
    }
}
