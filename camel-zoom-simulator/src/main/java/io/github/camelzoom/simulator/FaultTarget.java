package io.github.camelzoom.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure;
import io.github.camelzoom.simulator.rest.RateLimitAnswer;

/**
 * The requests some trouble is meant for; each method makes a rule that is in force at once. Unless said otherwise the request is not
 * looked at: no token is issued, nothing is stored.
 */
public final class FaultTarget {

    private final Faults faults;
    private final Predicate<Request> match;

    FaultTarget(Faults faults, Predicate<Request> match) {
        this.faults = faults;
        this.match = match;
    }

    /** Narrows the target to requests that meet one more condition on what was sent. */
    public FaultTarget withHeader(String name, Predicate<String> condition) {
        return new FaultTarget(faults, match.and(r -> r.headers().first(name).filter(condition).isPresent()));
    }

    /** Works on the request at once and answers after this real time. */
    public FaultRule delay(Duration duration) {
        return add(new Effect.Delay(duration));
    }

    /** Works on the request and keeps the answer until the hold is released. */
    public Hold hold() {
        Hold hold = new Hold();
        hold.rule(add(new Effect.Wait(hold)));
        return hold;
    }

    /** Cuts the connection (TCP RST) without looking at the request. */
    public FaultRule resetConnection() {
        return add(new Effect.Reset(false));
    }

    /** Works on the request, then cuts the connection (TCP RST) instead of answering: a lost answer. */
    public FaultRule loseAnswer() {
        return add(new Effect.Reset(true));
    }

    /** Works on the request, then answers this status with a plain error body: the caller cannot know that it worked. */
    public FaultRule statusAfterProcessing(int status) {
        return add(new Effect.Replace(plain(status)));
    }

    /** Answers this status with an error body in Zoom's shape. */
    public FaultRule status(int status) {
        return instead(plain(status));
    }

    /** Answers this status and JSON text, with further headers. */
    public FaultRule status(int status, String json, Map<String, String> headers) {
        Answer answer = Answer.of(status, "application/json;charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return instead(answer);
    }

    /** Answers this status and JSON text. */
    public FaultRule status(int status, String json) {
        return status(status, json, Map.of());
    }

    /** Answers this status and an error body with Zoom's code and message. */
    public FaultRule error(int status, long code, String message) {
        return instead(new ApiFailure(status, code, message).answer());
    }

    /** A per-second 429 with the headers of older Zoom documents. */
    public FaultRule rateLimitedPerSecond() {
        return instead(RateLimitAnswer.perSecond("Medium", 20, true));
    }

    /** A daily 429 with headers, {@code Retry-After} as an ISO-8601 instant. */
    public FaultRule rateLimitedDaily(Instant retryAfter) {
        return instead(RateLimitAnswer.daily("Heavy", 30000, retryAfter, true));
    }

    /** A per-second 429 that only its text tells from a daily one. */
    public FaultRule rateLimitedPerSecondWithoutHeaders() {
        return instead(RateLimitAnswer.perSecond("Medium", 20, false));
    }

    /** A daily 429 that only its text tells from a per-second one. */
    public FaultRule rateLimitedDailyWithoutHeaders() {
        return instead(RateLimitAnswer.daily("Heavy", 30000, Instant.EPOCH, false));
    }

    /** The 429 for more than 100 meeting writes of one user a day. */
    public FaultRule rateLimitedPerUser() {
        return instead(RateLimitAnswer.perUser());
    }

    /** A per-second 429 with a {@code Retry-After} of the caller's wording: seconds, an HTTP date or an ISO instant. */
    public FaultRule rateLimitedRetryAfter(String retryAfter) {
        return instead(RateLimitAnswer.perSecond("Medium", 20, true).with("Retry-After", retryAfter));
    }

    /** Expires the request's bearer for good, so that Zoom's 401 for an expired token follows. */
    public FaultRule expiredToken() {
        return add(new Effect.ExpireToken());
    }

    /** Announces the whole answer, sends the first {@code bytes} of its body and cuts the connection. */
    public FaultRule truncateBodyAfter(int bytes) {
        return add(new Effect.Truncate(bytes, false));
    }

    /** Announces the whole answer, sends the first {@code bytes} of its body and resets the connection (TCP RST). */
    public FaultRule resetBodyAfter(int bytes) {
        return add(new Effect.Truncate(bytes, true));
    }

    /** HTTP 200 with a sign-in page, as downloads do when they do not like the caller. */
    public FaultRule html200() {
        return instead(
                Answer.html(200, "<!DOCTYPE html><html><head><title>Sign In - Zoom</title></head><body>Sign In</body></html>"));
    }

    /** HTTP 200 with {@code code} 200 in the body: a missing permission that looks like success. */
    public FaultRule hiddenFailure() {
        return instead(new ApiFailure(200, 200, "No permission. The account or plan lacks this feature.").answer());
    }

    /** HTTP 200 with the given JSON instead of the real answer. */
    public FaultRule json200(JsonNode body) {
        return instead(Answer.json(200, body));
    }

    /** Redirects to another address. */
    public FaultRule redirect(int status, String location) {
        return instead(Answer.redirect(status, location));
    }

    /** Redirects to an address made from the request's raw path and query. */
    public FaultRule redirect(int status, Function<String, String> location) {
        return add(new Effect.Instead(r -> Answer.redirect(status,
                location.apply(r.rawQuery() == null ? r.rawPath() : r.rawPath() + "?" + r.rawQuery()))));
    }

    private static Answer plain(int status) {
        return new ApiFailure(status, status, "Simulated failure.").answer();
    }

    private FaultRule instead(Answer answer) {
        return add(new Effect.Instead(r -> answer));
    }

    private FaultRule add(Effect effect) {
        return faults.add(random -> new FaultRule(faults, match, effect, random));
    }
}
