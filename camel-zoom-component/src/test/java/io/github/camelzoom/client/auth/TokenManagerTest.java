package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens without refresh tokens: fetched, shared, renewed, and remembered when refused. */
class TokenManagerTest {

    private final Node node = new Node();

    @Test
    void whenCold_thenOnePostServesAllWaiters() {
        TokenSource source = node.account();
        List<CompletionStage<AccessToken>> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiters.add(node.manager.token(source));
        }
        assertThat(waiters).noneMatch(waiter -> waiter.toCompletableFuture().isDone());
        node.executor.runAll();
        assertThat(waiters).allMatch(waiter -> waiter.toCompletableFuture().join().value().reveal().equals("AT-1"));
        assertThat(node.endpoint.posts()).isOne();
    }

    @Test
    void whenFresh_thenTheStageIsAlreadyCompleteAndNothingRuns() {
        TokenSource source = node.account();
        node.token(source);
        int finds = node.store.finds;
        CompletionStage<AccessToken> stage = node.manager.token(source);
        assertThat(stage.toCompletableFuture()).isDone();
        assertThat(node.executor.size()).isZero();
        assertThat(node.store.finds).isEqualTo(finds);
    }

    @Test
    void whenACallerTampersWithItsStage_thenOthersAreUnaffected() {
        TokenSource source = node.account();
        node.token(source);
        node.manager.token(source).toCompletableFuture().obtrudeException(new IllegalStateException());
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void bug11_manyUrlsOfOneAppShareOneToken() {
        for (int i = 0; i < 20; i++) {
            assertThat(node.token(node.account("connection-" + i, "account-1"))).isEqualTo("AT-1");
        }
        assertThat(node.endpoint.posts()).isOne();
    }

    @Test
    void whenStale_thenTheOldTokenIsServedAndOneRefreshRunsBehindIt() {
        TokenSource source = node.account();
        node.token(source);
        node.clock.advance(Duration.ofMinutes(56));
        for (int i = 0; i < 10; i++) {
            CompletionStage<AccessToken> stage = node.manager.token(source);
            assertThat(stage.toCompletableFuture().getNow(null).value().reveal()).isEqualTo("AT-1");
        }
        assertThat(node.executor.runAll()).isOne();
        assertThat(node.token(source)).isEqualTo("AT-2");
        assertThat(node.endpoint.posts()).isEqualTo(2);
    }

    @Test
    void i1_whenExpired_thenCallersWaitForOnePost() {
        TokenSource source = node.account();
        node.token(source);
        node.clock.advance(Duration.ofMinutes(60));
        CompletionStage<AccessToken> first = node.manager.token(source);
        CompletionStage<AccessToken> second = node.manager.token(source);
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(node.value(first)).isEqualTo("AT-2");
        assertThat(node.value(second)).isEqualTo("AT-2");
        assertThat(node.endpoint.posts()).isEqualTo(2);
    }

    @Test
    void whenAFlightEndsBetweenLookAndJoin_thenTheNextFlightNeitherReadsNorPosts() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        TokenManager manager = TokenManager.builder().clock(() -> {
            meanwhile.getAndSet(() -> {}).run();
            return node.clock.instant();
        }).nanos(node.clock).executor(node.executor).scheduler(node.scheduler).build();
        TokenSource source = node.account();
        manager.token(source);
        // The second caller has seen "no token" when it asks for the time; then the first one's flight ends.
        meanwhile.set(node.executor::runAll);
        CompletionStage<AccessToken> second = manager.token(source);
        int finds = node.store.finds;
        assertThat(node.value(second)).isEqualTo("AT-1");
        assertThat(node.store.finds).isEqualTo(finds);
        assertThat(node.endpoint.posts()).isOne();
    }

    @Test
    void lifeCountsFromTheSendingOfTheRequest() {
        node.endpoint.then(() -> {
            node.clock.advance(Duration.ofSeconds(10));
            return ScriptedEndpoint.granted("AT-slow", null);
        });
        node.token(node.account());
        assertThat(node.state(node.account()).expiresIn()).isEqualTo(Duration.ofSeconds(3590));
    }

    @Test
    void i3_whileATokenIsNotInTheStore_thenNobodyHasIt() {
        TokenSource source = node.account();
        CompletionStage<AccessToken> waiter = node.manager.token(source);
        List<String> seenBeforeTheSave = new ArrayList<>();
        node.endpoint.then(() -> {
            node.store.beforeNextWrite = () -> seenBeforeTheSave.add(node.state(source).fingerprint() + " " + waiter
                    .toCompletableFuture().isDone());
            return node.endpoint.issue();
        });
        assertThat(node.value(waiter)).isEqualTo("AT-1");
        assertThat(seenBeforeTheSave).containsExactly("null false");
        assertThat(node.store.history()).extracting(TokenRecord::phase).containsExactly(TokenRecord.Phase.REFRESHING,
                TokenRecord.Phase.STABLE);
    }

    @Test
    void listenersHearOfItAfterTheCallers() {
        List<String> order = new ArrayList<>();
        Node other = new Node("node-2", new TestStore(), new ScriptedEndpoint(), event -> order.add(event.type().name()));
        other.manager.token(other.account()).thenRun(() -> order.add("caller"));
        other.executor.runAll();
        assertThat(order).containsExactly("caller", "REQUESTED", "GRANTED");
    }

    @Test
    void i4_bug6_aLate401ForAnOldTokenCausesNoPost() {
        TokenSource source = node.account();
        node.token(source);
        assertThat(node.replace(source, "AT-1")).isEqualTo("AT-2");
        for (int i = 0; i < 50; i++) {
            assertThat(node.replace(source, "AT-1")).isEqualTo("AT-2");
        }
        assertThat(node.endpoint.posts()).isEqualTo(2);
    }

    @Test
    void bug5_fiftyConcurrent401sCauseOneRefresh() {
        TokenSource source = node.account();
        node.token(source);
        List<CompletionStage<AccessToken>> waiters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiters.add(node.manager.replace(source, Node.fingerprint("AT-1")));
        }
        node.executor.runAll();
        assertThat(waiters).allMatch(waiter -> waiter.toCompletableFuture().join().value().reveal().equals("AT-2"));
        assertThat(node.endpoint.posts()).isEqualTo(2);
    }

    @Test
    void whenATokenWasRejected_thenNobodyGetsItAnyMore() {
        TokenSource source = node.account();
        node.token(source);
        node.manager.replace(source, Node.fingerprint("AT-1"));
        CompletionStage<AccessToken> other = node.manager.token(source);
        assertThat(other.toCompletableFuture()).isNotDone();
        assertThat(node.value(other)).isEqualTo("AT-2");
    }

    @Test
    void whenAnUnusedReplacementIsRejectedAtOnce_thenTokenRejectedAndNoPost() {
        TokenSource source = node.account();
        node.token(source);
        node.replace(source, "AT-1");
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> node.replace(source, "AT-2")).isInstanceOfSatisfying(ZoomAuthException.class,
                    e -> assertThat(e.getReason()).isEqualTo(Reason.TOKEN_REJECTED));
        }
        assertThat(node.endpoint.posts()).isEqualTo(2);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.TOKEN_REJECTED);
        assertThat(node.eventTypes()).containsOnlyOnce(TokenEvent.Type.TOKEN_REJECTED);

        node.clock.advance(Duration.ofSeconds(10));
        assertThat(node.replace(source, "AT-2")).isEqualTo("AT-3");
    }

    @Test
    void whenAReplacementWasAccepted_thenItMayBeReplacedSoon() {
        TokenSource source = node.account();
        node.token(source);
        node.replace(source, "AT-1");
        node.manager.accepted(source, Node.fingerprint("AT-2"));
        assertThat(node.replace(source, "AT-2")).isEqualTo("AT-3");
    }

    @Test
    void i8_whenRefusedForGood_thenOnePostAndEveryExceptionNamesItsOwnConnection() {
        node.endpoint.then(ScriptedEndpoint.refused(400, "invalid_client", "Invalid client_id or client_secret"));
        for (int i = 0; i < 100; i++) {
            String name = "acme-" + i;
            assertThatThrownBy(() -> node.token(node.account(name, "account-1"))).isInstanceOf(ZoomAuthException.class)
                    .hasMessageContainingAll("'" + name + "'", "oauthClientId", "oauthClientSecret",
                            "Invalid client_id or client_secret", "HTTP 400");
        }
        assertThat(node.endpoint.posts()).isOne();
        assertThat(node.state(node.account()).phase()).isEqualTo(TokenState.Phase.REFUSED);
        assertThat(node.store.get(node.account().key()).phase()).isEqualTo(TokenRecord.Phase.STABLE);
    }

    @Test
    void whenAPersonHasCorrectedIt_thenRetryAsksAgainAtOnce() {
        node.endpoint.then(ScriptedEndpoint.refused(400, "invalid_request", "Account does not exist"));
        TokenSource source = node.account();
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("accountId");
        node.manager.retry(source.key());
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
    }

    @Test
    void whenRefusedForGood_thenItHealsByItselfAfterTenMinutes() {
        node.endpoint.then(ScriptedEndpoint.refused(400, "invalid_request", "Account does not enabled the OAuth app type"));
        TokenSource source = node.account();
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("oauthGrant");
        node.clock.advance(Duration.ofMinutes(9));
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("oauthGrant");
        node.clock.advance(Duration.ofMinutes(1));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void whenBusy_thenRetryAfterIsObeyedInFull() {
        node.endpoint.then(new TokenAnswer.Refused(429, null, 0, "Too many requests", Duration.ofSeconds(90), null));
        TokenSource source = node.account();
        assertThatThrownBy(() -> node.token(source)).isInstanceOfSatisfying(ZoomAuthException.class, e -> assertThat(e
                .isRetryable()).isTrue());
        node.clock.advance(Duration.ofSeconds(89));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        assertThat(node.endpoint.posts()).isOne();
        node.clock.advance(Duration.ofSeconds(1));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void bug23_endlessFailureBacksOffToAMinuteAndStopReturnsAtOnce() {
        for (int i = 0; i < 1000; i++) {
            node.endpoint.then(ScriptedEndpoint.notSent());
        }
        TokenSource source = node.account();
        for (int second = 0; second < 3600; second++) {
            assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class).hasMessageContaining(
                    "oauthUrl");
            node.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(node.endpoint.posts()).isBetween(60, 200);
        assertThat(node.manager.stop().toCompletableFuture()).isDone();
    }

    @Test
    void whenTheEndpointFailsButTheOldTokenLives_thenItIsServed() {
        TokenSource source = node.account();
        node.token(source);
        node.clock.advance(Duration.ofMinutes(56));
        node.endpoint.then(ScriptedEndpoint.lost());
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(node.token(source)).isEqualTo("AT-1");
        assertThat(node.endpoint.posts()).isEqualTo(2);
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.READY);
        node.clock.advance(Duration.ofSeconds(3));
        node.token(source);
        assertThat(node.token(source)).isEqualTo("AT-2");
    }

    @Test
    void whenTheEndpointThrows_thenTheFailureIsReportedAndTheNextAttemptWorks() {
        node.endpoint.then(() -> {
            throw new IllegalStateException("bug");
        });
        TokenSource source = node.account();
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        node.clock.advance(Duration.ofSeconds(3));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void bug2_whenAListenerThrows_thenTheRefreshIsUnaffected() {
        Node other = new Node("node-2", new TestStore(), new ScriptedEndpoint(), event -> {
            throw new IllegalStateException("listener");
        });
        assertThat(other.token(other.account())).isEqualTo("AT-1");
        assertThat(other.eventTypes()).containsExactly(TokenEvent.Type.REQUESTED, TokenEvent.Type.GRANTED);
    }

    @Test
    void whenTheStoreCannotBeRead_thenItFailsNamingTheStoreAndNothingIsSent() {
        node.store.failsReads = true;
        assertThatThrownBy(() -> node.token(node.account())).isInstanceOf(ZoomAuthException.class).hasMessageContainingAll(
                "tokenStore", "test:store", "disk gone");
        assertThat(node.endpoint.posts()).isZero();
        node.store.failsReads = false;
        node.clock.advance(Duration.ofSeconds(3));
        assertThat(node.token(node.account())).isEqualTo("AT-1");
    }

    @Test
    void whenTheStoreCannotTakeTheClaim_thenNothingIsSent() {
        node.store.failsWrites = true;
        assertThatThrownBy(() -> node.token(node.account())).hasMessageContaining("tokenStore");
        assertThat(node.endpoint.posts()).isZero();
    }

    @Test
    void whenTheClaimWasStoredAlthoughTheStoreFailed_thenTheNextAttemptNeedsNoLease() {
        node.store.failsAfterWrite = true;
        assertThatThrownBy(() -> node.token(node.account())).hasMessageContaining("tokenStore");
        node.store.failsAfterWrite = false;
        node.clock.advance(Duration.ofSeconds(3));
        assertThat(node.token(node.account())).isEqualTo("AT-1");
    }

    @Test
    void whenOff_thenTheSuppliedTokenIsUsedAsItIsAndTheEndpointIsNeverCalled() {
        TokenSource source = node.source("mine").mode(InitiateOAuth.OFF).supplied(new SuppliedTokens(Secret.of("AT-user"),
                null, node.clock.instant().minus(Duration.ofHours(3)), null)).build();
        assertThat(node.token(source)).isEqualTo("AT-user");
        assertThatThrownBy(() -> node.replace(source, "AT-user")).isInstanceOfSatisfying(ZoomAuthException.class, e -> {
            assertThat(e.getReason()).isEqualTo(Reason.NOT_ALLOWED);
            assertThat(e).hasMessageContaining("initiateOAuth=OFF does not refresh");
        });
        assertThat(node.endpoint.posts()).isZero();
        assertThat(node.store.finds).isZero();
        assertThat(node.state(source).phase().isUp()).isFalse();
    }

    @Test
    void whenRefreshModeHasNothing_thenItFailsWithoutACall() {
        TokenSource source = node.source("acme").mode(InitiateOAuth.REFRESH).grant(node.account().grant()).build();
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("initiateOAuth=REFRESH");
        assertThat(node.endpoint.posts()).isZero();
    }

    @Test
    void whenRefreshModeHasAnExpiredToken_thenANewOneIsFetched() {
        TokenSource source = node.source("acme").mode(InitiateOAuth.REFRESH).grant(node.account().grant()).supplied(
                new SuppliedTokens(Secret.of("AT-user"), null, node.clock.instant().minus(Duration.ofHours(2)), null)).build();
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void whenASuppliedTokenIsRejected_thenANewOneIsFetchedAndTheSuppliedOneNeverComesBack() {
        TokenSource source = node.source("acme").grant(node.account().grant()).supplied(new SuppliedTokens(Secret.of("AT-user"),
                null, null, null)).build();
        assertThat(node.token(source)).isEqualTo("AT-user");
        assertThat(node.endpoint.posts()).isZero();
        assertThat(node.replace(source, "AT-user")).isEqualTo("AT-1");
        node.clock.advance(Duration.ofHours(2));
        assertThat(node.token(source)).isEqualTo("AT-2");
    }

    @Test
    void i6_bug10_aTenantWhoseEndpointHangsDelaysNoOther() {
        TokenSource slow = node.account("slow", "account-slow");
        TokenSource quick = node.account("quick", "account-quick");
        node.endpoint.then(() -> {
            // While the slow tenant's request is under way:
            assertThat(node.token(quick)).isEqualTo("AT-1");
            assertThat(node.replace(quick, "AT-1")).isEqualTo("AT-2");
            return ScriptedEndpoint.lost();
        });
        assertThatThrownBy(() -> node.token(slow)).isInstanceOf(ZoomAuthException.class);
        assertThat(node.token(quick)).isEqualTo("AT-2");
    }

    @Test
    void whenMoreKeysThanFitAreUsed_thenTheOldestAreForgottenAndComeBackFromTheStore() {
        for (int i = 0; i < 100; i++) {
            node.token(node.account("c" + i, "account-" + i));
            node.clock.advance(Duration.ofSeconds(2));
        }
        assertThat(node.state(node.account("c0", "account-0")).phase()).isEqualTo(TokenState.Phase.COLD);
        assertThat(node.state(node.account("c99", "account-99")).phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(node.token(node.account("c0", "account-0"))).isEqualTo("AT-1");
        assertThat(node.endpoint.posts()).isEqualTo(100);
    }

    @Test
    void i10_whenTheWallClockJumps_thenBackOffAndLeaseAreUnaffected() {
        node.endpoint.then(new TokenAnswer.Refused(429, null, 0, "slow", Duration.ofSeconds(60), null));
        TokenSource source = node.account();
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        node.clock.jump(Duration.ofHours(1));
        assertThatThrownBy(() -> node.token(source)).isInstanceOf(ZoomAuthException.class);
        node.clock.jump(Duration.ofHours(-2));
        node.clock.advance(Duration.ofSeconds(60));
        assertThat(node.token(source)).isEqualTo("AT-1");
    }

    @Test
    void theStateTellsTheStoryWithoutSecrets() {
        TokenSource source = node.account();
        assertThat(node.state(source).phase()).isEqualTo(TokenState.Phase.COLD);
        node.token(source);
        TokenState state = node.state(source);
        assertThat(state.phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(state.fingerprint()).isEqualTo(Node.fingerprint("AT-1"));
        assertThat(state.expiresIn()).isEqualTo(Duration.ofHours(1));
        assertThat(state.counts()).containsEntry(TokenEvent.Type.REQUESTED, 1L).containsEntry(TokenEvent.Type.GRANTED, 1L);
        assertThat(state.toString()).doesNotContain("AT-1", "s3cr3t");
    }

    @Test
    void whenOneConnectionMayNotFetch_thenAnotherOfTheSameAppIsUnaffected() {
        TokenSource strict = node.source("strict").mode(InitiateOAuth.REFRESH).grant(node.account().grant()).build();
        CompletionStage<AccessToken> refused = node.manager.token(strict);
        CompletionStage<AccessToken> joined = node.manager.token(node.account());
        assertThatThrownBy(() -> node.value(refused)).hasMessageContainingAll("'strict'", "initiateOAuth=REFRESH");
        assertThat(node.value(joined)).isEqualTo("AT-1");
        assertThat(node.token(strict)).isEqualTo("AT-1");
    }

    @Test
    void whenTheStoreFailsWithAForeignException_thenItsWordsAreNotRepeated() {
        TokenStore leaking = new TokenStore() {
            @Override
            public Optional<TokenRecord> find(TokenKey key) {
                throw new IllegalStateException("jdbc:postgresql://u:passw0rd@db");
            }

            @Override
            public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
                return false;
            }

            @Override
            public Reach reach() {
                return Reach.CLUSTER;
            }

            @Override
            public String describe() {
                return "leaking";
            }
        };
        TokenSource source = node.source("acme").grant(node.account().grant()).store(leaking).build();
        assertThatThrownBy(() -> node.token(source)).hasMessageContaining("IllegalStateException").hasMessageNotContaining(
                "passw0rd");
    }
}
