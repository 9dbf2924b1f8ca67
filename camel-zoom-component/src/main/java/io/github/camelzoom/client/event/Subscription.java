package io.github.camelzoom.client.event;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event subscription of an app, as Zoom lists it. Immutable.
 *
 * @param name   null when it has none
 * @param url    where its events go; null when Zoom does not say
 * @param events lower-case names
 * @param byApi  false for one made in Zoom's portal, which the API cannot change
 */
public record Subscription(String id, String name, String url, Set<String> events, boolean byApi) {

    public Subscription {
        events = Set.copyOf(events);
    }

    /** An entry of Zoom's list. */
    public static Subscription of(JsonNode listed) {
        Set<String> events = new TreeSet<>();
        listed.path("events").forEach(event -> events.add(event.asText()));
        return new Subscription(EventEnvelope.text(listed, "event_subscription_id"),
                EventEnvelope.text(listed, "event_subscription_name"), EventEnvelope.text(listed, "event_webhook_url"),
                lowerCase(events), "openapi".equals(EventEnvelope.text(listed, "created_source")));
    }

    static Set<String> lowerCase(Set<String> names) {
        return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
