package io.github.camelzoom.simulator.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.github.camelzoom.simulator.RetryAfterForm;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.http.Answer;

/** The kinds of 429 that Zoom gives. */
public final class RateLimitAnswer {

    private RateLimitAnswer() {}

    /** Too many requests in the present second (or minute, for resource-intensive ones). */
    public static Answer perSecond(String category, int limit, boolean headers) {
        Answer answer = new ApiFailure(429, 429,
                "You have reached the maximum per-second rate limit for this API. Try again later.").answer();
        return headers ? told(answer, category, "QPS", limit, 0) : answer;
    }

    /** The same as the settings want it; Zoom's documents name no {@code Retry-After} here, so it is off unless asked for. */
    static Answer perSecond(String category, int limit, Instant free, Instant now, SimulatorSettings settings) {
        Answer answer = perSecond(category, limit, settings.rateLimitHeaders());
        return settings.rateLimitHeaders() && settings.retryAfterPerSecond()
                ? answer.with("Retry-After", retryAfter(settings.retryAfter(), free, now))
                : answer;
    }

    /** The day's pool is used up; {@code Retry-After} is an ISO-8601 instant, unlike what HTTP says. */
    public static Answer daily(String category, int limit, Instant retryAfter, boolean headers) {
        Answer answer = daily(category, limit, headers);
        return headers ? answer.with("Retry-After", retryAfter.toString()) : answer;
    }

    static Answer daily(String category, int limit, Instant free, Instant now, SimulatorSettings settings) {
        Answer answer = daily(category, limit, settings.rateLimitHeaders());
        return settings.rateLimitHeaders()
                ? answer.with("Retry-After", retryAfter(settings.retryAfter(), free, now))
                : answer;
    }

    private static Answer daily(String category, int limit, boolean headers) {
        Answer answer = new ApiFailure(429, 429, "You have reached the maximum daily rate limit for this API. "
                + "Refer to the response header for details on when you can make another request.").answer();
        return headers ? told(answer, category, "Daily-limit", limit, 0) : answer;
    }

    private static String retryAfter(RetryAfterForm form, Instant free, Instant now) {
        return switch (form) {
            case ISO_INSTANT -> free.toString();
            case HTTP_DATE -> DateTimeFormatter.RFC_1123_DATE_TIME.format(free.atOffset(ZoneOffset.UTC));
            case SECONDS -> Long.toString(Math.max(1, Duration.between(now, free).plusMillis(999).toSeconds()));
        };
    }

    /** More than 100 meeting or webinar writes of one host in a UTC day; comes without type and retry headers. */
    public static Answer perUser() {
        return new ApiFailure(429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests "
                + "permitted for this particular user. You may resume these requests at GMT 00:00:00.").answer();
    }

    /** The same registrant was registered, or decided upon, too often today. */
    static Answer perRegistrant(int limit) {
        return new ApiFailure(429, 429, "You have exceeded the daily rate limit (" + limit
                + ") of Meeting/Webinar Registration API requests permitted for this registrant.").answer();
    }

    /** Two requests at once for a resource that takes one at a time. */
    static Answer concurrent() {
        return new ApiFailure(429, 429,
                "Too many concurrent requests. A request to disassociate this user has already been made.").answer();
    }

    static Answer told(Answer answer, String category, String type, int limit, int remaining) {
        return answer.with("X-RateLimit-Category", category).with("X-RateLimit-Type", type)
                .with("X-RateLimit-Limit", Integer.toString(limit))
                .with("X-RateLimit-Remaining", Integer.toString(remaining));
    }
}
