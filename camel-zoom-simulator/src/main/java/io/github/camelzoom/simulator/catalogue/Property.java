package io.github.camelzoom.simulator.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A named value of a schema: a parameter, or a property of a body.
 *
 * @param in
 *            path, query or header for parameters; empty for properties
 * @param type
 *            string, integer, number, boolean, array or object
 * @param items
 *            type of an array's items; empty when unknown
 * @param minimum
 *            null when unlimited, as for the other limits
 */
public record Property(String name, String in, String type, String items, boolean required, boolean readOnly,
        List<JsonNode> allowed, String format, JsonNode defaultValue, Double minimum, Double maximum, Integer minLength,
        Integer maxLength, Integer minItems, Integer maxItems, List<Property> props) {

    /** Of the two bodies that an upload in parts knows, the tables show the first only. */
    private static final List<JsonNode> FIRST_OF_TWO_BODIES = List.of(TextNode.valueOf("CreateMultipartUpload"));

    static List<Property> listFrom(JsonNode array) {
        List<Property> result = new ArrayList<>();
        array.forEach(n -> result.add(from(n)));
        return List.copyOf(result);
    }

    private static Property from(JsonNode n) {
        List<JsonNode> allowed = new ArrayList<>();
        n.path("enum").forEach(allowed::add);
        if (allowed.equals(FIRST_OF_TWO_BODIES)) {
            allowed.add(TextNode.valueOf("CompleteMultipartUpload"));
        }
        return new Property(n.path("name").asText(), n.path("in").asText(""),
                n.path("type").asText("string").toLowerCase(Locale.ROOT), n.path("items").asText(""),
                n.path("required").asBoolean(false), n.path("readOnly").asBoolean(false), List.copyOf(allowed),
                n.path("format").asText(""), n.get("default"), number(n.get("minimum")), number(n.get("maximum")),
                integer(n.get("minLength")), integer(n.get("maxLength")), integer(n.get("minItems")),
                integer(n.get("maxItems")),
                listFrom(n.path("props")));
    }

    private static Double number(JsonNode node) {
        return node == null || !node.isNumber() ? null : Double.valueOf(node.asDouble());
    }

    private static Integer integer(JsonNode node) {
        return node == null || !node.isNumber() ? null : Integer.valueOf(node.asInt());
    }
}
