package io.github.camelzoom.simulator;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.rest.SampleData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A valid request made from the tables gets the success status of the tables, for each operation. */
class EveryOperationTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    /** They work on things that only another operation makes; the tests of those things cover them. */
    private static final Set<String> NEED_SOMETHING_MORE = Set.of("meetings/recordings/delete",
            "meetings/recordings/status/updateByMeetingUUID", "meetings/registrants/delete", "meetings/registrants/get",
            "webinars/registrants/delete", "webinars/registrants/get", "chat/users/messages/delete", "chat/users/messages/get",
            "chat/users/messages/update", "marketplace/app/event_subscription/update",
            "marketplace/app/event_subscription/delete", "marketplace/app/event_subscription/deleteAll");

    private final Catalogue catalogue = new Catalogue();
    private final Map<String, String> known = new HashMap<>();

    @Test
    void aValidRequestSucceeds() {
        ZoomSimulator zoom = ZOOM.simulator();
        // The dates of sample data are some that no report reaches back to.
        zoom.settings().dateWindows(false);
        zoom.events().checksSubscriptions(false);
        Client client = Client.authorized(zoom);
        List<String> failures = new ArrayList<>();
        for (Operation operation : catalogue.operations()) {
            prepare(zoom);
            Client.Reply reply = client.send(request(client, operation));
            if (NEED_SOMETHING_MORE.contains(operation.name()) || operation.path().contains("/multipart")) {
                continue;
            }
            if (reply.status() != operation.successStatus() || reply.header("x-zm-trackingid") == null) {
                failures.add(operation.schemaKey() + " -> " + reply.status() + " " + reply.raw().body());
            } else if (operation.paged() && !reply.json().path(operation.listField()).isArray()) {
                failures.add(operation.schemaKey() + " has no " + operation.listField());
            }
        }
        assertThat(catalogue.operations()).hasSize(1900);
        assertThat(failures).isEmpty();
        assertThat(zoom.journal().apiRequests()).allSatisfy(r -> assertThat(r.operation()).isNotNull());
    }

    @Test
    void aRequestWithoutTheScopeIsRefused() {
        ZoomSimulator zoom = ZOOM.simulator();
        Client client = new Client(zoom);
        SimulatedApp app = zoom.defaultAccount().addServerToServerApp("other:thing");
        client.bearer(client.accountToken(app).json().path("access_token").asText());
        prepare(zoom);
        List<String> failures = new ArrayList<>();
        for (Operation operation : catalogue.operations()) {
            Client.Reply reply = client.send(request(client, operation));
            boolean refused = reply.status() == 400 && reply.json().path("code").asInt() == 4711;
            if (refused == operation.scopes().isEmpty()) {
                failures.add(operation.schemaKey() + " -> " + reply.status());
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void aRequestWithoutItsRequiredPropertiesIsRefused() {
        ZoomSimulator zoom = ZOOM.simulator();
        Client client = Client.authorized(zoom);
        prepare(zoom);
        List<String> failures = new ArrayList<>();
        int tried = 0;
        for (Operation operation : catalogue.operations()) {
            boolean required = catalogue.schema(operation).body().stream().anyMatch(p -> p.required() && !p.readOnly());
            if (operation.body().equals("json") && required) {
                tried++;
                Client.Reply reply = client.send(HttpRequest.newBuilder(request(client, operation), (n, v) -> true)
                        .method(operation.method(), BodyPublishers.ofString("{}")).build());
                if (reply.status() != 400 || reply.json().path("errors").isEmpty()) {
                    failures.add(operation.schemaKey() + " -> " + reply.status());
                }
            }
        }
        assertThat(tried).isGreaterThan(100);
        assertThat(failures).isEmpty();
    }

    /** Operations with state need something to work on; deletions take it away again. */
    private void prepare(ZoomSimulator zoom) {
        SimulatedAccount account = zoom.defaultAccount();
        if (account.users().size() < 2) {
            account.addUser("more" + known.size() + "@example.com", "More", "People");
        }
        SimulatedUser user = account.users().get(account.users().size() - 1);
        known.put("userId", user.id());
        synchronized (account.data()) {
            known.put("meetingId", Optional.ofNullable(known.get("meetingId")).filter(i -> account.data().meetings().find(i)
                    .isPresent() && account.data().recordings().find(i).isPresent())
                    .orElseGet(() -> newRecording(account, user)));
            known.put("webinarId", Optional.ofNullable(known.get("webinarId")).filter(i -> account.data().webinars().find(i)
                    .isPresent()).orElseGet(() -> account.addWebinar(user, "w").get("id").asText()));
            known.put("channelId", Optional.ofNullable(known.get("channelId")).filter(i -> account.data().chat().channel(i)
                    .isPresent()).orElseGet(() -> account.addChannel(user, "c").get("id").asText()));
        }
    }

    private static String newRecording(SimulatedAccount account, SimulatedUser user) {
        return account.addRecording(user, "r", java.time.Instant.EPOCH).get("id").asText();
    }

    private HttpRequest request(Client client, Operation operation) {
        Schema schema = catalogue.schema(operation);
        StringBuilder path = new StringBuilder(operation.prefix());
        for (String segment : operation.path().substring(1).split("/")) {
            path.append('/').append(segment.startsWith("{") ? pathValue(operation, schema, segment) : segment);
        }
        char separator = '?';
        for (String name : operation.requiredQuery()) {
            String value = schema.parameter("query", name).map(p -> SampleData.value(p, 0))
                    .map(v -> v.isArray() ? v.path(0).asText() : v.asText()).orElse("x");
            path.append(separator).append(name).append('=').append(Client.enc(value));
            separator = '&';
        }
        if (operation.name().equals("chat/users/messages/list")) {
            path.append("?to_channel=").append(known.get("channelId"));
        }
        HttpRequest.Builder builder = client.request(path.toString());
        return switch (operation.body()) {
            case "json" -> builder.header("Content-Type", "application/json")
                    .method(operation.method(), BodyPublishers.ofString(body(operation, schema).toString())).build();
            case "multipart" -> builder.header("Content-Type", "multipart/form-data; boundary=xyz")
                    .method(operation.method(), BodyPublishers.ofString(multipart(schema))).build();
            default -> builder.method(operation.method(), BodyPublishers.noBody()).build();
        };
    }

    private ObjectNode body(Operation operation, Schema schema) {
        ObjectNode body = SampleData.requiredOnly(schema.body(), 0);
        if (operation.name().equals("users/create")) {
            body.withObjectProperty("user_info").put("email", "new@example.com").put("type", 1);
        }
        if (operation.name().startsWith("chat/users/messages")) {
            body.put("to_channel", known.get("channelId"));
        }
        return body;
    }

    private String pathValue(Operation operation, Schema schema, String segment) {
        String name = segment.substring(1, segment.length() - 1);
        if (known.containsKey(name) && !operation.name().startsWith("scim2")) {
            return known.get(name);
        }
        return schema.parameter("path", name).map(p -> Client.enc(SampleData.value(p, 0).asText())).orElse("x");
    }

    private static String multipart(Schema schema) {
        StringBuilder body = new StringBuilder();
        part(body, "name=\"file\"; filename=\"a.png\"");
        for (Property property : schema.body()) {
            if (!property.name().equals("file")) {
                part(body, "name=\"" + property.name() + "\"");
            }
        }
        return body + "--xyz--\r\n";
    }

    private static void part(StringBuilder body, String disposition) {
        body.append("--xyz\r\nContent-Disposition: form-data; ").append(disposition).append("\r\n\r\nx\r\n");
    }
}
