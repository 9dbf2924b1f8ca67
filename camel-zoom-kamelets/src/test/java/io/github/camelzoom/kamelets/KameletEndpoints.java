package io.github.camelzoom.kamelets;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.ZoomUriValidator;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/** Whether the endpoints of a template have the options and parameters that they are given, with examples for values. */
final class KameletEndpoints {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?]?([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    /** Both ways to say who we are are there, and exclude each other. */
    private static final List<String> WHO = List.of("connection", "accountId|oauthClientId|oauthClientSecret");

    /** One for all, since it takes a second to be read. */
    private static final CamelCatalog CAMEL = new DefaultCamelCatalog(true);
    private static final ZoomUriValidator ZOOM = new ZoomUriValidator(CAMEL);

    private KameletEndpoints() {}

    static List<String> findings(JsonNode kamelet) {
        Set<String> findings = new LinkedHashSet<>();
        JsonNode properties = kamelet.at("/spec/definition/properties");
        List<String> uris = uris(kamelet.at("/spec/template"));
        if (uris.stream().noneMatch(uri -> uri.startsWith("zoom:"))) {
            findings.add("there is a zoom endpoint");
        }
        for (String uri : uris) {
            for (String example : examples(uri, properties)) {
                if (example.startsWith("zoom:")) {
                    WHO.stream().map(left -> without(example, left)).forEach(one -> ZOOM.validate(one)
                            .forEach(finding -> findings.add(one + ": " + finding)));
                } else if (!example.startsWith("kamelet:")) {
                    EndpointValidationResult result = CAMEL.validateEndpointProperties(example);
                    if (!result.isSuccess()) {
                        findings.add(example + ": " + result.summaryErrorMessage(false));
                    }
                }
            }
        }
        return new ArrayList<>(findings);
    }

    /** The components that a template uses. */
    static Set<String> schemes(JsonNode template) {
        Set<String> schemes = new TreeSet<>();
        uris(template).forEach(uri -> schemes.add(uri.substring(0, uri.indexOf(':'))));
        return schemes;
    }

    private static List<String> uris(JsonNode template) {
        List<String> uris = new ArrayList<>();
        for (String step : List.of("from", "to")) {
            template.findValues(step).forEach(endpoint -> {
                StringBuilder uri = new StringBuilder(endpoint.isTextual() ? endpoint.asText() : endpoint.path("uri").asText());
                endpoint.path("parameters").properties().forEach(parameter -> uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                        .append(parameter.getKey()).append('=').append(parameter.getValue().asText()));
                uris.add(uri.toString());
                // findValues does not look into what it has found.
                uris.addAll(uris(endpoint.path("steps")));
            });
        }
        return uris;
    }

    /** One, or for properties with a choice of values one each. */
    private static List<String> examples(String uri, JsonNode properties) {
        List<String> examples = new ArrayList<>(List.of(uri));
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (property.getValue().has("enum") && uri.contains("{{" + property.getKey() + "}}")) {
                List<String> chosen = new ArrayList<>();
                property.getValue().path("enum").forEach(value -> examples.forEach(
                        example -> chosen.add(example.replace("{{" + property.getKey() + "}}", value.asText()))));
                examples.clear();
                examples.addAll(chosen);
            }
        }
        examples.replaceAll(example -> PLACEHOLDER.matcher(example).replaceAll(placeholder -> Matcher.quoteReplacement(
                example(properties.path(placeholder.group(1))))));
        return examples;
    }

    private static String example(JsonNode property) {
        String example = property.path("example").asText(property.path("default").asText("x"));
        return example.replaceAll("RAW\\((.*)\\)", "$1");
    }

    private static String without(String uri, String options) {
        return uri.replaceAll("(?<=[?&])(" + options + ")=[^&]*&?", "").replaceAll("[?&]$", "");
    }
}
