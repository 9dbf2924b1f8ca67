package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.TokenAnswer.Granted;
import io.github.camelzoom.client.auth.TokenManager.Installed;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens that come from outside of any refresh, whatever goes on meanwhile. */
class InstallTest {

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint().rotating();
    private final Node node = new Node("node-1", new TestStore(), endpoint);
    private final TokenSource source = node.source("person").grant(new RotatingGrant()).build();

    private static Granted consent(String number) {
        return (Granted) ScriptedEndpoint.granted("AT-" + number, "RT-" + number);
    }

    private CompletionStage<Installed> begin(String number) {
        return node.manager.install(source, consent(number), node.clock.instant());
    }

    private Installed install(String number) {
        CompletionStage<Installed> stage = begin(number);
        node.executor.runAll();
        return stage.toCompletableFuture().join();
    }

    private TokenRecord stored() {
        return node.store.get(source.key());
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void whateverThePhaseOfTheRecord_thenTheConsentTakesItsPlace(Phase phase) {
        node.store.put(new TokenRecord(source.key(), 7, phase, null, Secret.of("RT-old"), phase == Phase.REFRESHING
                || phase == Phase.IN_DOUBT
                        ? new Claim("node-2", "a", "x")
                        : null,
                new Failure("LOST_ANSWER", "x", Instant.EPOCH)));
        assertThat(install("new").unsaved()).isNull();
        assertThat(stored().version()).isEqualTo(8);
        assertThat(stored().phase()).isEqualTo(Phase.STABLE);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-new");
        assertThat(stored().claim()).isNull();
        assertThat(stored().failure()).isNull();
        assertThat(node.token(source)).isEqualTo("AT-new");
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void whenSomebodyWritesMeanwhile_thenTheConsentIsWrittenOverIt() {
        node.store.beforeNextWrite = () -> node.store
                .put(new TokenRecord(source.key(), 3, Phase.NEEDS_CONSENT, null, null, null,
                        null));
        assertThat(install("new").unsaved()).isNull();
        assertThat(stored().version()).isEqualTo(4);
    }

    @Test
    void whenALookupHasFailed_thenTheNextOneSucceedsAtOnce() {
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        install("new");
        assertThat(node.manager.token(source).toCompletableFuture()).isDone();
        assertThat(node.token(source)).isEqualTo("AT-new");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(node.eventTypes()).containsSubsequence(TokenEvent.Type.NEEDS_CONSENT, TokenEvent.Type.CONSENTED);
    }

    @Test
    void nothingIsPublishedBeforeItIsStored() {
        node.store.beforeNextWrite = () -> assertThat(node.state(source).fingerprint()).isNull();
        install("new");
        assertThat(node.state(source).fingerprint()).isEqualTo(Node.fingerprint("AT-new"));
    }

    @Test
    void whenTheSaveFails_thenItIsSaidTheTokenIsUsedAndTheSaveIsRepeatedOverAnythingOlder() {
        node.store.put(new TokenRecord(source.key(), 5, Phase.NEEDS_CONSENT, null, Secret.of("RT-dead"), null, null));
        node.store.failsWrites = true;
        assertThat(install("new").unsaved()).contains("disk full");
        assertThat(node.eventTypes()).contains(TokenEvent.Type.UNSAVED);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.UNSAVED_ROTATION);
        assertThat(node.token(source)).isEqualTo("AT-new");
        node.store.failsWrites = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(stored().refresh().reveal()).isEqualTo("RT-new");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void whenTheStoreCannotEvenBeRead_thenTheConsentIsSavedLaterAllTheSame() {
        node.store.put(new TokenRecord(source.key(), 5, Phase.STABLE, RefreshPolicy.tokenOf(consent("old"), node.clock.instant()
                .minusSeconds(60), "n", 5), Secret.of("RT-old"), null, null));
        node.store.failsReads = true;
        node.store.failsWrites = true;
        assertThat(install("new").unsaved()).contains("disk gone");
        node.store.failsReads = false;
        node.store.failsWrites = false;
        node.advance(Duration.ofMinutes(2));
        assertThat(stored().refresh().reveal()).isEqualTo("RT-new");
    }

    @Test
    void whenAYoungerConsentWasStoredElsewhere_thenALateSaveDoesNotHarmIt() {
        node.store.failsWrites = true;
        install("new");
        node.store.failsWrites = false;
        node.store.put(new TokenRecord(source.key(), 9, Phase.STABLE, RefreshPolicy.tokenOf(consent("younger"), node.clock
                .instant().plusSeconds(1), "n", 9), Secret.of("RT-younger"), null, null));
        node.advance(Duration.ofMinutes(2));
        assertThat(stored().refresh().reveal()).isEqualTo("RT-younger");
    }

    @Test
    void whenARefreshOfTheOldTokensIsUnderWay_thenItsRefusalDoesNotHarmTheConsent() {
        TokenSource old = node.rotating();
        endpoint.then(() -> {
            CompletionStage<Installed> stage = node.manager.install(old, consent("new"), node.clock.instant());
            node.executor.runAll();
            assertThat(stage.toCompletableFuture().join().unsaved()).isNull();
            return ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!");
        });
        CompletionStage<AccessToken> waiting = node.manager.token(old);
        node.executor.runAll();
        node.advance(Duration.ofSeconds(5));
        assertThat(node.value(waiting)).isEqualTo("AT-new");
        assertThat(node.store.get(old.key()).phase()).isEqualTo(Phase.STABLE);
        assertThat(node.state(old).failure()).isNull();
        assertThat(endpoint.posts()).isOne();
    }

    @Test
    void whenARefreshOfTheOldTokensSucceedsAfterwards_thenTheConsentStays() {
        TokenSource old = node.rotating();
        endpoint.then(() -> {
            node.manager.install(old, consent("new"), node.clock.instant());
            node.executor.runAll();
            return ScriptedEndpoint.granted("AT-late", "RT-late");
        });
        CompletionStage<AccessToken> waiting = node.manager.token(old);
        node.executor.runAll();
        node.advance(Duration.ofSeconds(5));
        assertThat(node.value(waiting)).isEqualTo("AT-new");
        assertThat(node.store.get(old.key()).refresh().reveal()).isEqualTo("RT-new");
    }

    @Test
    void whoWaitsForAnotherNodeGetsTheConsent() {
        node.store.put(new TokenRecord(source.key(), 3, Phase.REFRESHING, null, Secret.of("RT-old"), new Claim("node-2", "a",
                "x"), null));
        CompletionStage<AccessToken> waiting = node.manager.token(source);
        node.executor.runAll();
        assertThat(waiting.toCompletableFuture().isDone()).isFalse();
        install("new");
        node.advance(Duration.ofSeconds(2));
        assertThat(node.value(waiting)).isEqualTo("AT-new");
    }

    @Test
    void anotherNodeLooksAgainAfterFiveSecondsAndNotBefore() {
        Node other = new Node("node-2", node.store, endpoint);
        assertThatThrownBy(() -> other.token(source)).isInstanceOf(ZoomAuthException.class);
        install("new");
        other.clock.advance(TokenManagerConfig.CONSENT_LOOK.minusMillis(1));
        assertThatThrownBy(() -> other.token(source)).isInstanceOf(ZoomAuthException.class);
        other.clock.advance(Duration.ofMillis(1));
        assertThat(other.token(source)).isEqualTo("AT-new");
    }

    @Test
    void whenTheExecutorTakesNoMoreWork_thenTheConsentIsStoredAllTheSame() {
        node.executor.reject();
        assertThat(begin("new").toCompletableFuture()).isCompletedWithValueMatching(installed -> installed.unsaved() == null);
        assertThat(stored().refresh().reveal()).isEqualTo("RT-new");
    }

    @Test
    void stoppingWaitsForAConsentThatIsBeingStored() {
        begin("new");
        CompletableFuture<Void> stopped = node.manager.stop().toCompletableFuture();
        assertThat(stopped).isNotDone();
        node.executor.runAll();
        assertThat(stopped).isDone();
        assertThat(stored().refresh().reveal()).isEqualTo("RT-new");
    }

    private CompletionStage<Boolean> withdraw(Instant before) {
        CompletionStage<Boolean> stage = node.manager.withdraw(source, before, "REVOKED", "they were revoked");
        node.executor.runAll();
        return stage;
    }

    @Test
    void whenWithdrawn_thenTheRecordStaysWithoutTokens() {
        install("new");
        assertThat(withdraw(node.clock.instant()).toCompletableFuture().join()).isTrue();
        assertThat(stored().version()).isEqualTo(2);
        assertThat(stored().phase()).isEqualTo(Phase.NEEDS_CONSENT);
        assertThat(stored().access()).isNull();
        assertThat(stored().refresh()).isNull();
        assertThat(node.state(source).fingerprint()).isNull();
        node.clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class).hasMessageContaining("were revoked");
        assertThat(endpoint.posts()).isZero();
    }

    @Test
    void tokensThatCameAfterTheDecisionStay() {
        Instant decided = node.clock.instant();
        node.clock.advance(Duration.ofSeconds(1));
        install("new");
        assertThat(withdraw(decided).toCompletableFuture().join()).isFalse();
        assertThat(node.token(source)).isEqualTo("AT-new");
    }

    @Test
    void unsavedTokensAreWithdrawnTooAndNotSavedLater() {
        node.store.failsWrites = true;
        install("new");
        node.store.failsWrites = false;
        withdraw(node.clock.instant());
        node.advance(Duration.ofMinutes(3));
        assertThat(stored()).isNull();
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
    }

    @Test
    void whenTheStoreDoesNotTakeTheWithdrawal_thenItFailsAndNothingChanges() {
        install("new");
        node.store.failsWrites = true;
        assertThat(withdraw(node.clock.instant()).toCompletableFuture()).isCompletedExceptionally();
        assertThat(node.token(source)).isEqualTo("AT-new");
    }

    @Test
    void whereNoPersonIsNeededAWithdrawalIsFollowedByANewToken() {
        TokenSource machine = node.account();
        assertThat(node.token(machine)).isEqualTo("AT-1");
        node.manager.withdraw(machine, node.clock.instant(), "REVOKED", "x");
        node.executor.runAll();
        assertThat(node.token(machine)).isEqualTo("AT-2");
    }
}
