package io.github.camelzoom.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.camelzoom.ZoomUriValidator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The rules of the Kamelet catalogue: those of its validator ({@code script/validator/validator.go} in apache/camel-kamelets,
 * with our name as the provider), and that endpoints of templates have the options and parameters they are given.
 */
class KameletRulesTest {

    private static final Path FOLDER = Path.of("target/classes/kamelets");
    private static final String PREFIX = "camel.apache.org/";
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[?]?([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    private static final Pattern DEPENDENCY = Pattern.compile("camel:[a-z0-9-]+|mvn:[\\w.-]+:[\\w.-]+:[\\w.-]+");
    private static final Set<String> SMALL_WORDS = Set.of("of", "the", "a", "an", "and", "or", "to", "in", "for", "on", "with");

    @TestFactory
    Stream<DynamicTest> rulesAreKept() {
        return kamelets().entrySet().stream().map(entry -> dynamicTest(entry.getKey(),
                () -> assertThat(findings(entry.getKey(), entry.getValue())).isEmpty()));
    }

    @Test
    void titlesAndDescriptionsAreTheirOwn() {
        for (String field : List.of("title", "description")) {
            assertThat(kamelets().values()).extracting(kamelet -> kamelet.at("/spec/definition/" + field).asText())
                    .doesNotHaveDuplicates().doesNotContain("");
        }
    }

    /** A rule that finds nothing may be none. */
    @Test
    void brokenKameletsAreFound() throws IOException {
        String good = Files.readString(FOLDER.resolve("zoom-meeting-action.kamelet.yaml"));
        Map<String, String> breakings = Map.of("title: \"Zoom Meeting Action\"", "title: \"Zoom Meeting\"",
                "format: password\n        x-descriptors:\n        - urn:camel:group:credentials", "format: password",
                "title: User Id", "title: The user", "{{?connection}}", "{{?connexion}}", "connection={{",
                "conection={{", "param.userId", "param.userIdd", "kamelet:source", "direct:source", "camel:kamelet",
                "camelkamelet", "provider: \"Camel Zoom\"", "provider: \"Someone\"", "      - userId\n", "      - nothing\n");
        breakings.forEach((from, to) -> {
            assertThat(good).contains(from);
            assertThat(findings("zoom-meeting-action", parse(good.replace(from, to)))).as(to).isNotEmpty();
        });
    }

    private static List<String> findings(String file, JsonNode kamelet) {
        List<String> findings = new ArrayList<>();
        JsonNode metadata = kamelet.path("metadata");
        JsonNode annotations = metadata.path("annotations");
        JsonNode definition = kamelet.at("/spec/definition");
        String type = metadata.path("labels").path(PREFIX + "kamelet.type").asText();
        check(findings, metadata.path("name").asText().equals(file), "the name is that of the file");
        check(findings, Set.of("source", "sink", "action").contains(type) && file.endsWith("-" + type), "the type ends the name");
        check(findings, definition.path("title").asText().toLowerCase().endsWith(" " + type), "the type ends the title");
        check(findings, definition.path("type").asText().equals("object"), "the definition is an object");
        check(findings, annotations.path(PREFIX + "kamelet.icon").asText().startsWith("data:image/svg+xml;base64,"), "an icon");
        check(findings, annotations.path(PREFIX + "provider").asText().equals("Camel Zoom"), "our provider");
        check(findings, Set.of("Preview", "Stable").contains(annotations.path(PREFIX + "kamelet.support.level").asText()),
                "a support level");
        check(findings, annotations.path(PREFIX + "catalog.version").asText().matches("\\d+\\.\\d+\\.\\d+.*"), "a version");
        for (String annotation : List.of("kamelet.group", "kamelet.namespace")) {
            check(findings, annotations.hasNonNull(PREFIX + annotation), annotation);
        }
        definition.path("properties").properties().forEach(property -> property(findings, property.getKey(), property.getValue()));
        required(findings, definition);
        check(findings, used(kamelet.at("/spec/template")).equals(names(definition.path("properties"))),
                "the parameters that are used are those that are declared");
        dependencies(findings, kamelet);
        check(findings, kamelet.at("/spec/template/from/uri").asText().equals("kamelet:source") != type.equals("source"),
                "actions and sinks begin at kamelet:source");
        endpoints(findings, kamelet);
        return findings;
    }

    private static void check(List<String> findings, boolean holds, String rule) {
        if (!holds) {
            findings.add(rule);
        }
    }

    private static void property(List<String> findings, String name, JsonNode property) {
        String title = property.path("title").asText();
        check(findings, !title.isEmpty() && !title.matches("(The|A|An) .*"), name + ": a title without an article");
        check(findings, Stream.of(title.split(" "))
                .allMatch(word -> SMALL_WORDS.contains(word) || Character.isUpperCase(word.charAt(0))),
                name + ": a title in capitals");
        check(findings, property.path("description").asText().endsWith("."), name + ": a description");
        check(findings, property.hasNonNull("type"), name + ": a type");
        check(findings, !name.equals("id"), "id is reserved");
        boolean secret = property.path("format").asText().equals("password");
        check(findings, !secret || property.path("x-descriptors").toString().contains("\"urn:camel:group:credentials\""),
                name + ": a secret is one of the credentials");
        check(findings, secret == name.toLowerCase().contains("secret"), name + ": what is called a secret is one");
    }

    private static void required(List<String> findings, JsonNode definition) {
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(name -> {
            check(findings, required.add(name.asText()), name + " is required twice");
            check(findings, definition.path("properties").has(name.asText()), name + " is required and not declared");
        });
    }

    private static Set<String> used(JsonNode template) {
        Set<String> used = new TreeSet<>();
        Matcher parameter = PARAMETER.matcher(template.toString());
        while (parameter.find()) {
            used.add(parameter.group(1));
        }
        return used;
    }

    private static Set<String> names(JsonNode properties) {
        return properties.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void dependencies(List<String> findings, JsonNode kamelet) {
        List<String> dependencies = new ArrayList<>();
        kamelet.at("/spec/dependencies").forEach(dependency -> dependencies.add(dependency.asText()));
        check(findings, dependencies.stream().allMatch(dependency -> DEPENDENCY.matcher(dependency).matches()),
                "dependencies are written as camel: or mvn:");
        check(findings, dependencies.contains("camel:kamelet"), "camel:kamelet is a dependency");
        check(findings, dependencies.contains("mvn:io.github.camelzoom:camel-zoom:"
                + kamelet.at("/metadata/annotations").path(PREFIX + "catalog.version").asText()),
                "the component is a dependency, in the version of the catalogue");
        check(findings, dependencies.contains("camel:core") == kamelet.at("/spec/template").toString().contains("\"simple\""),
                "camel:core is a dependency of those that use Simple");
    }

    /** With examples for parameters. */
    private static void endpoints(List<String> findings, JsonNode kamelet) {
        JsonNode properties = kamelet.at("/spec/definition/properties");
        ZoomUriValidator validator = new ZoomUriValidator();
        List<JsonNode> endpoints = kamelet.at("/spec/template").findValues("to");
        check(findings, !endpoints.isEmpty(), "there is a zoom endpoint");
        for (JsonNode to : endpoints) {
            StringBuilder uri = new StringBuilder(example(to.isTextual() ? to.asText() : to.path("uri").asText(), properties));
            to.path("parameters").properties().forEach(parameter -> uri.append(uri.indexOf("?") < 0 ? '?' : '&')
                    .append(parameter.getKey()).append('=').append(example(parameter.getValue().asText(), properties)));
            // Both ways to say who we are are there, and exclude each other.
            for (String left : List.of("connection", "accountId|oauthClientId|oauthClientSecret")) {
                validator.validate(uri.toString().replaceAll("(?<=[?&])(" + left + ")=[^&]*&?", "").replaceAll("[?&]$", ""))
                        .forEach(finding -> findings.add(finding.toString()));
            }
        }
    }

    private static String example(String text, JsonNode properties) {
        return PARAMETER.matcher(text).replaceAll(parameter -> Matcher.quoteReplacement(
                properties.path(parameter.group(1)).path("example").asText("x").replaceAll("RAW\\((.*)\\)", "$1")));
    }

    private static Map<String, JsonNode> kamelets() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Map<String, JsonNode> kamelets = files.collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".kamelet.yaml", ""), file -> {
                        try {
                            return parse(Files.readString(file));
                        } catch (IOException e) {
                            throw new AssertionError(file.toString(), e);
                        }
                    }));
            assertThat(kamelets).containsKey("zoom-action");
            return kamelets;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode parse(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
