package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.catalogue.Property;

/** Makes values of a schema's shape. The same property and number always give the same value. */
public final class SampleData {

    private static final int NESTED_ITEMS = 2;
    private static final Set<String> DAYS = Set.of("from", "to");

    private SampleData() {}

    /** An object with every property; {@code number} tells one item of a list from the next. */
    public static ObjectNode object(List<Property> properties, int number) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        properties.forEach(p -> object.set(p.name(), value(p, number)));
        return object;
    }

    /** An object with only the properties that a request must have. */
    public static ObjectNode requiredOnly(List<Property> properties, int number) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Property property : properties) {
            if (property.required() && !property.readOnly()) {
                object.set(property.name(), value(property, number));
            }
        }
        return object;
    }

    /** A value that the property's own rules allow. */
    public static JsonNode value(Property property, int number) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (property.type()) {
            case "object" -> object(property.props(), number);
            case "array" -> array(property, number);
            case "boolean" -> json.booleanNode(number % 2 == 0);
            case "integer" -> property.allowed().isEmpty()
                    ? json.numberNode(integer(property, number))
                    : json.numberNode(property.allowed().get(number % property.allowed().size()).asLong());
            case "number" -> json.numberNode(integer(property, number) + (property.maximum() == null ? 0.5 : 0));
            default -> json.textNode(text(property, number));
        };
    }

    private static ArrayNode array(Property property, int number) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int wanted = Math.max(property.minItems() == null ? 0 : property.minItems(), NESTED_ITEMS);
        int size = property.maxItems() == null ? wanted : Math.min(wanted, property.maxItems());
        for (int i = 0; i < size; i++) {
            switch (property.items()) {
                case "object" -> array.add(object(property.props(), number * size + i));
                case "integer", "number" -> array.add(property.allowed().isEmpty()
                        ? i + 1
                        : property.allowed().get(i % property.allowed().size()).asInt());
                default -> array.add(property.allowed().isEmpty()
                        ? property.name() + "-" + (i + 1)
                        : property.allowed().get(i % property.allowed().size()).asText());
            }
        }
        return array;
    }

    private static long integer(Property property, int number) {
        long low = property.minimum() == null ? 1 : property.minimum().longValue();
        long value = low + number;
        return property.maximum() == null ? value : Math.min(value, property.maximum().longValue());
    }

    private static String text(Property property, int number) {
        if (!property.allowed().isEmpty()) {
            return property.allowed().get(number % property.allowed().size()).asText();
        }
        // Some schemas say of the days of a window only that they are text.
        String format = property.format().isEmpty() && DAYS.contains(property.name()) ? "date" : property.format();
        String text = switch (format) {
            case "date-time", "datetime" -> "2026-03-%02dT10:00:00Z".formatted(number % 28 + 1);
            case "date", "YYYY-MM-DD" -> "2026-03-%02d".formatted(number % 28 + 1);
            case "email" -> "person%d@example.com".formatted(number);
            case "uri", "url" -> "https://example.com/" + property.name() + "/" + number;
            default -> property.name() + "-" + number;
        };
        if (property.minLength() != null && text.length() < property.minLength()) {
            text = text + "x".repeat(property.minLength() - text.length());
        }
        return property.maxLength() != null && text.length() > property.maxLength()
                ? text.substring(text.length() - property.maxLength())
                : text;
    }
}
