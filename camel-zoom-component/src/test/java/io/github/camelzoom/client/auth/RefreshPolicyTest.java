package io.github.camelzoom.client.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.RefreshPolicy.Freshness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshPolicyTest {

    private static final Instant SENT = Instant.parse("2026-01-15T12:00:00Z");

    @Test
    void classifiesByTwoInstants() {
        AccessToken token = new AccessToken(Secret.of("t"), SENT, SENT.plusSeconds(10), SENT.plusSeconds(20), Set.of(), null);
        assertThat(RefreshPolicy.classify(null, SENT)).isEqualTo(Freshness.EXPIRED);
        assertThat(RefreshPolicy.classify(token, SENT.plusSeconds(9))).isEqualTo(Freshness.FRESH);
        assertThat(RefreshPolicy.classify(token, SENT.plusSeconds(10))).isEqualTo(Freshness.STALE);
        assertThat(RefreshPolicy.classify(token, SENT.plusSeconds(19))).isEqualTo(Freshness.STALE);
        assertThat(RefreshPolicy.classify(token, SENT.plusSeconds(20))).isEqualTo(Freshness.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 10, 60, 600, 3600, 86_400 })
    void noTokenIsDueAtBirthAndNoneLaterThanItsEnd(long seconds) {
        for (int version = 0; version < 1000; version++) {
            Instant due = RefreshPolicy.refreshAt(SENT, SENT.plusSeconds(seconds), "node-1", version);
            assertThat(due).isAfterOrEqualTo(SENT.plusMillis(seconds * 745)).isBefore(SENT.plusSeconds(seconds));
        }
    }

    @Test
    void tokensOfAnHourAreDueFiveToTenMinutesAheadAndSpreadOut() {
        long[] ahead = IntStream.range(0, 1000).mapToLong(version -> Duration.between(RefreshPolicy.refreshAt(SENT, SENT
                .plusSeconds(3600), "node-1", version), SENT.plusSeconds(3600)).toSeconds()).toArray();
        assertThat(IntStream.range(0, 1000).mapToLong(i -> ahead[i]).min().orElseThrow()).isBetween(300L, 310L);
        assertThat(IntStream.range(0, 1000).mapToLong(i -> ahead[i]).max().orElseThrow()).isBetween(590L, 600L);
        assertThat(IntStream.range(0, 1000).mapToLong(i -> ahead[i]).distinct().count()).isGreaterThan(200);
    }

    @Test
    void lookingAgainDoesNotMoveTheDueTimeAndNodesDiffer() {
        Instant due = RefreshPolicy.refreshAt(SENT, SENT.plusSeconds(3600), "node-1", 7);
        assertThat(RefreshPolicy.refreshAt(SENT, SENT.plusSeconds(3600), "node-1", 7)).isEqualTo(due);
        assertThat(RefreshPolicy.refreshAt(SENT, SENT.plusSeconds(3600), "node-2", 7)).isNotEqualTo(due);
    }

    @Test
    void aTokenWithoutKnownEndIsNeverDue() {
        assertThat(RefreshPolicy.refreshAt(Instant.EPOCH, Instant.MAX, "n", 1)).isEqualTo(Instant.MAX);
    }

    @Test
    void absurdLifetimesDoNotOverflowAndMissingOnesAreAnHour() {
        TokenAnswer.Granted absurd = new TokenAnswer.Granted(Secret.of("t"), null, Duration.ofSeconds(Long.MAX_VALUE), Set.of(),
                null);
        assertThat(RefreshPolicy.tokenOf(absurd, SENT, "n", 1).expiresAt()).isAfter(SENT);
        TokenAnswer.Granted silent = new TokenAnswer.Granted(Secret.of("t"), null, null, Set.of(), null);
        assertThat(RefreshPolicy.tokenOf(silent, SENT, "n", 1).expiresAt()).isEqualTo(SENT.plusSeconds(3600));
    }

    @Test
    void backOffGrowsToAMinuteAndObeysLongerWishes() {
        Random random = new Random(1);
        for (int failures = 1; failures < 200; failures++) {
            assertThat(BackOff.afterFailure(failures, null, random)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        }
        assertThat(BackOff.afterFailure(1, null, random)).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(BackOff.afterFailure(1, Duration.ofMinutes(5), random)).isEqualTo(Duration.ofMinutes(5));
        assertThat(BackOff.afterFailure(1, Duration.ofDays(500), random)).isEqualTo(Duration.ofDays(1));
        for (int looks = 0; looks < 100; looks++) {
            assertThat(BackOff.betweenLooks(looks, random)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2));
        }
    }
}
