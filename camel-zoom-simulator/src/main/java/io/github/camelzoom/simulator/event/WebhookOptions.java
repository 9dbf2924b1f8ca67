package io.github.camelzoom.simulator.event;

import java.time.Duration;
import java.util.Map;

/**
 * What is left open by Zoom's documents, or up to who sets a webhook up.
 *
 * @param patience
 *            real time until an answer counts as missing; Zoom's 3 s
 * @param atOnce
 *            how many posts are under way at the same time; 1 keeps the order
 * @param sameTimestamp
 *            whether tries after the first carry its timestamp and signature; Zoom does not say
 * @param headers
 *            sent besides Zoom's own, such as {@code Authorization} or a custom one
 * @param oauth
 *            gets a bearer for {@code Authorization}; null for none
 */
public record WebhookOptions(Duration patience, int atOnce, boolean sameTimestamp, Map<String, String> headers,
        WebhookOAuth oauth) {

    private static final Duration ZOOMS_PATIENCE = Duration.ofSeconds(3);
    private static final int MANY = 32;

    /** Copies the headers. */
    public WebhookOptions {
        headers = Map.copyOf(headers);
    }

    /** As Zoom does, as far as it is known. */
    public static WebhookOptions usual() {
        return new WebhookOptions(ZOOMS_PATIENCE, MANY, true, Map.of(), null);
    }

    public WebhookOptions patience(Duration value) {
        return new WebhookOptions(value, atOnce, sameTimestamp, headers, oauth);
    }

    public WebhookOptions atOnce(int count) {
        return new WebhookOptions(patience, count, sameTimestamp, headers, oauth);
    }

    public WebhookOptions sameTimestamp(boolean value) {
        return new WebhookOptions(patience, atOnce, value, headers, oauth);
    }

    public WebhookOptions headers(Map<String, String> value) {
        return new WebhookOptions(patience, atOnce, sameTimestamp, value, oauth);
    }

    public WebhookOptions oauth(WebhookOAuth value) {
        return new WebhookOptions(patience, atOnce, sameTimestamp, headers, value);
    }
}
