package io.github.camelzoom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A misspelled option is never taken for a parameter: what stands behind it may be a secret. */
class MisspelledOptionTest extends ZoomTestSupport {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "zoom:users/list?oauthClientSecrt=abc | oauthClientSecret", "zoom:users/list?outptType=MAP | outputType",
            "zoom:request?path=/users&oauthAcessToken=abc | oauthAccessToken",
            "zoom:request?pth=/users | path", "zoom:users/list?conection=acme | connection" })
    void whenAnOptionIsMisspelledThenTheRightOneIsSuggested(String uri, String meant) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessageContaining("Did you mean '" + meant + "'")
                .hasMessageNotContaining("abc");
        assertThat(simulator().journal().all()).isEmpty();
    }
}
