package io.github.camelzoom.client.event;

import io.github.camelzoom.client.auth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrlValidationTest {

    private static final Secret SECRET = Secret.of("UB_rdTwhTruoYCMr6x6-MQ");

    @Test
    void theAnswerIsTheOneThatZoomExpects() {
        assertThat(UrlValidation.answer(SECRET, "qgg8vlvZRS6UYooatFL8Aw")).contains(
                "{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                        + "\"439d1ed256e8d5513d2acd195e0adc64bbbfeb6b795b9d1880534610b58c674c\"}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "v0:1700000000:{}", "a:b", "a\"b", "a\\b", "a b", "{}", "é", "a\n" })
    void whatIsNoTokenIsNotSigned(String token) {
        assertThat(UrlValidation.answer(SECRET, token)).isEmpty();
    }

    @Test
    void noLongTextIsSigned() {
        assertThat(UrlValidation.answer(SECRET, "a".repeat(128))).isPresent();
        assertThat(UrlValidation.answer(SECRET, "a".repeat(129))).isEmpty();
    }

    @Test
    void theSignatureForRtmsIsTheOneThatZoomExpects() {
        assertThat(RtmsSignature.of("clientId123", Secret.of("camel-zoom-test-secret"), "uuid==", "stream1"))
                .isEqualTo("38f720e7f3209314cb81268718370b85fedd1cd4a03e4eabe500d5bdad6c168d");
    }
}
