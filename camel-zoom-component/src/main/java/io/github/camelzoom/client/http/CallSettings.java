package io.github.camelzoom.client.http;

import io.github.camelzoom.client.limit.Caller;
import io.github.camelzoom.client.limit.Priority;

/**
 * How the calls of a connection are sent. Immutable.
 *
 * @param hosts    which hosts may see the bearer
 * @param timeouts of each request
 * @param retry    how often and how long to wait
 * @param priority who goes first where calls wait for a rate limit
 * @param caller   on whose rate limits they count; null when they are not paced
 */
public record CallSettings(HostPolicy hosts, Timeouts timeouts, RetryPolicy retry, Priority priority, Caller caller) {

    /** For calls that are not paced. They still wait after a refusal. */
    public CallSettings(HostPolicy hosts, Timeouts timeouts, RetryPolicy retry, Priority priority) {
        this(hosts, timeouts, retry, priority, null);
    }

    /** The same, for calls of this priority. */
    public CallSettings with(Priority changed) {
        return new CallSettings(hosts, timeouts, retry, changed, caller);
    }

    /** The same, for calls that are none of the API and so part of no budget, as those for files. */
    public CallSettings unpaced() {
        return new CallSettings(hosts, timeouts, retry, priority, null);
    }
}
