package io.github.camelzoom.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.event.DeliveryAttempt;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SimulatedEvent;
import io.github.camelzoom.simulator.event.SocketSubscription;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import io.github.camelzoom.simulator.http.FormParameters;

/** The part of {@link Control} below {@code /control/events/}: samples of the default account's events, over both ways. */
final class ControlEvents {

    private final ZoomSimulator simulator;

    ControlEvents(ZoomSimulator simulator) {
        this.simulator = simulator;
    }

    /** Does it and tells how things stand then; null when it knows no such thing. */
    ObjectNode answer(String what, FormParameters query) {
        return switch (what) {
            case "webhook" -> told(simulator.events().webhook(simulator.defaultAccount().serverToServerApp(),
                    URI.create(required(query, "url"))));
            case "webhook/send" -> {
                send(webhook(query), query);
                yield told(webhook(query));
            }
            case "webhook/state" -> told(webhook(query));
            case "socket/send" -> {
                SocketSubscription socket = socket(query);
                socket.burst(number(query, "count", 1), samples(query, socket.journal().size()));
                yield told(socket);
            }
            case "socket/end" -> {
                end(socket(query), required(query, "way"));
                yield told(socket(query));
            }
            case "socket/state" -> told(socket(query));
            default -> null;
        };
    }

    private void send(WebhookSubscription webhook, FormParameters query) {
        int count = number(query, "count", 1);
        int perSecond = number(query, "perSecond", 0);
        IntFunction<SimulatedEvent> samples = samples(query, webhook.deliveries().size());
        if (perSecond > 0) {
            webhook.stream(perSecond, Duration.ofMillis(count * 1_000L / perSecond), samples);
        } else {
            webhook.burst(count, samples);
        }
    }

    private IntFunction<SimulatedEvent> samples(FormParameters query, int from) {
        String name = query.nonEmpty("name").orElse("meeting.started");
        String account = simulator.defaultAccount().id();
        Instant now = simulator.clock().instant();
        return i -> EventSamples.of(name, account, from + i, now);
    }

    private static void end(SocketSubscription socket, String way) {
        switch (way) {
            case "drop" -> socket.drop();
            case "reset" -> socket.reset();
            case "kick" -> socket.kick();
            case "close" -> socket.close(1001, "going away");
            case "silence" -> socket.silent(true);
            case "speech" -> socket.silent(false);
            default -> throw new IllegalArgumentException("Unknown way: " + way);
        }
    }

    private WebhookSubscription webhook(FormParameters query) {
        String id = required(query, "id");
        return simulator.events().webhooks().stream().filter(w -> w.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No webhook " + id));
    }

    private SocketSubscription socket(FormParameters query) {
        return simulator.events().sockets().subscription(required(query, "id"));
    }

    private static ObjectNode told(WebhookSubscription webhook) {
        List<WebhookDelivery> deliveries = webhook.deliveries();
        List<Duration> answers = deliveries.stream().flatMap(d -> d.attempts().stream()).map(DeliveryAttempt::took).sorted()
                .toList();
        return JsonNodeFactory.instance.objectNode().put("id", webhook.id()).put("secretToken", webhook.target().secretToken())
                .put("sent", deliveries.size()).put("attempts", answers.size())
                .put("delivered", count(deliveries, State.DELIVERED)).put("pending", count(deliveries, State.PENDING))
                .put("givenUp", count(deliveries, State.GIVEN_UP)).put("slowestMillis", millis(answers, 1))
                .put("medianMillis", millis(answers, 0.5)).put("p99Millis", millis(answers, 0.99));
    }

    private static long count(List<WebhookDelivery> deliveries, State state) {
        return deliveries.stream().filter(d -> d.state() == state).count();
    }

    private static long millis(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, sorted.size() * share)).toMillis();
    }

    private static ObjectNode told(SocketSubscription socket) {
        return JsonNodeFactory.instance.objectNode().put("id", socket.id()).put("connected", socket.connected())
                .put("connections", socket.connections().size()).put("sent", socket.sent().size())
                .put("lost", socket.lost().size());
    }

    private static int number(FormParameters query, String name, int otherwise) {
        return query.nonEmpty(name).map(Integer::parseInt).orElse(otherwise);
    }

    private static String required(FormParameters query, String name) {
        return query.nonEmpty(name).orElseThrow(() -> new IllegalArgumentException("Missing: " + name));
    }
}
