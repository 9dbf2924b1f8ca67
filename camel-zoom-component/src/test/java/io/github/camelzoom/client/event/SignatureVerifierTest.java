package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.SignatureVerifier.Check;
import io.github.camelzoom.client.event.SignatureVerifier.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Held against vectors that other implementations, and Zoom itself, have made. */
class SignatureVerifierTest {

    private static final String ZOOMS_SECRET = "4fv1RkqGQUq5sWbEz6hA5A";
    private static final String ZOOMS_BODY = "{\"payload\":{\"plainToken\":\"xys8n8PGS7mAU0m5-YJjRA\"},"
            + "\"event_ts\":1720705455858,\"event\":\"endpoint.url_validation\"}";
    private static final String ZOOMS_SIGNATURE = "v0=93a1a675965ceb9c5a50c5dfb31f20e50f763be37a54ef74cd2d16a1a8e5c0d6";
    private static final String SECRET = "camel-zoom-test-secret";
    private static final String BODY = "{\"event\":\"meeting.started\",\"event_ts\":1700000000000,\"payload\":"
            + "{\"account_id\":\"A1\",\"object\":{\"id\":\"123\",\"topic\":\"Café ☕\"}}}";
    private static final String SIGNATURE = "v0=c1b1d521c4f6bf7d6c640b24c5fb347a5e14f87265245321251ecf328652bdbe";
    private static final String TIME = "1700000000";

    private static SignatureVerifier at(long seconds, String... secrets) {
        return new SignatureVerifier(Arrays.stream(secrets).map(Secret::of).toList(), Duration.ofHours(2),
                Duration.ofMinutes(5), () -> Instant.ofEpochSecond(seconds));
    }

    private static Check check(SignatureVerifier verifier, String signature, String timestamp, String body) {
        return verifier.check(List.of(signature), List.of(timestamp), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome outcome(String signature, String body) {
        return check(at(1_700_000_000, SECRET), signature, TIME, body).outcome();
    }

    @Test
    void whatZoomSignedIsGenuine() {
        Check check = check(at(1_720_705_455, ZOOMS_SECRET), ZOOMS_SIGNATURE, "1720705455", ZOOMS_BODY);
        assertThat(check.isGenuine()).isTrue();
        assertThat(check.secret().reveal()).isEqualTo(ZOOMS_SECRET);
        assertThat(check.toString()).doesNotContain(ZOOMS_SECRET);
    }

    @Test
    void charactersBeyondAsciiCountAsUtf8() {
        assertThat(outcome(SIGNATURE, BODY)).isEqualTo(Outcome.GENUINE);
        assertThat(outcome(SIGNATURE, BODY.replace("é", "\\u00e9"))).isEqualTo(Outcome.FORGED);
    }

    @Test
    void theBytesCountAndNotWhatTheyMean() {
        assertThat(outcome(SIGNATURE, BODY.replace(",\"payload", ", \"payload"))).isEqualTo(Outcome.FORGED);
        assertThat(outcome(SIGNATURE, BODY + "\n")).isEqualTo(Outcome.FORGED);
    }

    @Test
    void whileASecretIsReplacedBothAreGood() {
        SignatureVerifier both = at(1_700_000_000, "the-new-one", SECRET);
        Check check = check(both, SIGNATURE, TIME, BODY);
        assertThat(check.secret().reveal()).isEqualTo(SECRET);
        assertThat(check(at(1_700_000_000, "the-new-one"), SIGNATURE, TIME, BODY).outcome()).isEqualTo(Outcome.FORGED);
    }

    static List<String> notOfTheForm() {
        return List.of("", " " + SIGNATURE, SIGNATURE + " ", SIGNATURE.toUpperCase(Locale.ROOT),
                "v0=" + SIGNATURE.substring(3).toUpperCase(Locale.ROOT), SIGNATURE.substring(3), SIGNATURE.substring(0, 66),
                SIGNATURE + "0", "v1" + SIGNATURE.substring(2), SIGNATURE + "," + SIGNATURE, "v0=" + "g".repeat(64),
                "v0=" + "０".repeat(64), SIGNATURE + "\n");
    }

    @ParameterizedTest
    @MethodSource("notOfTheForm")
    void aSignatureOfAnotherFormIsRefused(String signature) {
        assertThat(outcome(signature, BODY)).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void aWrongSignatureIsForged() {
        assertThat(outcome("v0=" + "0".repeat(64), BODY)).isEqualTo(Outcome.FORGED);
        assertThat(outcome(SIGNATURE.replace('b', 'c'), BODY)).isEqualTo(Outcome.FORGED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-1700000000", "+1700000000", "1700000000.0", " 1700000000", "1.7e9", "1700000000000", "١٧٠٠",
            "9999999999999999999" })
    void aTimestampOfAnotherFormIsRefused(String timestamp) {
        assertThat(check(at(1_700_000_000, SECRET), SIGNATURE, timestamp, BODY).outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void headersThatAreMissingOrComeTwiceAreRefused() {
        SignatureVerifier verifier = at(1_700_000_000, SECRET);
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        List<String> bad = List.of(SIGNATURE, "v0=" + "0".repeat(64));
        assertThat(verifier.check(List.of(), List.of(TIME), body).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(verifier.check(List.of(SIGNATURE), List.of(), body).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(verifier.check(bad, List.of(TIME), body).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(verifier.check(List.of(SIGNATURE, SIGNATURE), List.of(TIME), body).outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(verifier.check(List.of(SIGNATURE), List.of(TIME, TIME), body).outcome()).isEqualTo(Outcome.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({ "0, GENUINE", "5100, GENUINE", "7200, GENUINE", "7201, STALE", "-300, GENUINE", "-301, FUTURE" })
    void theWindowHasTwoSides(long later, Outcome outcome) {
        assertThat(check(at(1_700_000_000 + later, SECRET), SIGNATURE, TIME, BODY).outcome()).isEqualTo(outcome);
    }

    @Test
    void aForgedOneIsForgedHoweverOldItIs() {
        assertThat(check(at(1_800_000_000, "other"), SIGNATURE, TIME, BODY).outcome()).isEqualTo(Outcome.FORGED);
    }

    @Test
    void withoutASecretThereIsNoVerifier() {
        assertThatThrownBy(() -> at(0)).hasMessageContaining("without a secret");
    }
}
