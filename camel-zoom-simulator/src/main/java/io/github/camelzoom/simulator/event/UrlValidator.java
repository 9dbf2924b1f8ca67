package io.github.camelzoom.simulator.event;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.world.Ids;

/** Zoom's challenge-response check: the receiver must know the secret token. On the loop only. */
final class UrlValidator {

    private static final int PLAIN_TOKEN_BYTES = 16;

    private final WebhookTarget target;
    private final WebhookSender sender;
    private final WebhookTokens tokens;
    private final VirtualClock clock;
    private final Ids ids;
    private final ObjectMapper mapper = new ObjectMapper();

    UrlValidator(WebhookTarget target, WebhookSender sender, WebhookTokens tokens, VirtualClock clock, Ids ids) {
        this.target = target;
        this.sender = sender;
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
    }

    void check(WebhookOptions options, Consumer<UrlCheck> then) {
        if (options.oauth() == null) {
            check(options, options.headers(), then);
            return;
        }
        tokens.authorization(options.oauth(), bearer -> {
            if (bearer == null) {
                then.accept(UrlCheck.NO_ANSWER);
            } else {
                check(options, Map.of("Authorization", bearer), then);
            }
        });
    }

    private void check(WebhookOptions options, Map<String, String> furtherHeaders, Consumer<UrlCheck> then) {
        Instant now = clock.instant();
        String plain = ids.text(PLAIN_TOKEN_BYTES);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("payload").put("plainToken", plain);
        event.put("event_ts", now.toEpochMilli()).put("event", "endpoint.url_validation");
        byte[] body = SimulatedEvent.of(event).bytes();
        Map<String, String> headers = new HashMap<>(target.headers(Long.toString(now.getEpochSecond()), body, ids.plain(),
                ids.hex(16)));
        headers.putAll(furtherHeaders);
        sender.post(target.url(), headers, body, options.patience(), reply -> then.accept(judged(reply, plain)));
    }

    private UrlCheck judged(WebhookSender.Reply reply, String plain) {
        if (reply.status() < 0) {
            return UrlCheck.NO_ANSWER;
        }
        if (reply.status() != 200) {
            return UrlCheck.WRONG_STATUS;
        }
        try {
            JsonNode answer = mapper.readTree(reply.body());
            boolean right = answer.path("plainToken").asText().equals(plain)
                    && answer.path("encryptedToken").asText().equals(Signatures.encrypted(target.secretToken(), plain));
            return right ? UrlCheck.VALID : UrlCheck.WRONG_ANSWER;
        } catch (IOException notJson) {
            return UrlCheck.WRONG_ANSWER;
        }
    }
}
