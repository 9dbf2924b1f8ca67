package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.rest.ApiFailure.FieldError;

/** Compares values with what the schema allows: type, enum, range, length. Collects every violation. */
final class ValueCheck {

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    private final List<FieldError> errors;

    ValueCheck(List<FieldError> errors) {
        this.errors = errors;
    }

    /** A parameter of path or query, given as text. */
    void text(Property property, String value) {
        switch (property.type()) {
            case "integer" -> check(property, value, INTEGER.matcher(value).matches());
            case "number" -> check(property, value, NUMBER.matcher(value).matches());
            case "boolean" -> check(property, value, value.equals("true") || value.equals("false"));
            case "array" -> List.of(value.split(",")).forEach(v -> allowed(property, property.name(), v));
            default -> {
                allowed(property, property.name(), value);
                length(property, property.name(), value);
            }
        }
    }

    private void check(Property property, String value, boolean wellFormed) {
        if (!wellFormed) {
            add(property.name(), "Invalid field, must be of type " + property.type() + ".");
        } else if (!property.type().equals("boolean")) {
            allowed(property, property.name(), value);
            range(property, property.name(), Double.parseDouble(value));
        }
    }

    /** Properties of a JSON object; {@code path} is empty at the top. */
    void object(List<Property> properties, JsonNode object, String path) {
        for (Property property : properties) {
            String field = path.isEmpty() ? property.name() : path + "." + property.name();
            JsonNode value = object.get(property.name());
            if (value == null || value.isNull()) {
                if (property.required() && !property.readOnly()) {
                    add(field, "Missing field, this field is required.");
                }
            } else {
                json(property, value, field);
            }
        }
    }

    private void json(Property property, JsonNode value, String field) {
        boolean typeFits = switch (property.type()) {
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> value.isTextual();
        };
        if (!typeFits) {
            add(field, "Invalid field, must be of type " + property.type() + ".");
            return;
        }
        switch (property.type()) {
            case "object" -> object(property.props(), value, field);
            case "array" -> array(property, value, field);
            case "integer", "number" -> {
                allowed(property, field, value.asText());
                range(property, field, value.asDouble());
            }
            case "string" -> {
                allowed(property, field, value.asText());
                length(property, field, value.asText());
            }
            default -> {
                // a boolean has nothing more to be wrong
            }
        }
    }

    private void array(Property property, JsonNode array, String field) {
        if (property.maxItems() != null && array.size() > property.maxItems()) {
            add(field, "Invalid field, at most " + property.maxItems() + " items are allowed.");
        }
        if (property.minItems() != null && array.size() < property.minItems()) {
            add(field, "Invalid field, at least " + property.minItems() + " items are needed.");
        }
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            String itemField = field + "[" + i + "]";
            boolean fits = switch (property.items()) {
                case "object" -> item.isObject();
                case "string" -> item.isTextual();
                case "integer" -> item.isIntegralNumber();
                case "number" -> item.isNumber();
                default -> true;
            };
            if (!fits) {
                add(itemField, "Invalid field, must be of type " + property.items() + ".");
            } else if (item.isObject()) {
                object(property.props(), item, itemField);
            } else {
                allowed(property, itemField, item.asText());
            }
        }
    }

    private void allowed(Property property, String field, String value) {
        if (!property.allowed().isEmpty() && property.allowed().stream().noneMatch(a -> a.asText().equals(value))) {
            add(field, "Invalid field, must be one of " + property.allowed().stream().map(JsonNode::asText)
                    .collect(Collectors.joining(", ", "[", "]")) + ".");
        }
    }

    private void range(Property property, String field, double value) {
        if (property.minimum() != null && value < property.minimum()) {
            add(field, "Invalid field, must not be less than " + shown(property.minimum()) + ".");
        }
        if (property.maximum() != null && value > property.maximum()) {
            add(field, "Invalid field, must not be more than " + shown(property.maximum()) + ".");
        }
    }

    private void length(Property property, String field, String value) {
        if (property.maxLength() != null && value.length() > property.maxLength()) {
            add(field, "Invalid field, length must not exceed " + property.maxLength() + ".");
        }
        if (property.minLength() != null && value.length() < property.minLength()) {
            add(field, "Invalid field, length must be at least " + property.minLength() + ".");
        }
    }

    private static String shown(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }

    private void add(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
