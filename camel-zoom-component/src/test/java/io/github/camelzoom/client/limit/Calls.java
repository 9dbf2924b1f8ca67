package io.github.camelzoom.client.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunExecutor;
import io.github.camelzoom.client.testing.HandRunScheduler;

/** A governor with time in the test's hand, and calls for it. */
final class Calls {

    static final Caller ACME = new Caller("acme", "acme's owner", Plan.PRO);
    static final UnaryOperator<String> NO_HEADERS = name -> null;
    static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    final FakeClock clock = new FakeClock();
    final HandRunScheduler timer = new HandRunScheduler(clock);
    final HandRunExecutor blocking = new HandRunExecutor();
    final RateGovernor governor;

    Calls() {
        this(null);
    }

    Calls(RateBudgets budgets) {
        governor = new RateGovernor(timer, clock, clock, () -> 0, budgets, blocking);
    }

    static RateRequest request(RateLabel label) {
        return request(ACME, "one", label, Priority.INTERACTIVE);
    }

    static RateRequest request(Caller caller, String connection, RateLabel label, Priority priority) {
        return new RateRequest(caller, connection, "things/" + label, new RateClass(ProductClass.STANDARD, label, null),
                priority,
                TWO_MINUTES, false);
    }

    static RateRequest write(Caller caller, String writer) {
        return new RateRequest(caller, "one", "users/meetings/create", new RateClass(ProductClass.STANDARD, RateLabel.LIGHT,
                writer), Priority.INTERACTIVE, TWO_MINUTES, false);
    }

    CompletableFuture<RatePermit> ask(RateRequest request) {
        return governor.acquire(request).toCompletableFuture();
    }

    /** Sends a call, which must be possible now. */
    RatePermit send(RateRequest request) {
        RatePermit permit = ask(request).getNow(null);
        if (permit == null) {
            throw new AssertionError("has to wait");
        }
        permit.sending();
        return permit;
    }

    /** Makes calls until one has to wait; that one is given back. */
    int sendAll(RateRequest request) {
        for (int sent = 0;; sent++) {
            CompletableFuture<RatePermit> permit = ask(request);
            if (!permit.isDone()) {
                permit.cancel(false);
                return sent;
            }
            permit.join().sending();
        }
    }

    RateLimitAnswer refusal(String message, String... headers) {
        return RateLimitAnswer.read(name -> {
            for (int i = 0; i < headers.length; i += 2) {
                if (headers[i].equals(name)) {
                    return headers[i + 1];
                }
            }
            return null;
        }, message, clock.instant());
    }

    RateLimitAnswer tooFast() {
        return refusal("You have reached the maximum per-second rate limit for this API. Try again later.");
    }

    BudgetState state(RateLabel label) {
        return governor.states().stream().filter(state -> state.label() == label).findFirst().orElseThrow();
    }

    Instant now() {
        return clock.instant();
    }
}
