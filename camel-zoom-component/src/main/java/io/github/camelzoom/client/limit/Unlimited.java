package io.github.camelzoom.client.limit;

import java.time.Duration;

/** Says that nothing is to be paced; it is never asked. */
final class Unlimited implements RateBudgets {

    static final Unlimited INSTANCE = new Unlimited();

    private Unlimited() {}

    @Override
    public long reserve(String budget, int permits, Duration per, int count) {
        return 0;
    }

    @Override
    public double localShare() {
        return 1;
    }
}
