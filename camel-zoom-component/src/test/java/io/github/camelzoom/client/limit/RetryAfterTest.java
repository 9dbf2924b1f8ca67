package io.github.camelzoom.client.limit;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | 2026-11-22T10:00:00Z
            60                            | 2026-11-22T10:01:00Z
            ' 60 '                        | 2026-11-22T10:01:00Z
            Sun, 22 Nov 2026 11:00:00 GMT | 2026-11-22T11:00:00Z
            Wed, 4 Nov 2026 11:00:00 GMT  | 2026-11-04T11:00:00Z
            2026-11-23T00:00:00Z          | 2026-11-23T00:00:00Z
            2026-11-23T00:00:00.123Z      | 2026-11-23T00:00:00.123Z
            2026-11-23T01:00:00+01:00     | 2026-11-23T00:00:00Z
            """)
    void whatServersSendIsRead(String header, Instant expected) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "-1", "1.5", "soon", "99999999999999999999", "2026-11-23", "2026-11-23T00:00:00",
            "Sun, 99 Nov 2026",
            "6O", "\u2155", "2026-13-45T99:99:99Z", "0x10", "1e3", ",", "Z" })
    void whatCannotBeReadIsNone(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Daily-limit |      |                            | text                       | true  | 2026-11-23T00:00:00Z
            Daily-limit |      | 2026-11-22T15:00:00Z       | text                       | true  | 2026-11-22T15:00:00Z
            QPS         |      | 5                          | the daily limit of nothing | false | 2026-11-22T10:00:05Z
            QPS         |      |                            | text                       | false |
                        |      |                            | maximum DAILY rate limit   | true  | 2026-11-23T00:00:00Z
                        |      |                            | maximum per-second limit   | false |
                        |      | nonsense                   | ''                         | false |
            """)
    void theHeadersDecideBeforeTheText(String type, String category, String retryAfter, String message, boolean daily,
            Instant retryAt) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("X-RateLimit-Type", type);
        headers.put("X-RateLimit-Category", category);
        headers.put("Retry-After", retryAfter);
        RateLimitAnswer answer = RateLimitAnswer.read(headers::get, message, NOW);
        assertThat(answer.daily()).isEqualTo(daily);
        assertThat(answer.retryAt()).isEqualTo(retryAt);
        assertThat(answer.budget()).isEqualTo(daily ? "calls per day" : "calls per second");
    }

    @Test
    void theCategoryNamesTheBudget() {
        assertThat(
                RateLimitAnswer.read(Map.of("X-RateLimit-Category", "Heavy", "X-RateLimit-Type", "QPS")::get, "", NOW).budget())
                .isEqualTo("Heavy per second");
    }
}
