package io.github.camelzoom.client.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    private static final RandomGenerator LEAST = () -> 0;

    @ParameterizedTest
    @ValueSource(longs = { Long.MIN_VALUE, -1, 0, 1, 1000, Long.MAX_VALUE })
    void whateverTheOptionSaysTheWaitsGrowAndStayBounded(long retryDelay) {
        RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(retryDelay), Duration.ofMinutes(2), LEAST);
        Duration before = Duration.ZERO;
        for (int retry = 1; retry <= 40; retry++) {
            Duration wait = policy.backOff(retry);
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofSeconds(30));
            before = wait;
        }
        assertThat(before).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
