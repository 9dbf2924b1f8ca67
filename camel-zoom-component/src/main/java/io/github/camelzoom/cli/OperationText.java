package io.github.camelzoom.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Pagination;
import io.github.camelzoom.client.catalog.Parameter;

/** Operations as text and as JSON. Pure functions. */
final class OperationText {

    private OperationText() {}

    /** Three lines: what it is, what it takes, what it needs. */
    static String brief(Operation operation) {
        return operation.name() + "  " + operation.method() + " " + operation.path() + "  " + operation.rateLabel()
                + (operation.deprecated() ? "  (deprecated)" : "") + "%n    parameters: %s%n    scopes: %s".formatted(
                        parameters(operation), scopes(operation));
    }

    private static String parameters(Operation operation) {
        String names = operation.parameters().stream().map(OperationText::marked).collect(Collectors.joining(", "));
        if (!operation.queryKnown()) {
            return names.isEmpty() ? "not published" : names + ", others are not published";
        }
        return names.isEmpty() ? "none" : names;
    }

    private static String marked(Parameter parameter) {
        return parameter.required() ? parameter.name() + "*" : parameter.name();
    }

    private static String scopes(Operation operation) {
        return operation.scopes().isEmpty() ? "not published" : String.join(", ", operation.scopes());
    }

    static String full(Operation operation) {
        StringBuilder text = new StringBuilder();
        line(text, "name", operation.name());
        line(text, "operation id", operation.operationId());
        line(text, "product", operation.product());
        line(text, "request", operation.method() + " " + operation.path());
        line(text, "base", operation.base().url());
        line(text, "body", operation.body().name().toLowerCase(Locale.ROOT));
        for (Parameter.In in : Parameter.In.values()) {
            List<Parameter> parameters = operation.parameters(in);
            if (!parameters.isEmpty()) {
                line(text, in.name().toLowerCase(Locale.ROOT),
                        parameters.stream().map(OperationText::described).collect(Collectors
                                .joining(", ")));
            }
        }
        if (!operation.queryKnown()) {
            line(text, "query", "not published: any name is accepted");
        }
        line(text, "scopes", scopes(operation));
        line(text, "rate label", operation.rateLabel().name());
        if (operation.isList()) {
            line(text, "items", operation.listField().isEmpty() ? "not published" : operation.listField());
            line(text, "pages by", operation.pagination() == Pagination.UNKNOWN ? "not published" : pages(operation));
        }
        if (operation.deprecated()) {
            line(text, "note", "deprecated by Zoom");
        }
        if (operation.unsupportedReason() != null) {
            line(text, "note", "cannot be called: " + operation.unsupportedReason());
        }
        line(text, "in a route", uri(operation));
        return text.toString().stripTrailing();
    }

    private static String described(Parameter parameter) {
        return marked(parameter) + (parameter.kind() == Parameter.Kind.SCALAR
                ? ""
                : " (" + parameter.kind().name().toLowerCase(Locale.ROOT) + ")");
    }

    private static String pages(Operation operation) {
        String by = operation.pagination() == Pagination.NONE ? "nothing: one answer" : operation.pagination().parameter();
        return operation.pageSizeMax() > 0 ? by + ", at most " + operation.pageSizeMax() + " a page" : by;
    }

    /** As the user would write it, with a property for each required parameter. */
    private static String uri(Operation operation) {
        String required = operation.parameters().stream().filter(Parameter::required)
                .map(parameter -> "param." + parameter.name() + "={{" + parameter.name() + "}}")
                .collect(Collectors.joining("&"));
        return "zoom:" + operation.name() + (required.isEmpty() ? "" : "?" + required);
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("%-13s %s%n".formatted(label + ":", value));
    }

    static String json(List<Operation> operations) {
        ArrayNode array = Json.array();
        operations.forEach(operation -> array.add(node(operation)));
        return Json.text(array);
    }

    static String json(Operation operation) {
        return Json.text(node(operation));
    }

    private static ObjectNode node(Operation operation) {
        ObjectNode node = Json.object();
        node.put("name", operation.name()).put("operationId", operation.operationId()).put("product", operation.product())
                .put("method", operation.method()).put("path", operation.path()).put("base", operation.base().url())
                .put("body", operation.body().name());
        ArrayNode parameters = node.putArray("parameters");
        for (Parameter parameter : operation.parameters()) {
            parameters.addObject().put("name", parameter.name()).put("in", parameter.in().name()).put("required", parameter
                    .required()).put("kind", parameter.kind().name());
        }
        node.put("queryKnown", operation.queryKnown());
        ArrayNode scopes = node.putArray("scopes");
        operation.scopes().forEach(scopes::add);
        node.put("rateLabel", operation.rateLabel().name()).put("list", operation.isList()).put("listField", operation
                .listField()).put("pagination", operation.pagination().name()).put("pageSizeMax", operation.pageSizeMax())
                .put("deprecated", operation.deprecated()).put("unsupported", operation.unsupportedReason());
        return node;
    }
}
