package io.github.camelzoom.simulator.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.catalogue.EventNames;
import io.github.camelzoom.simulator.event.SimulatedEvents;
import io.github.camelzoom.simulator.event.UrlCheck;
import io.github.camelzoom.simulator.event.WebhookOAuth;
import io.github.camelzoom.simulator.event.WebhookOptions;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import io.github.camelzoom.simulator.http.Answer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Webhook subscriptions of an app: made after the receiver's URL proved valid, listed, removed. */
public final class EventSubscriptionsApi {

    private static final String ROOT = "marketplace/app/event_subscription/";
    private static final int EVENT_NOT_ALLOWED = 1602;
    private static final int BASIC = 1;
    private static final int OAUTH = 2;
    private static final int CUSTOM = 3;

    private record Stored(SimulatedApp app, ObjectNode shown, WebhookSubscription webhook) {}

    private final Supplier<SimulatedEvents> events;
    private final EventNames names = new EventNames();
    private final Pages pages;
    private final Map<String, Stored> subscriptions = new LinkedHashMap<>();

    /** Webhooks are made among these events. */
    public EventSubscriptionsApi(Supplier<SimulatedEvents> events, Pages pages) {
        this.events = events;
        this.pages = pages;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put(ROOT + "create", this::create);
        handlers.put(ROOT + "list", this::list);
        handlers.put(ROOT + "update", this::update);
        handlers.put(ROOT + "delete", this::delete);
        handlers.put(ROOT + "deleteAll", this::unsubscribe);
    }

    private Answer create(ApiCall call) {
        SimulatedEvents all = events.get();
        SimulatedApp app = call.token().app();
        if (all.checksSubscriptions()) {
            call.body().path("events").forEach(this::requireKnown);
        }
        Set<String> wanted = new HashSet<>();
        call.body().path("events").forEach(name -> wanted.add(name.asText()));
        WebhookSubscription webhook = all.webhook(app, url(call)).only(wanted)
                .options(WebhookOptions.usual().headers(headers(call.body().path("custom_header")))
                        .oauth(oauth(call.body().path("custom_header"))));
        if (!all.checksSubscriptions()) {
            return created(call, app, webhook);
        }
        call.request().answerLater(webhook.validate().thenApply(check -> {
            if (check == UrlCheck.VALID) {
                webhook.revalidates();
                return created(call, app, webhook);
            }
            all.remove(webhook);
            return new ApiFailure(400, 300, "URL validation failed (" + check + "). Try again later.").answer();
        }));
        return Answer.empty(0);
    }

    private Answer created(ApiCall call, SimulatedApp app, WebhookSubscription webhook) {
        ObjectNode shown = call.body().deepCopy();
        shown.remove(List.of("user_ids", "team_ids", "account_id"));
        shown.put("event_subscription_id", webhook.id()).put("created_source", "openapi");
        synchronized (subscriptions) {
            subscriptions.put(webhook.id(), new Stored(app, shown, webhook));
        }
        return Answer.json(201, JsonNodeFactory.instance.objectNode().put("event_subscription_id", webhook.id()));
    }

    private void requireKnown(JsonNode name) {
        if (!names.contains(name.asText())) {
            throw new ApiFailure(400, EVENT_NOT_ALLOWED, "The event is not allowed for the app: " + name.asText() + ".");
        }
    }

    private static URI url(ApiCall call) {
        String text = call.body().path("event_webhook_url").asText();
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw ApiFailure.validation(List.of(new ApiFailure.FieldError("event_webhook_url", "Invalid field.")));
        }
    }

    private static Map<String, String> headers(JsonNode custom) {
        return switch (custom.path("custom_header_type").asInt()) {
            case BASIC -> Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (custom.path("username").asText() + ":" + custom.path("password").asText()).getBytes(UTF_8)));
            case CUSTOM -> Map.of(prefixed(custom.path("custom_header_key").asText()),
                    custom.path("custom_header_value").asText());
            default -> Map.of();
        };
    }

    private static WebhookOAuth oauth(JsonNode custom) {
        return custom.path("custom_header_type").asInt() == OAUTH
                ? new WebhookOAuth(URI.create(custom.path("token_url").asText()), custom.path("client_id").asText(),
                        custom.path("client_secret").asText(), custom.path("scope").asText(),
                        custom.path("client_authentication").asText().equals("body"))
                : null;
    }

    /** Zoom forces the prefix upon custom headers. */
    private static String prefixed(String header) {
        return header.startsWith("x-") ? header : "x-" + header;
    }

    private Answer list(ApiCall call) {
        synchronized (subscriptions) {
            return Answer.json(200, pages.page(call, subscriptions.values().stream()
                    .filter(s -> s.app() == call.token().app()).map(Stored::shown).toList()));
        }
    }

    /** Adds users or accounts, which the simulator does not tell apart. */
    private Answer update(ApiCall call) {
        stored(call, call.path("eventSubscriptionId"));
        return Answer.empty(204);
    }

    private Answer delete(ApiCall call) {
        Stored stored = stored(call, call.path("eventSubscriptionId"));
        synchronized (subscriptions) {
            subscriptions.remove(stored.webhook().id());
        }
        events.get().remove(stored.webhook());
        return Answer.empty(204);
    }

    private Answer unsubscribe(ApiCall call) {
        stored(call, call.query("event_subscription_id", ""));
        return Answer.empty(204);
    }

    /** Subscriptions of other apps, and those made in the portal, cannot be reached. */
    private Stored stored(ApiCall call, String id) {
        synchronized (subscriptions) {
            Stored stored = subscriptions.get(id);
            if (stored == null || stored.app() != call.token().app()) {
                throw new ApiFailure(404, 404, "Event subscription does not exist: " + id + ".");
            }
            return stored;
        }
    }
}
