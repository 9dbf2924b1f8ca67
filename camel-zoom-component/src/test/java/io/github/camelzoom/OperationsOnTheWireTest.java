package io.github.camelzoom;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.Parameter.In;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedUser;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.rest.SampleData;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every operation of the catalogue through a real endpoint and a real socket. What it should look like on the wire comes
 * from the simulator's tables, which were read from Zoom's documents independently of the component's.
 */
class OperationsOnTheWireTest extends ZoomTestSupport {

    /** Listed, but with a base of their own that takes no request. */
    private static final int REFUSED = 2;
    /** All that a path segment or a query value can be damaged by. */
    private static final String NASTY = "a+b/c%2F@\u00fc\ud83d\ude00&=?#";
    private static final String NASTY_ENCODED = "a%2Bb%2Fc%252F%40%C3%BC%F0%9F%98%80%26%3D%3F%23";

    /** They work on things that only another operation makes; that they arrive whole is checked all the same. */
    private static final Set<String> NEED_SOMETHING_MORE = Set.of("meetings/recordings/delete",
            "meetings/recordings/status/updateByMeetingUUID", "meetings/registrants/delete", "meetings/registrants/get",
            "webinars/registrants/delete", "webinars/registrants/get", "chat/users/messages/delete", "chat/users/messages/get",
            "chat/users/messages/update", "phone/recording_transcript/download/get",
            "marketplace/app/event_subscription/update", "marketplace/app/event_subscription/delete",
            "marketplace/app/event_subscription/deleteAll");

    private static final Set<String> PAGES = Set.of("page_size", "page_number", "maxResults");

    private final Catalogue tables = new Catalogue();
    private final Map<String, String> known = new HashMap<>();

    @Override
    RateBudgets rateBudgets() {
        return RateBudgets.unlimited();
    }

    @Test
    void everyOperationIsAcceptedWithAValidRequest() throws IOException {
        // The dates of sample data are some that no report reaches back to.
        simulator().settings().dateWindows(false);
        simulator().events().checksSubscriptions(false);
        List<String> wire = new ArrayList<>(List.of("name\tmethod\tpath\tquery\tbody"));
        List<String> failures = new ArrayList<>();
        for (Operation operation : callable()) {
            prepare();
            io.github.camelzoom.simulator.catalogue.Operation row = tables.operation(operation.name());
            Schema schema = tables.schema(row);
            Map<String, Object> values = validValues(operation, row, schema);
            simulator().journal().clear();
            Exchange exchange = send("zoom:" + operation.name(), validBody(row, schema, operation), Map.of(
                    ZoomConstants.PARAMETERS, values));
            List<ApiRequest> requests = simulator().journal().apiRequests();
            boolean partOfUpload = operation.name().contains("/multipart/");
            if (exchange.getException() != null && !NEED_SOMETHING_MORE.contains(operation.name()) && !partOfUpload) {
                failures.add(operation.name() + ": " + exchange.getException().getMessage());
            } else if (requests.isEmpty() || !operation.name().equals(requests.get(0).operation())) {
                failures.add(operation.name() + " arrived as " + requests.stream().map(ApiRequest::operation).toList());
            } else {
                ApiRequest request = requests.get(0);
                wire.add(String.join("\t", operation.name(), request.method(), request.rawPath(),
                        request.rawQuery() == null ? "" : request.rawQuery(),
                        request.bodyKind().name().toLowerCase(Locale.ROOT)));
                check(operation, row, request, values, failures);
            }
        }
        Files.write(Path.of("target", "operations-on-the-wire.tsv"), wire);
        assertThat(failures).isEmpty();
        assertThat(wire).hasSize(OperationCatalog.zoom().all().size() - REFUSED + 1);
    }

    @Test
    void everyParameterArrivesAsItWasGiven() {
        simulator().faults().onApi().status(200, "{}").always();
        List<String> failures = new ArrayList<>();
        int parameters = 0;
        for (Operation operation : callable()) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Parameter parameter : operation.parameters()) {
                parameters++;
                values.put(parameter.name(), parameter.in() == In.HEADER
                        ? "plain"
                        : parameter.array() ? List.of(NASTY, "2") : NASTY);
            }
            simulator().journal().clear();
            Exchange exchange = send("zoom:" + operation.name(), Map.of("key", "value"),
                    Map.of(ZoomConstants.PARAMETERS, values));
            List<ApiRequest> requests = simulator().journal().apiRequests();
            if (exchange.getException() != null || requests.size() != 1) {
                failures.add(operation.name() + ": " + exchange.getException());
            } else {
                check(operation, tables.operation(operation.name()), requests.get(0), values, failures);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(parameters).isGreaterThan(4000);
        assertThat(simulator().issuedTokens()).isEqualTo(1);
    }

    @Test
    void whatIsNoRequestIsRefusedByNameWithTheReason() {
        List<Operation> refused = OperationCatalog.zoom().all().stream().filter(o -> o.unsupportedReason() != null).toList();
        assertThat(refused).hasSize(REFUSED);
        for (Operation operation : refused) {
            assertThatThrownBy(() -> context.getEndpoint("zoom:" + operation.name())).hasMessageContaining(operation.name())
                    .hasMessageContaining(operation.unsupportedReason());
        }
        assertThat(simulator().journal().all()).isEmpty();
    }

    private static List<Operation> callable() {
        return OperationCatalog.zoom().all().stream().filter(o -> o.unsupportedReason() == null).toList();
    }

    /** Compares one request with the table's row; the only thing taken from the component is which values were given. */
    private static void check(Operation operation, io.github.camelzoom.simulator.catalogue.Operation row, ApiRequest request,
            Map<String, Object> values, List<String> failures) {
        String path = row.prefix() + row.path();
        for (Parameter parameter : operation.parameters(In.PATH)) {
            path = path.replaceFirst("\\{" + parameter.name() + "}", encoded(values.get(parameter.name())));
        }
        Map<String, List<String>> query = new TreeMap<>();
        for (Parameter parameter : operation.parameters(In.QUERY)) {
            Object value = values.get(parameter.name());
            if (value != null) {
                query.put(encoded(parameter.name()), (value instanceof List<?> list ? list : List.of(value)).stream().map(
                        OperationsOnTheWireTest::encoded).toList());
            }
        }
        compare(operation, "method", request.method(), row.method(), failures);
        compare(operation, "path", request.rawPath(), path, failures);
        compare(operation, "query", query(request.rawQuery()), query, failures);
        compare(operation, "body", request.bodyKind(), bodyKind(row.body(), request), failures);
        compare(operation, "rate label", operation.rateLabel().name(),
                row.rateLabel().toUpperCase(Locale.ROOT).replace('-', '_'),
                failures);
        for (Parameter parameter : operation.parameters(In.HEADER)) {
            compare(operation, "header " + parameter.name(), request.headers().first(parameter.name()).orElse(null),
                    values.get(parameter.name()), failures);
        }
        if (!request.headers().first("Authorization").orElse("").startsWith("Bearer ")) {
            failures.add(operation.name() + " came without a bearer");
        }
    }

    private static void compare(Operation operation, String what, Object actual, Object expected, List<String> failures) {
        if (!String.valueOf(actual).equals(String.valueOf(expected))) {
            failures.add(operation.name() + ", " + what + ": " + actual + " instead of " + expected);
        }
    }

    /** Where Zoom published no body, a JSON body is sent if there is one. */
    private static BodyKind bodyKind(String cell, ApiRequest request) {
        return switch (cell) {
            case "json" -> BodyKind.JSON;
            case "multipart" -> BodyKind.MULTIPART;
            case "none" -> BodyKind.NONE;
            default -> Set.of("GET", "DELETE").contains(request.method()) ? BodyKind.NONE : request.bodyKind();
        };
    }

    private static Map<String, List<String>> query(String raw) {
        Map<String, List<String>> query = new TreeMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            query.computeIfAbsent(nameAndValue[0], n -> new ArrayList<>()).add(nameAndValue[1]);
        }
        return query;
    }

    private static String encoded(Object value) {
        return value.equals(NASTY)
                ? NASTY_ENCODED
                : URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A")
                        .replace(
                                "%7E", "~");
    }

    private Map<String, Object> validValues(Operation operation, io.github.camelzoom.simulator.catalogue.Operation row,
            Schema schema) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            String name = parameter.name();
            if (parameter.in() == In.PATH && known.containsKey(name) && !row.name().startsWith("scim2")) {
                values.put(name, known.get(name));
            } else if (name.toLowerCase(Locale.ROOT).replace("_", "").endsWith("pagetoken")) {
                // A made-up one is refused, an empty one is how the first page is asked for where Zoom demands one.
                values.put(name, parameter.required() ? "" : null);
            } else if (parameter.required() || parameter.in() == In.QUERY) {
                String in = parameter.in().name().toLowerCase(Locale.ROOT);
                values.put(name, schema.parameter(in, name).map(OperationsOnTheWireTest::sample).orElse("1"));
            }
        }
        values.computeIfPresent("to_channel", (name, value) -> known.get("channelId"));
        if (values.containsKey("to_channel")) {
            values.remove("to_contact");
        }
        return values;
    }

    /** Zoom's documents call some page sizes texts or numbers, but only whole ones are accepted. */
    private static Object sample(Property property) {
        JsonNode value = SampleData.value(property, 0);
        JsonNode one = value.isArray() ? value.path(0) : value;
        boolean whole = one.isNumber() || PAGES.contains(property.name());
        return whole ? (Object) Math.max(1, one.asInt()) : one.asText();
    }

    private Object validBody(io.github.camelzoom.simulator.catalogue.Operation row, Schema schema, Operation operation) {
        if (row.body().equals("multipart")) {
            Map<String, Object> parts = new LinkedHashMap<>();
            schema.body().stream().map(Property::name).forEach(name -> parts.put(name, "x"));
            parts.put(operation.filePart(), new byte[]{ 1, 2, 3 });
            return parts;
        }
        var body = SampleData.requiredOnly(schema.body(), 0);
        if (row.name().equals("users/create")) {
            body.withObjectProperty("user_info").put("email", "new@example.com").put("type", 1);
        } else if (row.name().startsWith("chat/users/messages")) {
            body.put("to_channel", known.get("channelId"));
        }
        return body;
    }

    /** Operations with state need something to work on; deletions take it away again. */
    private void prepare() {
        SimulatedAccount account = simulator().defaultAccount();
        if (account.users().size() < 2) {
            account.addUser("more" + known.size() + "@example.com", "More", "People");
        }
        SimulatedUser user = account.users().get(account.users().size() - 1);
        known.put("userId", user.id());
        synchronized (account.data()) {
            if (!known.containsKey("meetingId") || account.data().meetings().find(known.get("meetingId")).isEmpty()
                    || account.data().recordings().find(known.get("meetingId")).isEmpty()) {
                known.put("meetingId", account.addRecording(user, "r", Instant.EPOCH).get("id").asText());
            }
            if (!known.containsKey("webinarId") || account.data().webinars().find(known.get("webinarId")).isEmpty()) {
                known.put("webinarId", account.addWebinar(user, "w").get("id").asText());
            }
            if (!known.containsKey("channelId") || account.data().chat().channel(known.get("channelId")).isEmpty()) {
                known.put("channelId", account.addChannel(user, "c").get("id").asText());
            }
        }
    }
}
