package io.github.camelzoom.simulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.http.Answer;

/** Answers operations without simulated state: sample data in the shape of the schema, with what was sent mixed in. */
final class GenericHandler implements ApiHandler {

    private static final byte[] PDF = "%PDF-1.4\n%simulated\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final Pages pages;
    private final SimulatorSettings settings;

    GenericHandler(Pages pages, SimulatorSettings settings) {
        this.pages = pages;
        this.settings = settings;
    }

    @Override
    public Answer handle(ApiCall call) {
        Operation operation = call.operation();
        int status = operation.successStatus();
        if (status == 302) {
            return Answer.redirect(302, "/sim/files/" + call.path().values().iterator().next());
        }
        if (status == 204) {
            return Answer.empty(status);
        }
        return switch (operation.responseType()) {
            case "application/pdf" -> Answer.of(status, "application/pdf", PDF);
            case "application/octet-stream" -> Answer.of(status, "application/octet-stream",
                    operation.name().getBytes(StandardCharsets.UTF_8));
            default ->
                call.schema().response().isEmpty() && operation.responseType().isEmpty() && !operation.method().equals("GET")
                        ? Answer.empty(status)
                        : Answer.json(status, json(call));
        };
    }

    private ObjectNode json(ApiCall call) {
        Operation operation = call.operation();
        List<Property> response = call.schema().response();
        ObjectNode body = SampleData.object(response, 0);
        if (operation.paged()) {
            body.setAll(pages.page(call, items(call)));
        }
        for (Property property : response) {
            JsonNode sent = call.body().get(property.name());
            if (sent != null && sent.getNodeType() == body.get(property.name()).getNodeType()) {
                body.set(property.name(), sent);
            }
        }
        return body;
    }

    private static String operationItem(ApiCall call, int number) {
        return call.operation().listField() + "-" + number;
    }

    private List<JsonNode> items(ApiCall call) {
        Optional<Property> list = call.schema().response().stream().filter(p -> p.name().equals(call.operation().listField()))
                .findFirst();
        List<JsonNode> items = new ArrayList<>();
        for (int i = 0; i < settings.genericListSize(); i++) {
            boolean objects = list.isEmpty() || list.get().items().isEmpty() || list.get().items().equals("object");
            items.add(objects
                    ? SampleData.object(list.map(Property::props).orElse(List.of()), i)
                    : JsonNodeFactory.instance.textNode(operationItem(call, i)));
        }
        return items;
    }
}
