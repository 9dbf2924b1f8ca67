package io.github.camelzoom.kamelets;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** The tables of README.md, made of the Kamelets. */
final class PropertyTables {

    private PropertyTables() {}

    /** The page with its tables made anew. */
    static String update(String page, Map<String, JsonNode> kamelets) {
        String updated = page;
        for (Map.Entry<String, JsonNode> kamelet : kamelets.entrySet()) {
            String start = "<!-- " + kamelet.getKey() + " START -->\n";
            String end = "<!-- " + kamelet.getKey() + " END -->";
            Matcher table = Pattern.compile(Pattern.quote(start) + "(?s).*?" + Pattern.quote(end)).matcher(updated);
            if (!table.find()) {
                throw new IllegalStateException("README.md has no place for the properties of " + kamelet.getKey());
            }
            updated = updated.substring(0, table.start()) + start + table(kamelet.getValue()) + end
                    + updated.substring(table.end());
        }
        return updated;
    }

    private static String table(JsonNode kamelet) {
        JsonNode definition = kamelet.at("/spec/definition");
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(name -> required.add(name.asText()));
        StringBuilder table = new StringBuilder("\n| Property | Is | Default |\n|---|---|---|\n");
        definition.path("properties").properties().forEach(property -> table.append(row(property.getKey(),
                property.getValue(), required.contains(property.getKey()))));
        return table.append("\nDependencies: ").append(dependencies(kamelet)).append("\n").toString();
    }

    private static String row(String name, JsonNode property, boolean required) {
        String values = property.has("enum")
                ? " Values: " + StreamSupport.stream(property.path("enum").spliterator(), false).map(JsonNode::asText)
                        .collect(Collectors.joining("`, `", "`", "`.")) : "";
        String example = property.has("example") ? " Example: `" + property.path("example").asText() + "`." : "";
        String secret = property.path("format").asText().equals("password") ? " A secret." : "";
        return "| `" + name + "`" + (required ? " (required)" : "") + " | "
                + (property.path("description").asText() + secret + values + example).replace("|", "\\|") + " | "
                + (property.has("default") ? "`" + property.path("default").asText() + "`" : "") + " |\n";
    }

    private static String dependencies(JsonNode kamelet) {
        Set<String> dependencies = new TreeSet<>();
        kamelet.at("/spec/dependencies").forEach(dependency -> dependencies.add(
                dependency.asText().replaceFirst("mvn:[^:]*:([^:]*):.*", "$1").replaceFirst("camel:", "camel-")));
        return dependencies.stream().collect(Collectors.joining("`, `", "`", "`."));
    }
}
