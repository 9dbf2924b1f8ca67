package io.github.camelzoom.examples.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes the tables of the component's page, between marker comments, out of the component's metadata. Pure functions. */
final class OptionTables {

    private static final Pattern REGION = Pattern.compile("// table: (\\w+) START\\n.*?// table: \\1 END\\n", Pattern.DOTALL);

    private OptionTables() {}

    static String update(String page, JsonNode metadata) {
        return REGION.matcher(page).replaceAll(region -> Matcher.quoteReplacement("// table: " + region.group(1) + " START\n"
                + table(region.group(1), metadata) + "// table: " + region.group(1) + " END\n"));
    }

    private static String table(String name, JsonNode metadata) {
        return switch (name) {
            case "component" -> options(metadata.path("componentProperties"), option -> true);
            case "path" -> options(metadata.path("properties"), option -> option.path("kind").asText().equals("path"));
            case "query" -> options(metadata.path("properties"), option -> option.path("kind").asText().equals("parameter"));
            case "headers" -> headers(metadata.path("headers"));
            default -> throw new IllegalArgumentException("no table '" + name + "'");
        };
    }

    private static String options(JsonNode options, Predicate<JsonNode> wanted) {
        StringBuilder table = new StringBuilder("[width=\"100%\",cols=\"2,5,^1,2\",options=\"header\"]\n|===\n"
                + "| Name | Description | Default | Type\n");
        sorted(options).forEach((name, option) -> {
            if (wanted.test(option)) {
                table.append("\n| *").append(option.path("prefix").asText()).append(name).append("* (")
                        .append(option.path("group").asText()).append(")\n| ");
                if (option.path("required").asBoolean()) {
                    table.append("*Required* ");
                }
                table.append(cell(option.path("description").asText())).append(values(option)).append("\n|")
                        .append(cell(" " + option.path("defaultValue").asText()).stripTrailing()).append("\n| ")
                        .append(type(option)).append('\n');
            }
        });
        return table.append("|===\n").toString();
    }

    private static String headers(JsonNode headers) {
        StringBuilder table = new StringBuilder("[width=\"100%\",cols=\"3,5,2\",options=\"header\"]\n|===\n"
                + "| Name | Description | Type\n");
        sorted(headers).forEach((name, header) -> table.append("\n| *").append(name).append("*\n| ")
                .append(cell(header.path("description").asText())).append("\n| ").append(type(header)).append('\n'));
        return table.append("|===\n").toString();
    }

    /** By group, then by name, as Camel's own pages have them. */
    private static Map<String, JsonNode> sorted(JsonNode options) {
        Map<Integer, String> names = new TreeMap<>();
        options.propertyStream().forEach(entry -> names.put(entry.getValue().path("index").asInt(), entry.getKey()));
        Map<String, JsonNode> sorted = new LinkedHashMap<>();
        names.values().forEach(name -> sorted.put(name, options.path(name)));
        return sorted;
    }

    private static String values(JsonNode option) {
        if (!option.path("enum").isArray()) {
            return "";
        }
        StringBuilder values = new StringBuilder(" Enum values: ");
        option.path("enum").forEach(value -> values.append(values.charAt(values.length() - 1) == ' ' ? "" : ", ")
                .append(value.asText()));
        return values.append('.').toString();
    }

    private static String type(JsonNode option) {
        if (option.path("type").asText().equals("duration")) {
            return "duration";
        }
        String type = option.path("javaType").asText().replaceAll("<.*", "");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("{", "\\{").replace("...", "\\...");
    }
}
