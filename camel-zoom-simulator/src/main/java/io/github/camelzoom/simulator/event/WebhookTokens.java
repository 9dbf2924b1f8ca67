package io.github.camelzoom.simulator.event;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.VirtualClock;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The bearer that a webhook with {@link WebhookOAuth} sends, kept for as long as it is good. On the loop only. */
final class WebhookTokens {

    /** Zoom refuses tokens that end sooner. */
    private static final long SHORTEST_LIFE = 3599;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final WebhookSender sender;
    private final VirtualClock clock;
    private final ObjectMapper mapper = new ObjectMapper();
    private WebhookOAuth of;
    private String bearer;
    private Instant until = Instant.MIN;

    WebhookTokens(WebhookSender sender, VirtualClock clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /** Hands on what {@code Authorization} is to be; null when no token can be had. */
    void authorization(WebhookOAuth oauth, Consumer<String> then) {
        if (oauth.equals(of) && clock.instant().isBefore(until)) {
            then.accept("Bearer " + bearer);
            return;
        }
        String form = "grant_type=client_credentials" + field("scope", oauth.scope());
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        if (oauth.inBody()) {
            form += field("client_id", oauth.clientId()) + field("client_secret", oauth.clientSecret());
        } else {
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (oauth.clientId() + ":" + oauth.clientSecret()).getBytes(UTF_8)));
        }
        sender.post(oauth.tokenUrl(), headers, form.getBytes(UTF_8), PATIENCE, reply -> {
            take(oauth, reply);
            then.accept(oauth.equals(of) ? "Bearer " + bearer : null);
        });
    }

    private void take(WebhookOAuth oauth, WebhookSender.Reply reply) {
        of = null;
        try {
            JsonNode answer = mapper.readTree(reply.body());
            if (reply.status() == 200 && answer.path("expires_in").asLong() >= SHORTEST_LIFE) {
                bearer = answer.path("access_token").asText();
                until = clock.instant().plusSeconds(answer.path("expires_in").asLong());
                of = oauth;
            }
        } catch (IOException notJson) {
            // No token.
        }
    }

    private static String field(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, UTF_8);
    }
}
