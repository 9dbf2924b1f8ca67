package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.auth.grant.AuthorizationCode;
import io.github.camelzoom.client.auth.grant.AuthorizationCodeGrant;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A one-shot verifier is sent once, by whichever node, and never again. */
class VerifierTest {

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint().rotating();
    private final TestStore store = new TestStore();
    private final Node node = new Node("node-1", store, endpoint);
    private final TokenSource source = source(node, "code-1", InitiateOAuth.REFRESH);

    private static TokenSource source(Node node, String code, InitiateOAuth mode) {
        return node.source("headless").mode(mode).grant(new AuthorizationCodeGrant(false, new AuthorizationCode(Secret.of(code),
                "http://localhost:33333", Secret.of("pkce")))).build();
    }

    private TokenRecord stored() {
        return store.get(source.key());
    }

    private List<String> codes() {
        return IntStream.range(0, endpoint.posts()).mapToObj(post -> endpoint.request(post).form().value(
                "code")).toList();
    }

    private ZoomAuthException failure(Node where, TokenSource of) {
        return catchThrowableOfType(ZoomAuthException.class, () -> where.token(of));
    }

    @ParameterizedTest
    @EnumSource(value = InitiateOAuth.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
    void whenNothingIsStored_thenItBringsTheFirstTokens(InitiateOAuth mode) {
        assertThat(node.token(source(node, "code-1", mode))).isEqualTo("AT-1");
        assertThat(endpoint.request(0).form().names()).containsExactly("grant_type", "code", "redirect_uri", "code_verifier");
        assertThat(stored().refresh().reveal()).isEqualTo("RT-1");
    }

    @Test
    void theRecordIsClaimedAndTheVerifierMarkedBeforeItIsSent() {
        endpoint.then(() -> {
            assertThat(stored().phase()).isEqualTo(Phase.REFRESHING);
            assertThat(VerifierMark.unused(source)).isNull();
            return endpoint.issue();
        });
        node.token(source);
    }

    @Test
    void whenItWasUsed_thenItIsIgnoredWithOneWarningAlsoAfterARestart() {
        node.token(source);
        for (int start = 0; start < 3; start++) {
            Node next = new Node("start-" + start, store, endpoint);
            next.clock.advance(Duration.ofHours(2L * start + 2));
            next.token(source);
            next.clock.advance(Duration.ofMinutes(61));
            next.token(source);
            assertThat(next.eventTypes().stream().filter(TokenEvent.Type.VERIFIER_IGNORED::equals)).hasSize(1);
        }
        assertThat(codes().stream().filter("code-1"::equals)).hasSize(1);
    }

    @Test
    void whenTheGrantHasDied_thenAUsedVerifierDoesNotHelpAndANewOneDoes() {
        node.token(source);
        node.clock.advance(Duration.ofHours(2));
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        assertThat(failure(node, source).getReason()).isEqualTo(Reason.NEEDS_CONSENT);
        assertThat(failure(node, source).getReason()).isEqualTo(Reason.NEEDS_CONSENT);
        assertThat(endpoint.posts()).isEqualTo(2);

        Node next = new Node("restarted", store, endpoint);
        next.clock.advance(Duration.ofHours(2));
        assertThat(next.token(source(next, "code-2", InitiateOAuth.REFRESH))).isEqualTo("AT-2");
        assertThat(endpoint.request(2).form().value("code")).isEqualTo("code-2");
        assertThat(stored().refresh().reveal()).isEqualTo("RT-2");
    }

    @Test
    void whenARefreshTokenIsGood_thenTheVerifierIsNotNeeded() {
        node.token(source);
        Node next = new Node("restarted", store, endpoint);
        next.clock.advance(Duration.ofHours(2));
        assertThat(next.token(source(next, "code-2", InitiateOAuth.REFRESH))).isEqualTo("AT-2");
        assertThat(endpoint.request(1).form().value("refresh_token")).isEqualTo("RT-1");
        assertThat(next.eventTypes()).contains(TokenEvent.Type.VERIFIER_IGNORED);
    }

    @Test
    void whenItIsRefused_thenOneCallInAllAndTheModeSaysWhatToGive() {
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_request", "Invalid authorization code x"));
        ZoomAuthException first = failure(node, source);
        assertThat(first.getReason()).isEqualTo(Reason.NEEDS_CONSENT);
        assertThat(first.getProperty()).isEqualTo("oauthVerifier");
        node.clock.advance(Duration.ofHours(1));
        ZoomAuthException later = failure(node, source);
        assertThat(later.getReason()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(later).hasMessageContainingAll("oauthRefreshToken", "oauthVerifier");
        assertThat(endpoint.posts()).isOne();
    }

    @Test
    void whenItsAnswerIsLost_thenItIsNotRepeated() {
        endpoint.then(ScriptedEndpoint.lost());
        assertThat(failure(node, source)).hasMessageContaining("lost");
        node.clock.advance(Duration.ofHours(1));
        failure(node, source);
        assertThat(endpoint.posts()).isOne();
        assertThat(stored().phase()).isEqualTo(Phase.NEEDS_CONSENT);
    }

    @Test
    void whenNothingWasSent_thenItStaysGood() {
        endpoint.then(ScriptedEndpoint.notSent());
        assertThat(failure(node, source).isRetryable()).isTrue();
        node.clock.advance(Duration.ofMinutes(2));
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(codes()).containsExactly("code-1", "code-1");
    }

    @Test
    void whenTheSecretIsWrong_thenThePropertyIsNamedAndTheVerifierStaysGood() {
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_client", "Invalid client_id or client_secret"));
        ZoomAuthException failure = failure(node, source);
        assertThat(failure.getReason()).isEqualTo(Reason.REFUSED);
        assertThat(failure.getProperty()).isEqualTo("oauthClientId");
        failure(node, source);
        assertThat(endpoint.posts()).isOne();
        Node corrected = new Node("restarted", store, endpoint);
        assertThat(corrected.token(source)).isEqualTo("AT-1");
    }

    @Test
    void twoNodesSendItOnce() {
        Node other = new Node("node-2", store, endpoint);
        endpoint.then(() -> {
            assertThat(other.manager.token(source).toCompletableFuture()).isNotDone();
            other.executor.runAll();
            return endpoint.issue();
        });
        assertThat(node.token(source)).isEqualTo("AT-1");
        other.advance(Duration.ofSeconds(3));
        assertThat(other.token(source)).isEqualTo("AT-1");
        assertThat(endpoint.posts()).isOne();
    }

    @Test
    void whenTheNodeThatSentItIsGone_thenNobodySendsItAgain() {
        VerifierMark.use(source);
        store.put(new TokenRecord(source.key(), 1, Phase.REFRESHING, null, null, new Claim("dead", "a", null), null));
        node.manager.token(source);
        node.executor.runAll();
        node.advance(Duration.ofSeconds(40));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class)
                .hasMessageContaining("oauthVerifier");
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void whenTheStoreDoesNotTakeTheMark_thenNothingIsSent() {
        store.beforeNextWrite = () -> store.failsAfterWrite = true;
        assertThat(failure(node, source).getProperty()).isEqualTo("tokenStore");
        assertThat(endpoint.posts()).isZero();
        store.failsAfterWrite = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }
}
