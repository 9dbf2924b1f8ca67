package io.github.camelzoom.client.auth.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelzoom.client.auth.Refusal;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.CodeExchange.Sent;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.auth.grant.DeviceCodeGrant;

/**
 * Asks the token endpoint again and again whether the person has decided (RFC 8628 section 3.5), as slowly as Zoom wants
 * it. Its steps follow one another on the timer; only {@link #cancel()} may come at any time. Thread-safe.
 */
final class DevicePoll {

    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(1);

    private enum Phase {
        WAITING, ASKING, OVER
    }

    private final TokenSource source;
    private final Secret deviceCode;
    private final Instant expiresAt;
    private final CodeExchange exchange;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final CompletableFuture<ConsentResult> result = new CompletableFuture<>();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private volatile boolean cancelled;
    private volatile Duration interval;

    DevicePoll(TokenSource source, Secret deviceCode, Instant expiresAt, Duration interval, CodeExchange exchange,
            ScheduledExecutorService scheduler, InstantSource clock) {
        this.source = source;
        this.deviceCode = deviceCode;
        this.expiresAt = expiresAt;
        this.interval = interval;
        this.exchange = exchange;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    CompletionStage<ConsentResult> result() {
        return result.minimalCompletionStage();
    }

    void start() {
        later(interval);
    }

    void cancel() {
        // First the flag, then the phase; askAgain() does it the other way round, so one of the two sees both.
        cancelled = true;
        endCancelled();
    }

    private void endCancelled() {
        if (phase.compareAndSet(Phase.WAITING, Phase.OVER)) {
            result.complete(failed(Status.CANCELLED, "the device consent was called off"));
        }
    }

    private void later(Duration delay) {
        try {
            scheduler.schedule(this::ask, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            end(failed(Status.UNAVAILABLE, "the component is stopping; begin again"));
        }
    }

    private void ask() {
        if (!phase.compareAndSet(Phase.WAITING, Phase.ASKING)) {
            return;
        }
        if (!clock.instant().isBefore(expiresAt)) {
            end(expired());
            return;
        }
        exchange.post(source, source.request(source.oauthUri("token"), DeviceCodeGrant.poll(deviceCode)))
                .whenComplete((sent, thrown) -> {
                    if (thrown == null) {
                        understand(sent);
                    } else {
                        end(failed(Status.UNAVAILABLE, "asking failed: " + thrown.getClass().getSimpleName()));
                    }
                });
    }

    private void understand(Sent sent) {
        if (sent.answer() instanceof TokenAnswer.Unknown) {
            askAgain(slower(interval.multipliedBy(2)));
            return;
        }
        if (sent.answer() instanceof TokenAnswer.Refused refused) {
            switch (refused.error() == null ? "" : refused.error().toLowerCase(Locale.ROOT)) {
                case "authorization_pending" -> askAgain(interval);
                case "slow_down" -> askAgain(interval.plus(SLOWER));
                case "expired_token" -> end(expired());
                case "access_denied" -> end(failed(Status.DENIED, "the person did not allow the app; connection '"
                        + source.connection() + "' is as it was"));
                default -> otherwise(sent, refused);
            }
            return;
        }
        settle(sent);
    }

    private void otherwise(Sent sent, TokenAnswer.Refused refused) {
        if (Refusal.of(refused).isTransient()) {
            askAgain(refused.retryAfter() == null ? slower(interval.multipliedBy(2)) : longer(refused.retryAfter()));
        } else {
            settle(sent);
        }
    }

    private void settle(Sent sent) {
        exchange.settle(source, sent).whenComplete((settled, thrown) -> end(thrown == null
                ? settled
                : failed(Status.UNAVAILABLE, "installing the tokens failed: " + thrown.getClass().getSimpleName())));
    }

    private Duration slower(Duration wanted) {
        return longer(wanted.compareTo(SLOWEST) > 0 ? SLOWEST : wanted);
    }

    private Duration longer(Duration wanted) {
        return wanted.compareTo(interval) > 0 ? wanted : interval;
    }

    private void askAgain(Duration delay) {
        interval = delay;
        phase.set(Phase.WAITING);
        if (cancelled) {
            endCancelled();
        } else {
            later(delay);
        }
    }

    private void end(ConsentResult ended) {
        phase.set(Phase.OVER);
        result.complete(ended);
    }

    private ConsentResult expired() {
        return failed(Status.EXPIRED, "the device code has expired; begin again");
    }

    private ConsentResult failed(Status status, String message) {
        return ConsentResult.failed(status, source.connection(), null, message);
    }
}
