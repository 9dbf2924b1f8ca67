package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.RefreshFlight.Landed;
import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import io.github.camelzoom.client.auth.SlotState.Snapshot;
import io.github.camelzoom.client.auth.TokenEvent.Type;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A valid bearer for a connection, at once. One per process, shared by everything that calls Zoom.
 *
 * <p>
 * A fresh token is returned without a lock, as a stage that is already complete. A stale one is returned too, and
 * replaced in the background. Only when there is none do callers wait, all for the same request. What a request brings
 * is in the store before anybody gets it, since Zoom kills a refresh token by answering with the next one.
 *
 * <p>
 * Thread-safe. Nothing but {@link #close()} blocks its caller. Stages complete on a thread of the executor that the
 * manager was given: whoever has long work to do with a token uses the {@code ...Async} methods of the stage. They fail
 * with {@link io.github.camelzoom.client.error.ZoomAuthException}, which names the connection and the property to change.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public final class TokenManager implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TokenManager.class);
    private static final int REPLACEMENTS = 3;

    private final TokenManagerConfig config;
    private final TokenListeners listeners;
    private final Flights flights;
    private final Slots slots;
    private final RecordOverwriter overwriter;

    /**
     * What became of tokens that a person's consent has brought; they are in use in either case.
     *
     * @param token   the bearer; its {@code toString} shows no secret
     * @param unsaved why the store did not take it, in which case saving is repeated; null when it is stored
     */
    public record Installed(AccessToken token, String unsaved) {}

    TokenManager(TokenManagerConfig config) {
        this.config = config;
        this.listeners = new TokenListeners(config.listeners());
        this.flights = new Flights(config, listeners);
        this.slots = new Slots(config.snapshots(), flights::isFlying);
        this.overwriter = new RecordOverwriter(config, listeners);
    }

    /** Starts the description of a manager; the clocks are the machine's unless others are given. */
    public static TokenManagerBuilder builder() {
        return new TokenManagerBuilder();
    }

    /** A bearer that has not ended and was not rejected. */
    public CompletionStage<AccessToken> token(TokenSource source) {
        if (flights.isStopping()) {
            return failed(stopped(), source);
        }
        if (source.fixed() != null) {
            return source.fixed();
        }
        long nano = config.nanos().getAsLong();
        Slot slot = slots.of(source.key(), nano);
        SlotState state = slot.state();
        Freshness freshness = state.freshness(config.clock().instant());
        if (freshness == Freshness.FRESH) {
            return state.snapshot().stage();
        }
        if (freshness == Freshness.STALE) {
            if (state.mayTry(source, nano) && !flights.isFlying(source.key())) {
                flights.join(source, slot, Freshness.FRESH);
            }
            return state.snapshot().stage();
        }
        return state.mayTry(source, nano) ? fly(source, slot, null, REPLACEMENTS) : failed(state.failure(), source);
    }

    /**
     * A bearer in place of one that Zoom has rejected with HTTP 401 and code 124. No request is sent when the current
     * token is another one already. A token that has itself just replaced another and is rejected before any call with it
     * succeeded is not replaced again: that ends with {@code TOKEN_REJECTED} instead of a token per call.
     *
     * @param rejectedFingerprint {@link AccessToken#fingerprint()} of the rejected token
     */
    public CompletionStage<AccessToken> replace(TokenSource source, String rejectedFingerprint) {
        if (flights.isStopping()) {
            return failed(stopped(), source);
        }
        long nano = config.nanos().getAsLong();
        Instant now = config.clock().instant();
        Slot slot = slots.of(source.key(), nano);
        if (source.fixed() != null) {
            return failed(remember(slot, notAllowed(source, rejectedFingerprint), Duration.ZERO), source);
        }
        SlotState state = slot.state();
        Snapshot snapshot = state.snapshot();
        if (snapshot != null && snapshot.fingerprint().equals(rejectedFingerprint)) {
            if (isPingPong(snapshot, now, nano)) {
                Duration hold = TokenManagerConfig.PING_PONG.minusNanos(nano - snapshot.sinceNano());
                if (state.failure() == null || !state.failure().word().equals(TokenFailure.TOKEN_REJECTED)) {
                    tell(slot, source, Type.TOKEN_REJECTED, rejectedFingerprint, "it had just replaced a rejected one");
                }
                return failed(remember(slot, pingPong(), hold), source);
            }
            boolean first = !state.isRejected(rejectedFingerprint);
            state = slot.update(current -> current.reject(rejectedFingerprint));
            if (first) {
                tell(slot, source, Type.REJECTED, rejectedFingerprint, "Zoom rejected it before its time");
            }
        } else if (state.freshness(now) != Freshness.EXPIRED) {
            return snapshot.stage();
        } else if (snapshot == null) {
            state = slot.update(current -> current.snapshot() == null ? current.reject(rejectedFingerprint) : current);
        }
        return state.mayTry(source, nano)
                ? fly(source, slot, rejectedFingerprint, REPLACEMENTS)
                : failed(state.failure(), source);
    }

    /**
     * A call with the token succeeded: should Zoom reject it later, it may be replaced. Cheap; meant for every call.
     *
     * @param fingerprint {@link AccessToken#fingerprint()} of the token that was used
     */
    public void accepted(TokenSource source, String fingerprint) {
        Slot slot = slots.find(source.key());
        if (slot == null) {
            return;
        }
        Snapshot snapshot = slot.state().snapshot();
        if (snapshot != null && !snapshot.accepted() && snapshot.fingerprint().equals(fingerprint)) {
            slot.update(current -> current.accept(fingerprint));
        }
    }

    /** A picture of the key for health and consoles; {@code COLD} when it was never used here, or forgotten since. */
    public TokenState state(TokenKey key) {
        Slot slot = slots.find(key);
        return TokenState.of(key, slot == null ? SlotState.COLD : slot.state(), flights.isFlying(key), config.clock()
                .instant());
    }

    /** A picture of every key that is in memory, in no order; for consoles. */
    public List<TokenState> states() {
        List<TokenState> states = new ArrayList<>();
        slots.forEach((key, slot) -> states.add(state(key)));
        return states;
    }

    /**
     * Forgets a remembered failure, so that the next call looks at the store and asks Zoom again: after a person has
     * consented or corrected something.
     */
    public void retry(TokenKey key) {
        Slot slot = slots.find(key);
        if (slot != null) {
            slot.update(state -> state.fail(null));
        }
    }

    /**
     * Puts the tokens of a consent in place of whatever there is: into the store first, then into use, so that routes
     * which have failed go on at once, here and, as soon as they look, on the other nodes. A store that does not take them
     * is reported, and the saving repeated. The stage never fails because of the store.
     *
     * @param sentAt when the request that brought them was sent
     */
    public CompletionStage<Installed> install(TokenSource source, TokenAnswer.Granted granted, Instant sentAt) {
        Slot slot = slots.of(source.key(), config.nanos().getAsLong());
        return flights.outside(source, slot, () -> {
            Installed installed = overwriter.install(source, slot, granted, sentAt);
            flights.outlive(source.key(), slot, installed.token());
            return installed;
        });
    }

    /**
     * Takes the tokens of a connection out of the store and out of use; the record stays and says why. The next call needs
     * a consent, or begins anew where no person is needed.
     *
     * @param  before  tokens that were asked for after this instant stay
     * @param  reason  a fixed word, for health and other nodes
     * @param  message for a person; without secrets
     * @return         false when there were such younger tokens; fails with {@link TokenStoreException} when the store does
     *                 not take it
     */
    public CompletionStage<Boolean> withdraw(TokenSource source, Instant before, String reason, String message) {
        Slot slot = slots.of(source.key(), config.nanos().getAsLong());
        return flights.outside(source, slot, () -> overwriter.withdraw(source, slot, before, reason, message));
    }

    /**
     * Takes no more calls, ends what merely waits, and lets what has been sent come through to the store.
     *
     * @return complete when nothing is under way any more
     */
    public CompletionStage<Void> stop() {
        return flights.stop();
    }

    /**
     * {@link #stop()}, waiting for it: at most the stop timeout, or the timeout of one token request while a refresh
     * token is being spent. An interrupt ends the wait and stays set. May be called again.
     */
    @Override
    public void close() {
        CompletableFuture<Void> stopped = stop().toCompletableFuture();
        try {
            if (!isDoneWithin(stopped, config.stopTimeout())
                    && !isDoneWithin(stopped, flights.patience().minus(config.stopTimeout()))) {
                LOG.warn("Token requests were still under way when the time to stop was over");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("Interrupted while token requests were under way; their tokens may be lost");
        }
    }

    private static boolean isDoneWithin(CompletableFuture<Void> stopped, Duration time) throws InterruptedException {
        try {
            stopped.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Stopping never fails", e);
        }
    }

    private CompletionStage<AccessToken> fly(TokenSource source, Slot slot, String rejected, int left) {
        return flights.join(source, slot, Freshness.STALE).thenCompose(landed -> arrive(source, slot, landed, rejected, left));
    }

    private CompletionStage<AccessToken> arrive(TokenSource source, Slot slot, Landed landed, String rejected, int left) {
        if (landed.failure() != null) {
            // It was another connection's failure, or that of a flight that only saved.
            boolean another = !landed.failure().concerns(source) || landed.failure().word().equals(TokenFailure.SAVED_ONLY);
            return another && left > 0 && slot.state().mayTry(source, config.nanos().getAsLong())
                    ? fly(source, slot, rejected, left - 1)
                    : failed(landed.failure(), source);
        }
        // The flight may have been past its decision when the rejection came in.
        if (rejected != null && left > 0 && landed.token().fingerprint().equals(rejected)) {
            return fly(source, slot, rejected, left - 1);
        }
        return CompletableFuture.completedStage(landed.token());
    }

    private boolean isPingPong(Snapshot snapshot, Instant now, long nano) {
        return snapshot.replaced() && !snapshot.accepted()
                && RefreshPolicy.classify(snapshot.token(), now) != Freshness.EXPIRED
                && nano - snapshot.sinceNano() < TokenManagerConfig.PING_PONG.toNanos();
    }

    private static TokenFailure pingPong() {
        return TokenFailure.of(TokenFailure.TOKEN_REJECTED, Reason.TOKEN_REJECTED, null, "Zoom rejects a token that it has "
                + "only just issued; check on the Zoom App Marketplace that the app is activated and that nothing else "
                + "authorizes it anew");
    }

    private static TokenFailure notAllowed(TokenSource source, String rejected) {
        OAuthDecision decision = OAuthDecision.decide(source.facts(null, rejected, null), Instant.MIN);
        return TokenFailure.of(TokenFailure.NOT_ALLOWED, Reason.NOT_ALLOWED, "oauthAccessToken", decision.message() == null
                ? "another token was rejected than the one given; initiateOAuth=OFF does not refresh"
                : decision.message());
    }

    private TokenFailure remember(Slot slot, TokenFailure failure, Duration hold) {
        TokenFailure timed = failure.until(config.clock().instant(), 1, config.nanos().getAsLong() + hold.toNanos());
        slot.update(state -> state.fail(timed));
        return timed;
    }

    private void tell(Slot slot, TokenSource source, Type type, String fingerprint, String detail) {
        slot.update(state -> state.count(type));
        listeners.tell(new TokenEvent(type, source.key(), source.connection(), fingerprint, 0, null, detail));
    }

    private static TokenFailure stopped() {
        return TokenFailure.of(TokenFailure.STOPPED, Reason.UNAVAILABLE, null, "the token manager is stopped");
    }

    private static CompletionStage<AccessToken> failed(TokenFailure failure, TokenSource source) {
        return CompletableFuture.failedStage(failure.toException(source));
    }
}
