package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Refresh tokens that die with their use: none is spent twice, none is lost, none is used before it is stored. */
class RotationTest {

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint().rotating();
    private final Node node = new Node("node-1", new TestStore(), endpoint);
    private final TokenSource source = node.rotating();

    private TokenRecord stored() {
        return node.store.get(source.key());
    }

    @Test
    void bug9_everyRotationIsStoredAndSpentOnce() {
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(stored().refresh().reveal()).isEqualTo("RT-1");
        assertThat(node.replace(source, "AT-1")).isEqualTo("AT-2");
        assertThat(stored().refresh().reveal()).isEqualTo("RT-2");
        node.clock.advance(Duration.ofHours(2));
        assertThat(node.token(source)).isEqualTo("AT-3");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-1", "RT-2");
    }

    @Test
    void bug8_whenTheAnswerHasNoRefreshToken_thenTheOldOneIsKept() {
        endpoint.then(ScriptedEndpoint.granted("AT-a", null));
        node.token(source);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-0");
    }

    @Test
    void theClaimIsStoredBeforeTheRefreshTokenIsSent() {
        endpoint.then(() -> {
            assertThat(stored().phase()).isEqualTo(Phase.REFRESHING);
            assertThat(stored().claim().spentFingerprint()).isEqualTo(Node.fingerprint("RT-0"));
            return endpoint.issue();
        });
        node.token(source);
    }

    @Test
    void bug1_whenTheSaveFails_thenTheTokenIsServedHealthIsDownAndTheSaveIsRepeated() {
        endpoint.then(() -> {
            node.store.failsWrites = true;
            return endpoint.issue();
        });
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.UNSAVED_ROTATION);
        assertThat(node.state(source).phase().isUp()).isFalse();
        assertThat(node.eventTypes()).contains(TokenEvent.Type.UNSAVED);
        node.advance(Duration.ofMinutes(5));
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.UNSAVED_ROTATION);
        assertThat(node.token(source)).isEqualTo("AT-1");

        node.store.failsWrites = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(stored().refresh().reveal()).isEqualTo("RT-1");
        assertThat(stored().phase()).isEqualTo(Phase.STABLE);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(endpoint.posts()).isOne();
    }

    @Test
    void whenTheSaveWasCarriedOutAlthoughItFailed_thenNothingIsWrittenTwice() {
        endpoint.then(() -> {
            node.store.failsAfterWrite = true;
            return endpoint.issue();
        });
        node.token(source);
        node.store.failsAfterWrite = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(node.store.history()).hasSize(2);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
    }

    @Test
    void whenAnUnsavedTokenEndsAndTheStoreStillFails_thenItsSuccessorIsSpentFromMemoryAndSavedLater() {
        endpoint.then(() -> {
            node.store.failsWrites = true;
            return endpoint.issue();
        });
        node.token(source);
        node.advance(Duration.ofMinutes(61));
        assertThat(node.token(source)).isEqualTo("AT-2");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-1");
        node.store.failsWrites = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(stored().refresh().reveal()).isEqualTo("RT-2");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
    }

    @Test
    void whileUnsavedAndAlive_thenNothingIsSpent() {
        endpoint.then(() -> {
            node.store.failsWrites = true;
            return endpoint.issue();
        });
        node.token(source);
        for (int minute = 0; minute < 59; minute++) {
            node.advance(Duration.ofMinutes(1));
            assertThat(node.token(source)).isEqualTo("AT-1");
        }
        assertThat(endpoint.posts()).isOne();
    }

    @Test
    void i8_aDeadRefreshTokenCostsOneCallAndIsKept() {
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> {
                assertThat(e.getReason()).isEqualTo(Reason.NEEDS_CONSENT);
                assertThat(e).hasMessageContainingAll("invalid_grant", "Invalid Token!", "oauthRefreshToken");
            });
            node.advance(Duration.ofSeconds(20));
        }
        assertThat(endpoint.posts()).isOne();
        assertThat(stored().phase()).isEqualTo(Phase.NEEDS_CONSENT);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-0");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.NEEDS_CONSENT);
        assertThat(node.eventTypes()).containsOnlyOnce(TokenEvent.Type.NEEDS_CONSENT);
    }

    @Test
    void whenAPersonHasConsented_thenTheRunningRouteRecoversByItself() {
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        AccessToken access = new AccessToken(Secret.of("AT-new"), node.clock.instant(), node.clock.instant().plusSeconds(3000),
                node.clock.instant().plusSeconds(3600), Set.of(), null);
        node.store.put(new TokenRecord(source.key(), stored().version() + 1, Phase.STABLE, access, Secret.of("RT-new"), null,
                null));
        node.advance(Duration.ofSeconds(5));
        assertThat(node.token(source)).isEqualTo("AT-new");
    }

    @Test
    void whenNothingIsKnownAndAPersonMustConsent_thenTheExceptionCarriesTheUrl() {
        TokenSource cold = node.source("cold").grant(new RotatingGrant()).authorizationUrl(from -> URI.create(
                "https://zoom.us/oauth/authorize?x=1")).build();
        assertThatThrownBy(() -> node.token(cold)).isInstanceOfSatisfying(ZoomConsentRequiredException.class, e -> assertThat(e
                .getAuthorizationUrl()).hasHost("zoom.us"));
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void i2_whenTheAnswerIsLost_thenTheRefreshTokenIsSentExactlyOnceMore() {
        endpoint.then(ScriptedEndpoint.lost());
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        assertThat(stored().phase()).isEqualTo(Phase.IN_DOUBT);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.IN_DOUBT);
        node.advance(Duration.ofSeconds(3));
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-0");
        assertThat(stored().phase()).isEqualTo(Phase.STABLE);
        assertThat(stored().failure()).isNull();
    }

    @Test
    void i2_whenTheRepetitionIsRefused_thenTheAnswerIsReportedAsLost() {
        endpoint.then(ScriptedEndpoint.lost()).then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        node.advance(Duration.ofSeconds(3));
        assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> assertThat(e
                .getReason()).isEqualTo(Reason.NEEDS_CONSENT));
        assertThat(stored().failure().reason()).isEqualTo("LOST_ANSWER");
        node.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        assertThat(endpoint.posts()).isEqualTo(2);
    }

    @Test
    void i2_whenTheRepetitionIsLostToo_thenItIsNotSentAThirdTime() {
        endpoint.then(ScriptedEndpoint.lost()).then(ScriptedEndpoint.lost());
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
            node.advance(Duration.ofMinutes(1));
        }
        assertThat(endpoint.posts()).isEqualTo(2);
        assertThat(stored().phase()).isEqualTo(Phase.NEEDS_CONSENT);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-0");
    }

    @Test
    void whenTheRepetitionCouldNotBeSent_thenTheRightToItRemains() {
        endpoint.then(ScriptedEndpoint.lost()).then(ScriptedEndpoint.notSent()).then(new TokenAnswer.Refused(429, null, 0,
                "slow", null, null));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
            assertThat(stored().phase()).isEqualTo(Phase.IN_DOUBT);
            node.advance(Duration.ofMinutes(1));
        }
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void whenNothingWasSent_thenThereIsNoDoubt() {
        endpoint.then(ScriptedEndpoint.notSent());
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("oauthUrl");
        assertThat(stored().phase()).isEqualTo(Phase.STABLE);
        node.advance(Duration.ofSeconds(3));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void whenTheServerAnswers5xx_thenItGetsTimeToRecoverBeforeTheOneRepetition() {
        endpoint.then(new TokenAnswer.Unknown(true, 503, "HTTP 503", null, null));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        node.advance(Duration.ofSeconds(29));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        assertThat(endpoint.posts()).isOne();
        node.advance(Duration.ofSeconds(1));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void whileInDoubt_thenTheLivingTokenStaysInUse() {
        node.token(source);
        node.clock.advance(Duration.ofMinutes(56));
        endpoint.then(ScriptedEndpoint.lost()).then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        for (int i = 0; i < 3; i++) {
            assertThat(node.token(source)).isEqualTo("AT-1");
            node.advance(Duration.ofMinutes(1));
        }
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.NEEDS_CONSENT);
        node.advance(Duration.ofMinutes(2));
        assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> assertThat(e
                .getReason()).isEqualTo(Reason.NEEDS_CONSENT));
    }

    @Test
    void whenTheClientSecretIsWrong_thenTheRefreshTokenIsNotBlamed() {
        endpoint.then(ScriptedEndpoint.refused(401, "invalid_client", "Invalid client_id or client_secret"));
        assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> assertThat(e
                .getReason()).isEqualTo(Reason.REFUSED));
        assertThat(stored().phase()).isEqualTo(Phase.STABLE);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-0");
    }

    @Test
    void whenAGatewayAnswersForZoom_thenTheRefreshTokenIsNotBlamed() {
        endpoint.then(new TokenAnswer.Refused(403, null, 0, "HTTP 403", null, null));
        assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> {
            assertThat(e.isRetryable()).isTrue();
            assertThat(e.getProperty()).isEqualTo("oauthUrl");
        });
        node.advance(Duration.ofSeconds(3));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void aSuppliedTokenOlderThanTheStoredOneLoses() {
        node.token(source);
        TokenSource pasted = node.source("person").grant(new RotatingGrant()).supplied(new SuppliedTokens(Secret.of("AT-old"),
                Secret.of("RT-old"), node.clock.instant().minusSeconds(60), null)).build();
        node.clock.advance(Duration.ofHours(2));
        assertThat(node.token(pasted)).isEqualTo("AT-2");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-1");
    }

    @Test
    void aYoungerSuppliedRefreshTokenHealsADeadOne() {
        node.token(source);
        node.clock.advance(Duration.ofHours(2));
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        TokenSource pasted = node.source("person").grant(new RotatingGrant()).supplied(new SuppliedTokens(null, Secret.of(
                "RT-pasted"), node.clock.instant(), null)).build();
        node.advance(Duration.ofSeconds(6));
        assertThat(node.token(pasted)).isEqualTo("AT-2");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-1", "RT-pasted");
    }

    @Test
    void aCorrectedRefreshTokenReplacesOneThatNeverWorked() {
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        TokenSource corrected = node.source("person").grant(new RotatingGrant()).supplied(new SuppliedTokens(null, Secret.of(
                "RT-corrected"), null, null)).build();
        node.advance(Duration.ofSeconds(6));
        assertThat(node.token(corrected)).isEqualTo("AT-1");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-corrected");
    }

    @Test
    void whenTheStoreLosesAClaimUnderWay_thenTheNewTokensAreStoredAllTheSame() {
        endpoint.then(() -> {
            node.store.clear();
            return endpoint.issue();
        });
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(stored().refresh().reveal()).isEqualTo("RT-1");
        assertThat(stored().version()).isOne();
    }

    @Test
    void whenTheOutcomeOfAFailedAttemptCannotBeStored_thenItIsStoredLater() {
        endpoint.then(() -> {
            node.store.failsWrites = true;
            return ScriptedEndpoint.lost();
        });
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        assertThat(stored().phase()).isEqualTo(Phase.REFRESHING);
        node.store.failsWrites = false;
        node.advance(Duration.ofMinutes(3));
        assertThat(stored().phase()).isEqualTo(Phase.IN_DOUBT);
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-0");
    }
}
