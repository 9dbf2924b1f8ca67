package io.github.camelzoom.client.http;

import java.time.Duration;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * The limits of one request.
 *
 * @param connect  for the connection to be made
 * @param response for the answer's first byte, and between two packets
 */
public record Timeouts(Duration connect, Duration response) {

    // The connect timeout per request is deprecated in favour of the connection manager's, which belongs to the user.
    @SuppressWarnings("deprecation")
    RequestConfig toRequestConfig() {
        return RequestConfig.custom().setConnectTimeout(Timeout.of(connect)).setResponseTimeout(Timeout.of(response))
                .setRedirectsEnabled(false).build();
    }
}
