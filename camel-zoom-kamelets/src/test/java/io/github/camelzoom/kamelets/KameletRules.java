package io.github.camelzoom.kamelets;

import java.util.ArrayList;
import java.util.Collection;
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

/**
 * The rules of the Kamelet catalogue: those of its validator ({@code script/validator/validator.go} in apache/camel-kamelets,
 * with our name as the provider), some that its README asks for, and that endpoints of templates are right.
 */
final class KameletRules {

    private static final String PREFIX = "camel.apache.org/";
    private static final String CREDENTIALS = "urn:camel:group:credentials";
    private static final String DEPRECATED = "urn:alm:descriptor:com.tectonic.ui";
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{[?]?([A-Za-z0-9-._]+)(?::[^}]*)?}}");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "camel:[a-z0-9-]+|mvn:[\\w.-]+:[\\w.-]+:[\\w.-]+|github:apache/.+");
    private static final Set<String> SMALL_WORDS = Set.of("of", "the", "a", "an", "and", "or", "to", "in", "for", "on", "with");

    private final List<String> findings = new ArrayList<>();
    private final String file;
    private final JsonNode kamelet;
    private final JsonNode definition;
    private final JsonNode template;

    private KameletRules(String file, JsonNode kamelet) {
        this.file = file;
        this.kamelet = kamelet;
        definition = kamelet.at("/spec/definition");
        template = kamelet.at("/spec/template");
    }

    /** Which rules a Kamelet breaks. */
    static List<String> findings(String file, JsonNode kamelet) {
        KameletRules rules = new KameletRules(file, kamelet);
        rules.metadata();
        rules.definition();
        rules.parameters();
        rules.dependencies();
        rules.template();
        rules.findings.addAll(KameletEndpoints.findings(kamelet));
        return rules.findings;
    }

    /** What all together break. */
    static List<String> findings(Collection<JsonNode> kamelets) {
        List<String> findings = new ArrayList<>();
        for (String field : List.of("title", "description")) {
            Set<String> seen = new HashSet<>();
            kamelets.stream().map(kamelet -> kamelet.at("/spec/definition/" + field).asText()).filter(text -> !seen.add(text))
                    .forEach(text -> findings.add("two have the " + field + " " + text));
        }
        Set<String> versions = kamelets.stream().map(kamelet -> kamelet.at("/metadata/annotations")
                .path(PREFIX + "catalog.version").asText()).collect(Collectors.toSet());
        if (versions.size() > 1) {
            findings.add("there is more than one version of the catalogue: " + versions);
        }
        return findings;
    }

    private void check(boolean holds, String rule) {
        if (!holds) {
            findings.add(rule);
        }
    }

    private String type() {
        return kamelet.at("/metadata/labels").path(PREFIX + "kamelet.type").asText();
    }

    private void metadata() {
        JsonNode annotations = kamelet.at("/metadata/annotations");
        check(kamelet.path("apiVersion").asText().equals("camel.apache.org/v1"), "the version of the API");
        check(kamelet.path("kind").asText().equals("Kamelet"), "a Kamelet");
        check(kamelet.at("/metadata/name").asText().equals(file), "the name is that of the file");
        check(Set.of("source", "sink", "action").contains(type()) && file.endsWith("-" + type()), "the type ends the name");
        check(annotations.path(PREFIX + "kamelet.icon").asText().startsWith("data:image/svg+xml;base64,"), "an icon");
        check(annotations.path(PREFIX + "provider").asText().equals("Camel Zoom"), "our provider");
        check(Set.of("Preview", "Stable").contains(annotations.path(PREFIX + "kamelet.support.level").asText()),
                "a support level");
        check(annotations.path(PREFIX + "catalog.version").asText().matches("\\d+\\.\\d+\\.\\d+.*"), "a version");
        for (String annotation : List.of("kamelet.group", "kamelet.namespace")) {
            check(!annotations.path(PREFIX + annotation).asText().isEmpty(), annotation);
        }
    }

    private void definition() {
        String end = type().isEmpty() ? "?" : Character.toUpperCase(type().charAt(0)) + type().substring(1);
        check(definition.path("title").asText().endsWith(" " + end), "the type ends the title");
        check(!definition.path("description").asText().isEmpty(), "a description");
        check(definition.path("type").asText().equals("object"), "the definition is an object");
        definition.path("properties").properties().forEach(property -> property(property.getKey(), property.getValue()));
        Set<String> required = new HashSet<>();
        definition.path("required").forEach(name -> {
            check(required.add(name.asText()), name + " is required twice");
            check(definition.path("properties").has(name.asText()), name + " is required and not declared");
            check(!definition.path("properties").path(name.asText()).has("default"), name + " is required and has a default");
        });
    }

    private void property(String name, JsonNode property) {
        String title = property.path("title").asText();
        check(!title.isEmpty() && !title.matches("(The|A|An) .*"), name + ": a title without an article");
        check(Stream.of(title.split(" ")).allMatch(word -> SMALL_WORDS.contains(word)
                || !word.isEmpty() && Character.isUpperCase(word.charAt(0))), name + ": a title in capitals");
        check(property.path("description").asText().endsWith("."), name + ": a description");
        check(property.hasNonNull("type"), name + ": a type");
        check(!name.equals("id"), "id is reserved");
        List<String> descriptors = new ArrayList<>();
        property.path("x-descriptors").forEach(descriptor -> descriptors.add(descriptor.asText()));
        boolean secret = property.path("format").asText().equals("password");
        check(!secret || descriptors.contains(CREDENTIALS), name + ": a secret is one of the credentials");
        check(secret == name.toLowerCase().contains("secret"), name + ": what is called a secret is one");
        check(descriptors.stream().noneMatch(descriptor -> descriptor.startsWith(DEPRECATED)), name + ": an old descriptor");
        check(descriptors.size() == Set.copyOf(descriptors).size(), name + ": a descriptor twice");
        if (property.has("enum") && property.has("default")) {
            check(property.path("enum").toString().contains(property.path("default").toString()),
                    name + ": the default is one of the values");
        }
    }

    /** Beans of the template are parameters, too. */
    private void parameters() {
        Set<String> declared = definition.path("properties").properties().stream().map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        template.path("beans").forEach(bean -> declared.add(bean.path("name").asText()));
        Set<String> used = new TreeSet<>();
        Matcher parameter = PARAMETER.matcher(template.toString());
        while (parameter.find()) {
            used.add(parameter.group(1));
        }
        check(used.equals(declared), "the parameters that are used are those that are declared: " + used + ", " + declared);
    }

    private void dependencies() {
        Set<String> dependencies = new TreeSet<>();
        kamelet.at("/spec/dependencies").forEach(dependency -> check(dependencies.add(dependency.asText()),
                dependency + " is a dependency twice"));
        check(dependencies.stream().allMatch(dependency -> DEPENDENCY.matcher(dependency).matches()),
                "dependencies are written as camel:, mvn: or github:");
        check(dependencies.contains("mvn:io.github.camelzoom:camel-zoom:" + kamelet.at("/metadata/annotations")
                .path(PREFIX + "catalog.version").asText()), "the component is a dependency, in the version of the catalogue");
        Set<String> camel = new TreeSet<>(Set.of("camel:kamelet"));
        if (template.toString().contains("\"simple\"")) {
            camel.add("camel:core");
        }
        if (template.at("/from/uri").asText().contains("secretToken")) {
            // Nothing else says so: the component finds the server by itself.
            camel.add("camel:platform-http");
        }
        KameletEndpoints.schemes(template).stream().filter(scheme -> !Set.of("zoom", "kamelet").contains(scheme))
                .forEach(scheme -> camel.add("camel:" + scheme));
        check(dependencies.stream().filter(dependency -> dependency.startsWith("camel:")).collect(Collectors.toSet())
                .equals(camel), "what the template needs is what it depends on: " + camel);
    }

    private void template() {
        String from = template.at("/from/uri").asText();
        switch (type()) {
            case "source" -> check(!from.equals("kamelet:source") && template.toString().contains("kamelet:sink"),
                    "a source routes to kamelet:sink");
            case "sink" -> check(from.equals("kamelet:source") && !template.toString().contains("kamelet:sink"),
                    "a sink consumes from kamelet:source");
            default -> check(from.equals("kamelet:source"), "an action consumes from kamelet:source");
        }
    }
}
