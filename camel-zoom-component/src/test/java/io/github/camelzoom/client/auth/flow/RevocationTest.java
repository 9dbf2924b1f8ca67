package io.github.camelzoom.client.auth.flow;

import java.time.Duration;
import java.time.Instant;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.flow.Deauthorization.Event;
import io.github.camelzoom.client.auth.flow.Deauthorization.Outcome;
import io.github.camelzoom.client.auth.flow.RevocationResult.Status;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How a consent ends: by us, or by the user at Zoom. */
class RevocationTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private Zoom zoom;
    private TokenSource source;
    private Revocation revocation;

    @BeforeEach
    void authorize() {
        zoom = new Zoom(ZOOM.simulator());
        source = zoom.source();
        revocation = new Revocation(zoom.manager, zoom.executor, zoom.clock);
        assertThat(zoom.authorize(source).isGranted()).isTrue();
        zoom.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        zoom.close();
    }

    private TokenRecord stored() {
        return zoom.store.find(source.key()).orElseThrow();
    }

    private RevocationResult revoke() {
        return Zoom.get(revocation.revoke(source));
    }

    @Test
    void whenRevoked_thenTheTokensAreDeadAndGoneAndTheRecordSaysWhy() {
        AccessToken token = zoom.token(source);
        assertThat(revoke().status()).isEqualTo(Status.REVOKED);
        assertThat(zoom.call(token)).isEqualTo(401);
        assertThat(stored().phase()).isEqualTo(TokenRecord.Phase.NEEDS_CONSENT);
        assertThat(stored().access()).isNull();
        assertThat(stored().refresh()).isNull();
        assertThat(stored().failure().reason()).isEqualTo("REVOKED");
        assertThat(zoom.manager.state(source.key()).phase()).isEqualTo(TokenState.Phase.NEEDS_CONSENT);
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class).hasMessageContaining(
                "revoked");
        zoom.pass(Duration.ofSeconds(10));
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class).hasMessageContaining(
                "revoked");
        assertThat(zoom.simulator.journal().tokenRequests()).extracting(request -> request.endpoint()).containsExactly("token",
                "revoke");
        assertThat(zoom.simulator.journal().tokenRequests().get(1).rawQuery()).isNullOrEmpty();

        assertThat(zoom.authorize(source).isGranted()).isTrue();
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenThereIsNothingToRevoke_thenZoomIsNotAsked() {
        revoke();
        assertThat(revoke().status()).isEqualTo(Status.NOTHING);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void whenZoomKnowsTheTokensNoMore_thenTheyGoAllTheSame() {
        zoom.simulator.consents().uninstall(zoom.app, zoom.alice);
        zoom.simulator.faults().onApi("POST", "/oauth/revoke").status(400,
                "{\"reason\":\"Invalid Token!\",\"error\":\"invalid_request\"}").times(2);
        assertThat(revoke().status()).isEqualTo(Status.ALREADY_DEAD);
        assertThat(stored().access()).isNull();
    }

    @Test
    void whenZoomCannotBeReached_thenNothingIsChangedAndItCanBeTriedAgain() {
        zoom.simulator.faults().onAny().status(503);
        RevocationResult result = revoke();
        assertThat(result.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(result.status().isGone()).isFalse();
        assertThat(zoom.status(source)).isEqualTo(200);
        assertThat(revoke().status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void whenTheSecretIsWrong_thenThePropertyIsNamedAndNothingIsChanged() {
        zoom.app.clientSecret("another");
        RevocationResult result = revoke();
        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.property()).isEqualTo("oauthClientId");
        assertThat(stored().refresh()).isNotNull();
    }

    @Test
    void aPublicClientIsToldThatItCannotRevokeAndKeepsItsTokens() {
        TokenSource app = zoom.source(zoom.publicSettings());
        assertThat(zoom.authorize(app).isGranted()).isTrue();
        RevocationResult result = Zoom.get(revocation.revoke(app));
        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.message()).contains("Marketplace");
        assertThat(zoom.status(app)).isEqualTo(200);
    }

    @Test
    void anotherProcessLearnsOfARevocationByItsNextRejectedCall() {
        try (Zoom other = zoom.another()) {
            AccessToken token = other.token(other.source());
            revoke();
            assertThat(other.call(token)).isEqualTo(401);
            assertThatThrownBy(() -> Zoom.get(other.manager.replace(other.source(), token.fingerprint()))).isInstanceOf(
                    ZoomConsentRequiredException.class);
        }
        assertThat(zoom.simulator.journal().presentedRefreshTokens()).isEmpty();
    }

    private Outcome drop(Event event, String accountId, String userId) {
        return Zoom.get(new Deauthorization(zoom.manager).dropTokens(event, source, accountId, userId));
    }

    @Test
    void whenAUserRemovedTheApp_thenOnlyTheTokensKnownToBeTheirsAreDropped() {
        String account = zoom.simulator.defaultAccount().id();
        String user = zoom.alice.id();
        Instant now = zoom.now();
        Event event = new Event(zoom.app.clientId(), account, user, now);
        assertThat(drop(event, null, null)).isEqualTo(Outcome.UNKNOWN);
        assertThat(drop(event, account, null)).isEqualTo(Outcome.UNKNOWN);
        assertThat(drop(event, account, "somebody")).isEqualTo(Outcome.UNCONCERNED);
        assertThat(drop(event, "another", user)).isEqualTo(Outcome.UNCONCERNED);
        assertThat(drop(new Event("another", account, user, now), account, user)).isEqualTo(Outcome.UNCONCERNED);
        assertThat(drop(new Event(zoom.app.clientId(), account, user, now.minusSeconds(60)), account, user)).isEqualTo(
                Outcome.AUTHORIZED_SINCE);
        assertThat(stored().access()).isNotNull();
        assertThat(drop(event, account, user)).isEqualTo(Outcome.DROPPED);
        assertThat(stored().access()).isNull();
        assertThatThrownBy(() -> zoom.token(source)).hasMessageContaining("removed the app");
    }
}
