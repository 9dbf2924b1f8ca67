package io.github.camelzoom.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.TokenEvent;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenListener;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.proof.Member.Place;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The invariants of the token manager with real files, real sockets, real threads and the simulated Zoom. */
class InvariantsTest {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration SHORT_LEASE = Duration.ofMillis(300);

    @TempDir
    private Path folder;
    private final ZoomSimulator zoom = ZoomSimulator.builder().tokenLifetime(LIFETIME).start();
    private final List<Member> members = new ArrayList<>();
    private Place place;

    /** A disk that is full, or a database that is down, from some write on and until it is repaired. */
    private static final class FailingStore implements TokenStore {

        private final TokenStore real;
        private volatile int writesLeft = Integer.MAX_VALUE;

        FailingStore(TokenStore real) {
            this.real = real;
        }

        @Override
        public Optional<TokenRecord> find(TokenKey key) {
            return real.find(key);
        }

        @Override
        public synchronized boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
            if (writesLeft <= 0) {
                throw new TokenStoreException("No space left on device", null);
            }
            writesLeft--;
            return real.compareAndSet(key, expectedVersion, next);
        }

        @Override
        public Reach reach() {
            return real.reach();
        }

        @Override
        public String describe() {
            return real.describe();
        }
    }

    @BeforeEach
    void app() {
        SimulatedApp app = zoom.defaultAccount().generalApp();
        place = new Place(zoom.origin(), app.clientId(), app.clientSecret());
    }

    @AfterEach
    void stop() {
        members.forEach(Member::close);
        zoom.close();
    }

    private TokenStore files() {
        return Stores.open(Stores.file(folder.resolve("store")));
    }

    private Member member(TokenStore store, InstantSource clock, Duration lease, TokenListener listener) {
        Member member = new Member(place, store, clock, lease, listener);
        members.add(member);
        return member;
    }

    private Member member() {
        return member(files(), InstantSource.system(), null, event -> {});
    }

    private static InstantSource offBy(Duration offset) {
        return () -> Instant.now().plus(offset);
    }

    private void consent(Member member) {
        member.consent(zoom.consents().grant(zoom.defaultAccount().generalApp(), zoom.defaultAccount().users().get(1)),
                LIFETIME);
    }

    /** A used token that Zoom then takes back, so that the next call needs a refresh. */
    private static AccessToken refreshed(Member member) {
        AccessToken token = member.token();
        member.manager.accepted(member.source, token.fingerprint());
        return member.replace(token.fingerprint());
    }

    private List<Long> presented() {
        return zoom.journal().presentedRefreshTokens();
    }

    private static TokenRecord stored(Member member) {
        return member.store.find(member.source.key()).orElseThrow();
    }

    @Test
    void i1_i4_whenTwoMembersSeeTheSame401_thenOneRefreshesAndTheOtherAdopts() {
        Member one = member();
        Member two = member();
        consent(one);
        AccessToken old = one.token();
        assertThat(two.token()).isEqualTo(old);
        zoom.expireAllTokens();
        CompletionStage<AccessToken> ours = one.manager.replace(one.source, old.fingerprint());
        CompletionStage<AccessToken> theirs = two.manager.replace(two.source, old.fingerprint());
        assertThat(Member.get(ours)).isEqualTo(Member.get(theirs));
        assertThat(one.replace(old.fingerprint())).isEqualTo(Member.get(ours));
        assertThat(presented()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = { -60, 60 })
    void i10_whenTheClocksOfTwoMembersAreAnHourApart_thenNoTokenIsSentTwiceAndCallsWork(long minutes) {
        Member right = member();
        Member wrong = member(files(), offBy(Duration.ofMinutes(minutes)), null, event -> {});
        consent(right);
        for (int i = 0; i < 5; i++) {
            zoom.expireAllTokens();
            assertThat(right.call().status()).isEqualTo(200);
            assertThat(wrong.call().status()).isEqualTo(200);
            zoom.expireAllTokens();
            assertThat(wrong.call().status()).isEqualTo(200);
            assertThat(right.call().status()).isEqualTo(200);
        }
        assertThat(presented()).doesNotHaveDuplicates();
        assertThat(stored(right).phase()).isEqualTo(Phase.STABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = { -60, 60 })
    void i10_whileAMemberWithAWrongClockRefreshes_thenItsClaimIsNotTakenOver(long minutes) {
        Member right = member();
        Member wrong = member(files(), offBy(Duration.ofMinutes(minutes)), null, event -> {});
        consent(right);
        AccessToken old = right.token();
        Hold hold = zoom.faults().onToken().hold();
        CompletionStage<AccessToken> slow = wrong.manager.replace(wrong.source, old.fingerprint());
        await().atMost(30, TimeUnit.SECONDS).until(() -> hold.arrived() == 1);
        CompletionStage<AccessToken> other = right.manager.replace(right.source, old.fingerprint());
        await().atMost(30, TimeUnit.SECONDS).until(() -> right.events.stream().anyMatch(event -> event
                .type() == TokenEvent.Type.CLAIM_LOST));
        assertThat(other.toCompletableFuture()).isNotDone();
        hold.release();
        assertThat(Member.get(other).value()).isEqualTo(Member.get(slow).value());
        assertThat(presented()).hasSize(1);
    }

    @Test
    void bug2_whenAListenerThrows_thenRotationGoesOn() {
        Member member = member(files(), InstantSource.system(), null, event -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        consent(member);
        for (int i = 0; i < 3; i++) {
            assertThat(member.status(refreshed(member))).isEqualTo(200);
        }
        assertThat(presented()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void i3_whenTheDiskIsFullAfterZoomRotated_thenCallsGoOnHealthIsDownAndTheTokenIsSavedLater() {
        FailingStore store = new FailingStore(files());
        Member member = member(store, InstantSource.system(), null, event -> {});
        consent(member);
        // Room for the claim, none for what it brings.
        store.writesLeft = 1;
        AccessToken unsaved = refreshed(member);
        assertThat(member.status(unsaved)).isEqualTo(200);
        assertThat(member.call().status()).isEqualTo(200);
        assertThat(member.manager.state(member.source.key()).phase()).isEqualTo(TokenState.Phase.UNSAVED_ROTATION);
        assertThat(stored(member).phase()).isEqualTo(Phase.REFRESHING);
        store.writesLeft = Integer.MAX_VALUE;
        await().atMost(40, TimeUnit.SECONDS).until(() -> stored(member).phase() == Phase.STABLE);
        await().atMost(40, TimeUnit.SECONDS).until(() -> member.manager.state(member.source.key()).phase().isUp());
        Member next = member();
        assertThat(next.token()).isEqualTo(unsaved);
        assertThat(next.status(refreshed(next))).isEqualTo(200);
        assertThat(presented()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whenTheStoreTakesNoClaim_thenNothingIsSent() {
        FailingStore store = new FailingStore(files());
        Member member = member(store, InstantSource.system(), null, event -> {});
        consent(member);
        AccessToken token = member.token();
        store.writesLeft = 0;
        assertThatThrownBy(() -> member.replace(token.fingerprint())).isInstanceOf(ZoomAuthException.class)
                .hasMessageContaining("tokenStore");
        assertThat(presented()).isEmpty();
    }

    private void lose(Member member, Runnable fault) {
        consent(member);
        fault.run();
        AccessToken token = member.token();
        assertThatThrownBy(() -> member.replace(token.fingerprint())).isInstanceOf(ZoomAuthException.class);
        assertThat(stored(member).phase()).isEqualTo(Phase.IN_DOUBT);
        // Another member repeats it once, after the lease, and learns that the answer is lost.
        Member other = member(files(), InstantSource.system(), SHORT_LEASE, event -> {});
        assertThatThrownBy(() -> other.replace(token.fingerprint())).isInstanceOfSatisfying(ZoomAuthException.class,
                failure -> assertThat(failure.getReason()).isEqualTo(ZoomAuthException.Reason.NEEDS_CONSENT));
        assertThat(stored(other).failure().reason()).isEqualTo("LOST_ANSWER");
        assertThatThrownBy(() -> other.replace(token.fingerprint())).isInstanceOf(ZoomAuthException.class);
        assertThat(presented()).containsExactly(1L, 1L);
        consent(other);
        assertThat(other.call().status()).isEqualTo(200);
    }

    @Test
    void i2_i8_whenZoomAnswers500AfterRotating_thenOneRepetitionAndThenAPersonIsAsked() {
        lose(member(), () -> zoom.faults().onToken().statusAfterProcessing(500));
    }

    @Test
    void i2_i8_whenTheAnswerIsLost_thenOneRepetitionAndThenAPersonIsAsked() {
        lose(member(), () -> zoom.faults().onToken().loseAnswer());
    }

    @Test
    void i5_whenZoomAnswers500WithoutRotating_thenAnotherMembersRepetitionSucceeds() {
        Member member = member();
        consent(member);
        zoom.faults().onToken().status(500);
        AccessToken token = member.token();
        assertThatThrownBy(() -> member.replace(token.fingerprint())).isInstanceOf(ZoomAuthException.class);
        Member other = member(files(), InstantSource.system(), SHORT_LEASE, event -> {});
        assertThat(other.status(other.replace(token.fingerprint()))).isEqualTo(200);
        assertThat(stored(other).phase()).isEqualTo(Phase.STABLE);
    }

    @Test
    void i9_whenStoppedWhileZoomRotates_thenTheSuccessorIsInTheFile() {
        Member member = member();
        consent(member);
        Hold hold = zoom.faults().onToken().hold();
        AccessToken token = member.token();
        CompletionStage<AccessToken> young = member.manager.replace(member.source, token.fingerprint());
        await().atMost(30, TimeUnit.SECONDS).until(() -> hold.arrived() == 1);
        CompletionStage<Void> stopped = member.manager.stop();
        assertThat(stopped.toCompletableFuture()).isNotDone();
        hold.release();
        Member.get(stopped);
        Member next = member();
        assertThat(next.token().value()).isEqualTo(Member.get(young).value());
        assertThat(next.status(refreshed(next))).isEqualTo(200);
        assertThat(presented()).hasSize(2).doesNotHaveDuplicates();
    }
}
