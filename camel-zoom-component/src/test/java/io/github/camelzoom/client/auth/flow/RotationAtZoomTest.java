package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Duration;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenEvent;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.auth.grant.PastedCallback;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** What happens to the tokens of a person after the consent: over real sockets, against the simulated Zoom. */
class RotationAtZoomTest {

    private static final Duration PAST_EXPIRY = Duration.ofMinutes(61);

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private Zoom zoom;
    private TokenSource source;

    @BeforeEach
    void authorize() {
        zoom = new Zoom(ZOOM.simulator());
        source = zoom.source();
        assertThat(zoom.authorize(source).status()).isEqualTo(Status.GRANTED);
        zoom.simulator.journal().clear();
    }

    @AfterEach
    void stop() {
        zoom.close();
    }

    private TokenRecord stored() {
        return zoom.store.find(source.key()).orElseThrow();
    }

    private Secret pastedCode(TokenSource begunFor) {
        return PastedCallback.parse(zoom.allow(zoom.consents.begin(begunFor, Zoom.CALLBACK)).toString()).code();
    }

    @Test
    void overTwentyRefreshesNoRefreshTokenIsPresentedTwice() {
        for (int refresh = 0; refresh < 20; refresh++) {
            zoom.pass(PAST_EXPIRY);
            assertThat(zoom.status(source)).isEqualTo(200);
        }
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).hasSize(20).doesNotHaveDuplicates();
        assertThat(zoom.simulator.consents().serialOf(stored().refresh().reveal())).isEqualTo(21);
        assertThat(zoom.simulator.consents().liveRefreshTokens(zoom.app, zoom.alice)).isOne();
    }

    @Test
    void whenTheAnswerIsLost_thenOneRepetitionTellsThatAPersonIsNeeded() {
        zoom.simulator.faults().onToken("refresh_token").loseAnswer();
        zoom.pass(PAST_EXPIRY);
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, failure -> assertThat(
                failure.isRetryable()).isTrue());
        assertThat(stored().phase()).isEqualTo(TokenRecord.Phase.IN_DOUBT);
        zoom.pass(Duration.ofMinutes(2));
        ZoomConsentRequiredException failure = catchThrowableOfType(ZoomConsentRequiredException.class,
                () -> zoom.token(source));
        assertThat(failure).hasMessageContaining("lost");
        assertThat(stored().phase()).isEqualTo(TokenRecord.Phase.NEEDS_CONSENT);
        assertThat(stored().failure().reason()).isEqualTo("LOST_ANSWER");
        zoom.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class);
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).containsExactly(1L, 1L);

        assertThat(zoom.paste(source, zoom.simulator.consents().approve(failure.getAuthorizationUrl(), zoom.alice)).status())
                .isEqualTo(Status.GRANTED);
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenZoomAnswers500AfterRotating_thenTheRepetitionTellsThatAPersonIsNeeded() {
        zoom.simulator.faults().onToken("refresh_token").statusAfterProcessing(500);
        zoom.pass(PAST_EXPIRY);
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomAuthException.class);
        zoom.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class);
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).containsExactly(1L, 1L);
    }

    @Test
    void whenZoomAnswers500WithoutRotating_thenTheRepetitionSucceeds() {
        zoom.simulator.faults().onToken("refresh_token").status(500);
        zoom.pass(PAST_EXPIRY);
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomAuthException.class);
        zoom.pass(Duration.ofMinutes(2));
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenThePersonAuthorizesAgain_thenTheOldPairIsDeadAndTheNewOneIsUsed() {
        AccessToken old = zoom.token(source);
        assertThat(zoom.authorize(source).status()).isEqualTo(Status.GRANTED);
        AccessToken young = zoom.token(source);
        assertThat(young.fingerprint()).isNotEqualTo(old.fingerprint());
        assertThat(zoom.call(old)).isEqualTo(401);
        assertThat(zoom.call(young)).isEqualTo(200);
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).isEmpty();
    }

    @Test
    void whenAnotherProcessAuthorizesAgain_thenA401BringsItsTokenWithoutARefresh() {
        AccessToken old = zoom.token(source);
        try (Zoom cli = zoom.another()) {
            cli.authorize(cli.source());
        }
        assertThat(zoom.call(old)).isEqualTo(401);
        assertThat(zoom.call(Zoom.get(zoom.manager.replace(source, old.fingerprint())))).isEqualTo(200);
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).isEmpty();
    }

    @Test
    void whenARefreshIsAnsweredWithoutRefreshToken_thenTheOldOneIsKept() {
        Secret before = stored().refresh();
        zoom.simulator.faults().onToken("refresh_token").status(200, "{\"access_token\":\"eyJ.x.y\",\"expires_in\":3600}");
        zoom.pass(PAST_EXPIRY);
        assertThat(zoom.token(source).value().reveal()).isEqualTo("eyJ.x.y");
        assertThat(stored().refresh()).isEqualTo(before);
        zoom.pass(PAST_EXPIRY);
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenTheRefreshTokenIsDead_thenOneCallInAllAndThenTheUrl() {
        zoom.simulator.consents().killRefreshTokens(zoom.app);
        zoom.pass(PAST_EXPIRY);
        for (int call = 0; call < 5; call++) {
            assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class);
            zoom.pass(Duration.ofSeconds(6));
        }
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).hasSize(1);
        assertThat(stored().refresh()).isNotNull();
    }

    @Test
    void whenTheSecretWasRotated_thenTheRefusalNamesTheProperty() {
        zoom.app.clientSecret("another");
        zoom.pass(PAST_EXPIRY);
        ZoomAuthException failure = catchThrowableOfType(ZoomAuthException.class, () -> zoom.token(source));
        assertThat(failure.getReason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.getProperty()).isEqualTo("oauthClientId");
        assertThat(failure).hasMessageContaining("oauthClientSecret").hasMessageNotContaining("another");
    }

    @Test
    void aOneShotVerifierBringsTheFirstTokensAndIsThenIgnoredWithOneWarning() {
        OAuthSettings plain = new OAuthSettings("headless", null, null, null, zoom.app.clientId(), zoom.app.clientSecret(),
                null,
                null, null, null, null);
        // Begun without PKCE, as a person with nothing but a browser would.
        String url = zoom.simulator.oauthUrl() + "/authorize?response_type=code&client_id=" + zoom.app.clientId()
                + "&redirect_uri=http%3A%2F%2Flocalhost%3A33333";
        String callback = zoom.simulator.consents().approve(URI.create(url), zoom.alice).toString();
        TokenSource headless = zoom.source(plain.withConsent(callback, null, null));
        assertThat(zoom.status(headless)).isEqualTo(200);
        zoom.pass(PAST_EXPIRY);
        assertThat(zoom.status(headless)).isEqualTo(200);
        zoom.pass(PAST_EXPIRY);
        assertThat(zoom.status(headless)).isEqualTo(200);
        assertThat(zoom.simulator.journal().tokenRequests()).extracting(request -> request.grantType()).containsExactly(
                "authorization_code", "refresh_token", "refresh_token");
        // Listeners hear of it after the callers.
        await().untilAsserted(() -> assertThat(zoom.events.stream()
                .filter(event -> event.type() == TokenEvent.Type.VERIFIER_IGNORED)).hasSize(1));
    }

    @Test
    void aVerifierOfAnotherRedirectUrlNamesCallbackUrlAndIsNotSentAgain() {
        OAuthSettings plain = new OAuthSettings("headless", null, null, null, zoom.app.clientId(), zoom.app.clientSecret(),
                null,
                null, null, null, null);
        Secret code = pastedCode(source);
        TokenSource headless = zoom.source(plain.withConsent(code.reveal(), null, Zoom.CALLBACK + "/"));
        ZoomAuthException failure = catchThrowableOfType(ZoomAuthException.class, () -> zoom.token(headless));
        assertThat(failure.getProperty()).isEqualTo("callbackUrl");
        zoom.pass(Duration.ofHours(1));
        assertThatThrownBy(() -> zoom.token(headless)).isInstanceOf(ZoomConsentRequiredException.class);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isOne();
    }
}
