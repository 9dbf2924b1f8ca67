package io.github.camelzoom.client.socket;

import java.util.logging.Level;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which switches of java.net.http are known to print URLs. */
class JdkLoggingTest {

    private static final String LOGGER = "jdk.internal.httpclient.debug";

    @ParameterizedTest
    @ValueSource(strings = { "all", "errors,requests", "Headers", "ssl, channel" })
    void whenRequestsAreLoggedThenThePropertyIsNamed(String kinds) {
        assertThat(JdkLogging.printingUrls(kinds, name -> false, name -> false)).containsExactly(
                "jdk.httpclient.HttpClient.log");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "errors", "frames:all,ssl,trace,content" })
    void whatPrintsNoUrlIsNotNamed(String kinds) {
        assertThat(JdkLogging.printingUrls(kinds, name -> false, name -> false)).isEmpty();
    }

    @Test
    void whenADebugLoggerIsOnThenItIsNamed() {
        assertThat(JdkLogging.printingUrls("", LOGGER::equals, name -> false)).containsExactly(LOGGER);
        assertThat(JdkLogging.printingUrls()).isEmpty();
        Logger logger = Logger.getLogger(LOGGER);
        logger.setLevel(Level.FINE);
        try {
            assertThat(JdkLogging.printingUrls()).containsExactly(LOGGER);
        } finally {
            logger.setLevel(null);
        }
    }
}
