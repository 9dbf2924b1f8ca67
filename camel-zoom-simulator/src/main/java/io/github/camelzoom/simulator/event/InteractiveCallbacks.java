package io.github.camelzoom.simulator.event;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.world.Ids;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where interactive messages are answered: each event brings an address and a token, good once and for half an hour. Which status Zoom
 * answers with is not documented. Thread-safe.
 */
public final class InteractiveCallbacks {

    private static final String PATH = "/im/callback/";
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final int ID_BYTES = 12;
    private static final int TOKEN_BYTES = 24;

    /**
     * An answer that was taken.
     *
     * @param event
     *            what was answered
     * @param body
     *            as it came
     */
    public record Reply(SimulatedEvent event, String body) {}

    private record Open(SimulatedEvent event, String token, Instant until) {}

    private final VirtualClock clock;
    private final Supplier<String> origin;
    private final Ids ids;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Open> open = new HashMap<>();
    private final List<Reply> replies = new ArrayList<>();

    /** Addresses are below the given origin. */
    public InteractiveCallbacks(VirtualClock clock, Supplier<String> origin, Ids ids) {
        this.clock = clock;
        this.origin = origin;
        this.ids = ids;
    }

    /** The event with an address of its own, to be sent by a webhook or a socket. */
    public synchronized SimulatedEvent open(SimulatedEvent event) {
        try {
            ObjectNode body = (ObjectNode) mapper.readTree(event.json());
            String path = PATH + ids.text(ID_BYTES).replaceAll("[^A-Za-z0-9]", "x");
            String token = ids.text(TOKEN_BYTES);
            body.withObject("/payload").put("callback_url", origin.get() + path).put("callback_token", token);
            SimulatedEvent opened = SimulatedEvent.of(body);
            open.put(path, new Open(opened, token, clock.instant().plus(GOOD_FOR)));
            return opened;
        } catch (IOException e) {
            throw new IllegalArgumentException("Not an event: " + event.json(), e);
        }
    }

    /** The answers that were taken, in order. */
    public synchronized List<Reply> replies() {
        return List.copyOf(replies);
    }

    /** Whether a request is for here. */
    public static boolean isFor(String rawPath) {
        return rawPath.startsWith(PATH);
    }

    /** Takes an answer. */
    public synchronized Answer handle(Request request) {
        Open asked = open.get(request.rawPath());
        if (asked == null || !request.method().equals("POST") || clock.instant().isAfter(asked.until())
                || !request.headers().first("Authorization").filter(("Bearer " + asked.token())::equals).isPresent()) {
            return Answer.json(401, JsonNodeFactory.instance.objectNode().put("code", 124).put("message",
                    "Invalid access token."));
        }
        open.remove(request.rawPath());
        replies.add(new Reply(asked.event(), new String(request.body(), UTF_8)));
        return Answer.empty(204);
    }
}
