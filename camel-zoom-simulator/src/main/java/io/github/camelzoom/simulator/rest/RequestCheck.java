package io.github.camelzoom.simulator.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure.FieldError;

/** Checks parameters and body against the operation's schema and reads the body. */
final class RequestCheck {

    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SimulatorSettings settings;

    RequestCheck(SimulatorSettings settings) {
        this.settings = settings;
    }

    void parameters(Operation operation, Schema schema, Map<String, String> path, Request request) {
        List<FieldError> errors = new ArrayList<>();
        ValueCheck check = new ValueCheck(errors);
        for (Property property : schema.parameters()) {
            if (property.in().equals("path")) {
                check.text(property, path.getOrDefault(property.name(), ""));
            } else if (property.in().equals("query")) {
                boolean cut = settings.pageSizesCut() && property.name().equals("page_size");
                request.query().all(property.name()).stream().filter(v -> !v.isEmpty() && !cut)
                        .forEach(v -> check.text(property, v));
            }
        }
        for (String name : operation.requiredQuery()) {
            if (request.query().nonEmpty(name).isEmpty()) {
                errors.add(new FieldError(name, "Missing field, this field is required."));
            }
        }
        if (!errors.isEmpty()) {
            throw ApiFailure.validation(errors);
        }
    }

    /** The JSON body; an empty object where none is expected or sent. */
    ObjectNode body(Operation operation, Schema schema, Request request) {
        return switch (operation.body()) {
            case "json" -> json(schema, request);
            case "multipart" -> {
                MultipartCheck.check(schema, request);
                yield mapper.createObjectNode();
            }
            default -> request.bodyKind() == BodyKind.JSON ? lenient(request) : mapper.createObjectNode();
        };
    }

    private ObjectNode json(Schema schema, Request request) {
        ObjectNode body = mapper.createObjectNode();
        if (request.bodyKind() != BodyKind.NONE) {
            JsonNode node = request.bodyKind() == BodyKind.JSON ? parse(request) : null;
            if (node == null || !node.isObject() && !schema.body().isEmpty()) {
                throw new ApiFailure(400, 300, "Request Body should be a valid JSON object.");
            }
            body = node instanceof ObjectNode object ? object : body;
        }
        List<FieldError> errors = new ArrayList<>();
        new ValueCheck(errors).object(schema.body(), body, "");
        if (!errors.isEmpty()) {
            throw ApiFailure.validation(errors);
        }
        return body;
    }

    private ObjectNode lenient(Request request) {
        return parse(request) instanceof ObjectNode object ? object : mapper.createObjectNode();
    }

    private JsonNode parse(Request request) {
        try {
            return mapper.readTree(request.body());
        } catch (JsonProcessingException notJson) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
