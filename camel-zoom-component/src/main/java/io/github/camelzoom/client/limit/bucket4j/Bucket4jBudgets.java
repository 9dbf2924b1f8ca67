package io.github.camelzoom.client.limit.bucket4j;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.camelzoom.client.limit.RateBudgets;

/**
 * Budgets in whatever Bucket4j can keep buckets in: a database, a cache, a data grid. All nodes of a cluster that are given
 * the same store share the limits of their Zoom accounts. Thread-safe.
 *
 * <p>
 * A bucket holds one token and gets the next one when the next call may go. A node takes the tokens of the next few calls
 * ahead, on credit, and is told when they are there; so the places of all nodes lie one behind the other. Clocks of nodes
 * that differ shift their places, so keep them in step (NTP).
 *
 * @see <a href="https://bucket4j.com/8.14.0/toc.html">Bucket4j reference</a>
 */
public final class Bucket4jBudgets implements RateBudgets {

    private static final int MOST = 10_000;

    private final ProxyManager<String> buckets;
    private final double localShare;
    /** Which buckets this node has seen, and for how many permits they are set. */
    private final Map<String, Integer> configured = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST;
        }
    });

    /**
     * @param  buckets                  the store; where its keys are not text, {@link ProxyManager#withMapper} helps. Give it
     *                                  a request timeout, so that a store which hangs costs a thread for a short time only
     * @param  localShare               which part of the limits this node uses while the store does not answer: 1 divided by
     *                                  the number of nodes
     * @throws IllegalArgumentException when the share is not above 0 and at most 1
     */
    public Bucket4jBudgets(ProxyManager<String> buckets, double localShare) {
        this.buckets = Objects.requireNonNull(buckets, "buckets");
        if (!(localShare > 0 && localShare <= 1)) {
            throw new IllegalArgumentException("localShare must be more than 0 and at most 1, but is " + localShare);
        }
        this.localShare = localShare;
    }

    @Override
    public long reserve(String budget, int permits, Duration per, int count) {
        BucketConfiguration configuration = configuration(permits, per);
        BucketProxy bucket = buckets.getProxy(budget, () -> configuration);
        Integer known = configured.put(budget, permits);
        if (known == null || known != permits) {
            // Another plan than when the bucket was made, or Zoom told another limit.
            bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
        }
        return bucket.consumeIgnoringRateLimits(count);
    }

    private static BucketConfiguration configuration(int permits, Duration per) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, per.dividedBy(permits))).build();
    }

    @Override
    public double localShare() {
        return localShare;
    }
}
