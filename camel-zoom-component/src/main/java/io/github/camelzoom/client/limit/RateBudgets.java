package io.github.camelzoom.client.limit;

import java.time.Duration;

/**
 * Where the nodes of a cluster share the budgets of rate limits. Each node reserves a few places ahead and uses them at
 * their time, so that a call does not wait for the store. Implementations are thread-safe and may block: they are called
 * on a pool's thread, at most once at a time for each budget of a node.
 *
 * @see io.github.camelzoom.client.limit.bucket4j.Bucket4jBudgets
 */
public interface RateBudgets {

    /**
     * Reserves the next places of a budget, behind all that any node has reserved before. Places of a budget are spaced
     * evenly: {@code permits} of them in the time {@code per}.
     *
     * @param  budget    its name, the same on all nodes; letters, digits and punctuation
     * @param  permits   how many calls all nodes together may make
     * @param  per       in which time; somewhat longer than Zoom's, which leaves room for calls that are late
     * @param  count     how many places, at least 1
     * @return           nanoseconds from now until the last of these places, 0 or more
     * @throws Exception when the store does not answer. The node then takes {@link #localShare()} of the limit for some
     *                   seconds and asks again
     */
    long reserve(String budget, int permits, Duration per, int count) throws Exception;

    /**
     * Which part of a limit this node uses while the store does not answer: 0.5 for two nodes, say.
     *
     * @return more than 0, at most 1
     */
    double localShare();

    /**
     * No budgets: calls are not paced, and only what Zoom refuses makes them wait. For gateways that pace on their own,
     * and for load tests.
     */
    static RateBudgets unlimited() {
        return Unlimited.INSTANCE;
    }
}
