package io.github.camelzoom.simulator.rest;

import java.time.Instant;

import io.github.camelzoom.simulator.http.Answer;

/** The kinds of 429 that Zoom gives. */
public final class RateLimitAnswer {

    private RateLimitAnswer() {}

    /** Too many requests in the present second (or minute, for resource-intensive ones). */
    public static Answer perSecond(String category, int limit, boolean headers) {
        Answer answer = new ApiFailure(429, 429,
                "You have reached the maximum per-second rate limit for this API. Try again later.").answer();
        return headers ? limited(answer, category, "QPS", limit) : answer;
    }

    /** The day's pool is used up; {@code Retry-After} is an ISO-8601 instant, unlike what HTTP says. */
    public static Answer daily(String category, int limit, Instant retryAfter, boolean headers) {
        Answer answer = new ApiFailure(429, 429, "You have reached the maximum daily rate limit for this API. "
                + "Refer to the response header for details on when you can make another request.").answer();
        return headers
                ? limited(answer, category, "Daily-limit", limit).with("Retry-After", retryAfter.toString())
                : answer;
    }

    /** More than 100 meeting or webinar writes of one host in a UTC day; comes without type and retry headers. */
    public static Answer perUser() {
        return new ApiFailure(429, 429, "You have exceeded the daily rate limit (100) of Meeting Create/Update API requests "
                + "permitted for this particular user. You may resume these requests at GMT 00:00:00.").answer();
    }

    private static Answer limited(Answer answer, String category, String type, int limit) {
        return answer.with("X-RateLimit-Category", category).with("X-RateLimit-Type", type)
                .with("X-RateLimit-Limit", Integer.toString(limit)).with("X-RateLimit-Remaining", "0");
    }
}
