package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two nodes over one store; their wall clocks are an hour apart. A node that "dies" is one whose work is never run on. */
class ClusterTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final TestStore store = new TestStore();
    private final ScriptedEndpoint endpoint = new ScriptedEndpoint().rotating();
    private final Node one = new Node("node-1", store, endpoint);
    private final Node two = new Node("node-2", store, endpoint);
    private final TokenSource account = one.account();
    private final TokenSource person = one.rotating();

    ClusterTest() {
        two.clock.jump(Duration.ofHours(1));
    }

    private void agreeOnTheTime() {
        two.clock.jump(Duration.ofHours(-1));
    }

    /** The first node claims, sends, and is never heard of again. */
    private void dieBeforeTheAnswerIsStored(TokenSource source) {
        endpoint.then(() -> {
            throw new AssertionError("power cut");
        });
        one.manager.token(source);
        one.executor.runAll();
        assertThat(store.get(source.key()).phase()).isEqualTo(Phase.REFRESHING);
    }

    @Test
    void i1_bug3_whenBothNodesNeedAToken_thenOnePosts() {
        endpoint.then(() -> {
            CompletionStage<AccessToken> waiting = two.manager.token(account);
            two.executor.runAll();
            two.advance(Duration.ofSeconds(20));
            assertThat(waiting.toCompletableFuture()).isNotDone();
            return endpoint.issue();
        });
        CompletionStage<AccessToken> waiting = two.manager.token(account);
        assertThat(one.token(account)).isEqualTo("AT-1");
        assertThat(waiting.toCompletableFuture()).isNotDone();
        two.advance(Duration.ofSeconds(3));
        assertThat(waiting.toCompletableFuture().join().value().reveal()).isEqualTo("AT-1");
        assertThat(endpoint.posts()).isOne();
        assertThat(two.eventTypes()).contains(TokenEvent.Type.CLAIM_LOST, TokenEvent.Type.ADOPTED);
    }

    @Test
    void whenTheClaimIsLostInTheSameInstant_thenTheLoserAdopts() {
        CompletionStage<AccessToken> first = one.manager.token(person);
        CompletionStage<AccessToken> second = two.manager.token(person);
        // Both have read "nothing stored" when the first writes.
        store.beforeNextWrite = one.executor::runAll;
        two.executor.runAll();
        two.advance(Duration.ofSeconds(3));
        assertThat(two.value(second)).isEqualTo("AT-1");
        assertThat(one.value(first)).isEqualTo("AT-1");
        assertThat(endpoint.spent()).containsExactly("RT-0");
        assertThat(two.eventTypes()).contains(TokenEvent.Type.CLAIM_LOST, TokenEvent.Type.ADOPTED);
    }

    @Test
    void whenTheOtherNodeHasRefreshed_thenItsTokenIsAdoptedWithoutAPost() {
        agreeOnTheTime();
        one.token(person);
        assertThat(two.token(person)).isEqualTo("AT-1");
        assertThat(two.replace(person, "AT-1")).isEqualTo("AT-2");
        assertThat(one.replace(person, "AT-1")).isEqualTo("AT-2");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-1");
    }

    @Test
    void bug7_i10_whenANodeDiesWithAClaim_thenTheOtherRecoversAfterTheLeaseWhateverTheClocksSay() {
        dieBeforeTheAnswerIsStored(account);
        CompletionStage<AccessToken> waiting = two.manager.token(account);
        two.executor.runAll();
        two.advance(LEASE.minusSeconds(1));
        assertThat(waiting.toCompletableFuture()).isNotDone();
        assertThat(endpoint.posts()).isOne();
        two.clock.jump(Duration.ofHours(-2));
        two.advance(Duration.ofSeconds(4));
        assertThat(two.value(waiting)).isEqualTo("AT-1");
        assertThat(endpoint.posts()).isEqualTo(2);
        assertThat(two.eventTypes()).contains(TokenEvent.Type.CLAIM_ABANDONED);
    }

    @Test
    void i5_whenANodeDiesSpending_thenTheTakeoverIsTheOneRepetition() {
        dieBeforeTheAnswerIsStored(person);
        endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
        CompletionStage<AccessToken> waiting = two.manager.token(person);
        two.advance(LEASE.plusSeconds(4));
        assertThatThrownBy(() -> two.value(waiting)).isInstanceOf(ZoomAuthException.class).hasMessageContaining("lost");
        assertThat(endpoint.spent()).containsExactly("RT-0", "RT-0");
        assertThat(store.get(person.key()).failure().reason()).isEqualTo("LOST_ANSWER");
    }

    @Test
    void i5_whenANodeDiesBeforeSending_thenTheTakeoverSucceeds() {
        dieBeforeTheAnswerIsStored(person);
        CompletionStage<AccessToken> waiting = two.manager.token(person);
        two.advance(LEASE.plusSeconds(4));
        assertThat(two.value(waiting)).isEqualTo("AT-1");
        assertThat(store.get(person.key()).refresh().reveal()).isEqualTo("RT-1");
    }

    @Test
    void i2_whenTwoNodesDieSpending_thenTheThirdDoesNotSendItAgain() {
        dieBeforeTheAnswerIsStored(person);
        endpoint.then(() -> {
            throw new AssertionError("power cut again");
        });
        two.manager.token(person);
        two.advance(LEASE.plusSeconds(4));
        assertThat(endpoint.posts()).isEqualTo(2);
        Node three = new Node("node-3", store, endpoint);
        CompletionStage<AccessToken> waiting = three.manager.token(person);
        three.advance(LEASE.plusSeconds(4));
        assertThatThrownBy(() -> three.value(waiting)).isInstanceOf(ZoomAuthException.class);
        assertThat(endpoint.posts()).isEqualTo(2);
        assertThat(store.get(person.key()).phase()).isEqualTo(Phase.NEEDS_CONSENT);
    }

    @Test
    void bug4_aLatecomersInvalidGrantDoesNotHarmTheWinnersRecord() {
        // Node 1 is suspended between claim and send for longer than the lease; node 2 takes over and wins.
        endpoint.then(() -> {
            two.manager.token(person);
            two.advance(LEASE.plusSeconds(4));
            assertThat(store.get(person.key()).refresh().reveal()).isEqualTo("RT-1");
            return ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!");
        });
        CompletionStage<AccessToken> late = one.manager.token(person);
        one.executor.runAll();
        one.advance(Duration.ofSeconds(3));
        assertThat(one.value(late)).isEqualTo("AT-1");
        assertThat(store.get(person.key()).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void whenASlowNodeWonAfterAll_thenItWritesOverTheDeadTokenOfTheTakeover() {
        agreeOnTheTime();
        // Node 1 got the only living refresh token; node 2, impatient, was refused and gave up on the grant.
        endpoint.then(() -> {
            endpoint.then(ScriptedEndpoint.refused(400, "invalid_grant", "Invalid Token!"));
            two.manager.token(person);
            two.advance(LEASE.plusSeconds(4));
            assertThat(store.get(person.key()).phase()).isEqualTo(Phase.NEEDS_CONSENT);
            return endpoint.issue();
        });
        assertThat(one.token(person)).isEqualTo("AT-1");
        assertThat(store.get(person.key()).phase()).isEqualTo(Phase.STABLE);
        assertThat(store.get(person.key()).refresh().reveal()).isEqualTo("RT-1");
        two.advance(Duration.ofSeconds(6));
        assertThat(two.token(person)).isEqualTo("AT-1");
    }

    @Test
    void whenSomebodyConsentedAnewMeanwhile_thenTheirTokensAreKept() {
        endpoint.then(() -> {
            TokenRecord claim = store.get(person.key());
            AccessToken access = new AccessToken(Secret.of("AT-consent"), one.clock.instant(), one.clock.instant().plusSeconds(
                    3000), one.clock.instant().plusSeconds(3600), Set.of(), null);
            store.put(new TokenRecord(person.key(), claim.version() + 1, Phase.STABLE, access, Secret.of("RT-consent"), null,
                    null));
            return endpoint.issue();
        });
        CompletionStage<AccessToken> waiting = one.manager.token(person);
        one.executor.runAll();
        one.advance(Duration.ofSeconds(1));
        assertThat(one.value(waiting)).isEqualTo("AT-consent");
        assertThat(store.get(person.key()).refresh().reveal()).isEqualTo("RT-consent");
    }

    @Test
    void whenAnotherNodesAnswerIsInDoubt_thenThisNodeLeavesItAloneForTheLease() {
        endpoint.then(ScriptedEndpoint.lost());
        assertThatThrownBy(() -> one.token(person)).isInstanceOf(ZoomAuthException.class);
        CompletionStage<AccessToken> waiting = two.manager.token(person);
        two.advance(LEASE.minusSeconds(1));
        assertThat(endpoint.posts()).isOne();
        two.advance(Duration.ofSeconds(5));
        assertThat(two.value(waiting)).isEqualTo("AT-1");
        assertThat(endpoint.posts()).isEqualTo(2);
    }

    @Test
    void whenAStoredTokenComesFromTheFuture_thenItIsNotTrustedForLongerThanItsLife() {
        two.token(account);
        assertThat(one.token(account)).isEqualTo("AT-1");
        assertThat(one.state(account).expiresIn()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whileAnotherNodeRefreshes_thenAStaleTokenIsServedHereWithoutWaiting() {
        one.token(account);
        agreeOnTheTime();
        assertThat(two.token(account)).isEqualTo("AT-1");
        one.clock.advance(Duration.ofMinutes(56));
        two.clock.advance(Duration.ofMinutes(56));
        endpoint.then(() -> {
            assertThat(two.token(account)).isEqualTo("AT-1");
            return endpoint.issue();
        });
        one.token(account);
        two.advance(Duration.ofSeconds(3));
        assertThat(two.token(account)).isEqualTo("AT-2");
        assertThat(endpoint.posts()).isEqualTo(2);
    }
}
