package io.github.camelzoom.client.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import javax.net.ssl.SSLException;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.client.limit.Caller;
import io.github.camelzoom.client.limit.RateLimitAnswer;
import io.github.camelzoom.client.limit.RatePermit;
import io.github.camelzoom.client.limit.RateRequest;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call on its way. Its steps follow one another, on changing threads but never two at once. */
final class CallFlow<T> {

    private static final Logger LOG = LoggerFactory.getLogger(CallFlow.class);

    private final CallPipeline pipeline;
    private final Executor executor;
    private final ZoomCall call;
    private final BearerSource bearer;
    private final CallSettings settings;
    private final AnswerReader<T> reader;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private int retries;
    private int concurrent;
    private boolean replaced;
    /** Time spent waiting for rate limits, as far as it counts. */
    private Duration rateLimitWait = Duration.ZERO;
    /** What Zoom said when it refused the call; null when it did not. */
    private Verdict.RateLimited limited;
    private RatePermit permit;

    /**
     * @param executor runs it after it has waited
     */
    CallFlow(CallPipeline pipeline, Executor executor, ZoomCall call, BearerSource bearer, CallSettings settings,
            AnswerReader<T> reader) {
        this.pipeline = pipeline;
        this.executor = executor;
        this.call = call;
        this.bearer = bearer;
        this.settings = settings;
        this.reader = reader;
    }

    Executor executor() {
        return executor;
    }

    CompletionStage<T> result() {
        return result;
    }

    void start() {
        permitted(() -> {
            if (bearer == null) {
                attempt(null);
            } else {
                await(bearer.token());
            }
        });
    }

    private void permitted(Runnable next) {
        giveBack();
        RateRequest request = request();
        CompletableFuture<RatePermit> future = pipeline.governor().acquire(request).toCompletableFuture();
        if (future.isDone()) {
            proceed(request, future, next);
        } else {
            pipeline.whenPermitted(this, future, () -> proceed(request, future, next));
        }
    }

    private RateRequest request() {
        Caller caller = settings.caller() == null ? Caller.unpaced(call.connection()) : settings.caller();
        return new RateRequest(caller, call.connection(), call.operation(), call.rateClass(), settings.priority(),
                settings.retry().rateLimitTimeout().minus(rateLimitWait), limited != null);
    }

    private void proceed(RateRequest request, CompletableFuture<RatePermit> future, Runnable next) {
        try {
            permit = future.join();
        } catch (CompletionException e) {
            fail(e.getCause() instanceof ZoomRateLimitException refused && limited != null
                    // Zoom's own words say more than that the call may not wait for so long.
                    ? new ZoomRateLimitException(limited.detail(), refused.getBudget(), refused.getResetAt(), limited.message())
                    : e.getCause());
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (request.countsTurns()) {
            rateLimitWait = rateLimitWait.plus(permit.waited());
        }
        next.run();
    }

    private void await(CompletionStage<AccessToken> stage) {
        CompletableFuture<AccessToken> future = stage.toCompletableFuture();
        if (future.isDone()) {
            proceed(future);
            return;
        }
        future.whenComplete((token, failure) -> {
            try {
                // A token flight must not carry the calls of all who waited for it.
                executor.execute(() -> proceed(future));
            } catch (RejectedExecutionException e) {
                fail(stopped(e));
            } catch (RuntimeException e) {
                // Whatever it is, a call that nobody ends would keep its exchange for ever.
                fail(e);
            }
        });
    }

    private void proceed(CompletableFuture<AccessToken> future) {
        AccessToken token;
        try {
            token = future.join();
        } catch (CompletionException e) {
            // It was made for all who waited, and does not know what they wanted.
            fail(e.getCause() instanceof ZoomAuthException auth ? auth.forOperation(call.operation()) : e.getCause());
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        attempt(token);
    }

    private void attempt(AccessToken token) {
        try {
            Attempt attempt = new Attempt(pipeline.http(), call, settings);
            permit.sending();
            LiveAnswer answer = attempt.send(token);
            try {
                Verdict verdict = AnswerInterpreter.interpret(call, answer, pipeline.clock().instant());
                LOG.debug("{} on connection '{}' answered {}", call.operation(), call.connection(), answer.status());
                if (!(verdict instanceof Verdict.RateLimited)) {
                    permit.answered(answer.status(), answer::header);
                }
                if (verdict instanceof Verdict.Success) {
                    succeed(token, reader.read(answer));
                } else {
                    answer.close();
                    react(verdict, token);
                }
            } finally {
                if (!answer.isKeptOpen()) {
                    answer.close();
                }
            }
        } catch (IOException e) {
            if (!result.isDone()) {
                broken(e);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void succeed(AccessToken token, T value) {
        if (token != null) {
            bearer.accepted(token.fingerprint());
        }
        result.complete(value);
    }

    private void react(Verdict verdict, AccessToken token) {
        if (verdict instanceof Verdict.TokenRejected rejected) {
            replaceToken(rejected, token);
        } else if (verdict instanceof Verdict.RateLimited refused) {
            waitForLimit(refused);
        } else if (verdict instanceof Verdict.Failed failed) {
            retryLater(failed.retryAt(), failed.error());
        } else if (verdict instanceof Verdict.Refused refused) {
            fail(refused.error());
        }
    }

    private void replaceToken(Verdict.TokenRejected rejected, AccessToken token) {
        if (token == null) {
            fail(new ZoomAuthException(rejected.detail(), ZoomAuthException.Reason.REFUSED, "authScheme",
                    rejected.message() + " (authScheme=NONE sends no bearer)", null));
        } else if (replaced) {
            fail(new ZoomAuthException(rejected.detail(), ZoomAuthException.Reason.TOKEN_REJECTED, null,
                    rejected.message() + " (also with a new token)", null));
        } else {
            replaced = true;
            CompletionStage<AccessToken> fresh = bearer.replace(token.fingerprint());
            if (call.isRepeatable()) {
                permitted(() -> await(fresh));
            } else {
                fail(new ZoomAuthException(rejected.detail(), ZoomAuthException.Reason.TOKEN_REJECTED, null,
                        rejected.message() + " (the body is a stream that cannot be sent a second time)", null));
            }
        }
    }

    private void waitForLimit(Verdict.RateLimited refused) {
        RateLimitAnswer answer = refused.limit();
        permit.refused(answer);
        limited = refused;
        if (answer.daily() || !call.isRepeatable()) {
            fail(new ZoomRateLimitException(refused.detail(), answer.budget(), answer.retryAt(), refused.message()));
            return;
        }
        if (answer.kind() != RateLimitAnswer.Kind.CONCURRENT) {
            start();
            return;
        }
        // Not a budget: the others may go on, and this call looks later whether the thing is free.
        Duration wait = settings.retry().backOff(++concurrent);
        rateLimitWait = rateLimitWait.plus(wait);
        if (rateLimitWait.compareTo(settings.retry().rateLimitTimeout()) > 0) {
            fail(new ZoomRateLimitException(refused.detail(), answer.budget(), pipeline.clock().instant().plus(wait),
                    refused.message()));
            return;
        }
        LOG.debug("{} on connection '{}' waits {} for another call", call.operation(), call.connection(), wait);
        pipeline.later(this, wait, this::start);
    }

    private void retryLater(Instant retryAt, ZoomException error) {
        if (!call.isIdempotent() || !call.isRepeatable() || retries >= settings.retry().maxRetries()) {
            fail(error);
            return;
        }
        retries++;
        Duration wait = settings.retry().backOff(retries);
        if (retryAt != null) {
            Duration asked = Duration.between(pipeline.clock().instant(), retryAt);
            if (asked.compareTo(settings.retry().rateLimitTimeout()) > 0) {
                fail(error);
                return;
            }
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        LOG.debug("{} on connection '{}' is repeated in {}: {}", call.operation(), call.connection(), wait,
                error.getMessage());
        pipeline.later(this, wait, this::start);
    }

    private void broken(IOException e) {
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)
                && !(e instanceof ConnectTimeoutException)) {
            Thread.currentThread().interrupt();
        }
        boolean known = call.isSafe() || wasNotSent(e);
        ErrorDetail detail = ErrorDetail.of(call.connection(), call.operation());
        if (e instanceof RefusedRedirectException) {
            // It would be redirected to the same place again.
            fail(new ZoomTransportException(detail, known, "not followed: " + e.getMessage(), e));
            return;
        }
        retryLater(null, new ZoomTransportException(detail, known, "no answer: " + describe(e), e));
    }

    private static boolean wasNotSent(IOException e) {
        return e instanceof ConnectException || e instanceof ConnectTimeoutException || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException || e instanceof ConnectionRequestTimeoutException
                || e instanceof RefusedRedirectException;
    }

    private static String describe(IOException e) {
        String name = e instanceof SSLException ? "TLS" : e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    ZoomException stopped(Throwable cause) {
        return new ZoomTransportException(ErrorDetail.of(call.connection(), call.operation()), true,
                "the component was stopped while the call waited", cause);
    }

    void fail(Throwable failure) {
        giveBack();
        result.completeExceptionally(failure);
    }

    private void giveBack() {
        if (permit != null) {
            permit.close();
            permit = null;
        }
    }
}
