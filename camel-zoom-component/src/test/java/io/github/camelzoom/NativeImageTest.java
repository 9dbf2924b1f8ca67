package io.github.camelzoom;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.authorize.AuthorizationEvent;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.consumer.repository.jdbc.JdbcStateRepository;
import io.github.camelzoom.consumer.socket.JettySocketConnector;
import org.apache.camel.spi.annotations.Component;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The jar tells native-image and Quarkus what is found by name. No image is built here. */
class NativeImageTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path HINTS = CLASSES.resolve("META-INF/native-image/io.github.camelzoom/camel-zoom");
    private static final Path SERVICES = CLASSES.resolve("META-INF/services/org/apache/camel");
    private static final Pattern CLASS_NAME = Pattern.compile("^(?:class=)?(io\\.github\\.camelzoom\\.[\\w.$]+)$",
            Pattern.MULTILINE);
    private static final String HINT = "  { \"name\": \"%s\", \"allDeclaredConstructors\": true, \"allPublicMethods\": true }";
    /** Copies of Camel's generator that the jar leaves out, and what is read by tools only. */
    private static final Pattern NOT_READ = Pattern
            .compile("[^/]+\\.properties|META-INF/native-image/.*|META-INF/jandex\\.idx");

    @Test
    void everyResourceIsListed() throws IOException {
        List<Pattern> patterns = new ArrayList<>();
        new ObjectMapper().readTree(HINTS.resolve("resource-config.json").toFile()).path("resources").path("includes")
                .forEach(include -> patterns.add(Pattern.compile(include.path("pattern").asText())));
        List<String> resources = files(CLASSES).filter(file -> !file.toString().endsWith(".class"))
                .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                .filter(name -> !NOT_READ.matcher(name).matches()).toList();
        assertThat(resources).contains("io/github/camelzoom/client/catalog/operations.tsv").allSatisfy(
                name -> assertThat(patterns).as(name).anyMatch(pattern -> pattern.matcher(name).matches()));
        assertThat(patterns).allSatisfy(
                pattern -> assertThat(resources).as(pattern.pattern()).anyMatch(name -> pattern.matcher(name).matches()));
    }

    @Test
    void everyClassThatCamelFindsByNameIsListed() throws Exception {
        SortedSet<String> names = new TreeSet<>();
        for (Path file : files(SERVICES).toList()) {
            Matcher name = CLASS_NAME.matcher(Files.readString(file));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        assertThat(names).contains(ZoomComponent.class.getName(), ZoomComponentConfigurer.class.getName());
        Stream.of(ZoomClient.class, ZoomConnection.class, ZoomBearerConfigurer.class, JdbcStateRepository.class)
                .map(Class::getName).forEach(names::add);
        // Jetty looks for the methods of what listens.
        names.add(JettySocketConnector.Line.class.getName());
        names.addAll(typesOfOptions());
        names.addAll(whatRoutesLookInto());
        for (String name : names) {
            assertThat(Class.forName(name)).isNotNull();
        }
        String hints = names.stream().map(HINT::formatted).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        if (Boolean.getBoolean("zoom.docs.update")) {
            Files.writeString(Path.of("src/main/resources").resolve(CLASSES.relativize(HINTS)).resolve("reflect-config.json"),
                    hints);
            return;
        }
        assertThat(HINTS.resolve("reflect-config.json")).as("rewrite it with: mvn verify -Dzoom.docs.update=true")
                .hasContent(hints);
    }

    /** Classes with properties of their own, as in {@code eventSettings.routeThreads}, which Camel sets by reflection. */
    private static List<String> typesOfOptions() throws Exception {
        List<String> types = new ArrayList<>();
        JsonNode metadata = new ObjectMapper().readTree(CLASSES.resolve("META-INF/io/github/camelzoom/zoom.json").toFile());
        for (String kind : List.of("componentProperties", "properties")) {
            for (JsonNode option : metadata.path(kind)) {
                String name = option.path("javaType").asText();
                if (name.startsWith("io.github.camelzoom.")) {
                    Class<?> type = Class.forName(name);
                    if (!type.isEnum() && !type.isInterface()) {
                        types.add(name);
                    }
                }
            }
        }
        assertThat(types).contains(EventSettings.class.getName(), ZoomConfiguration.class.getName());
        return types;
    }

    /** What the Simple language reads by reflection, as in {@code ${exception.retryable}} and {@code ${body.status}}. */
    private static List<String> whatRoutesLookInto() throws IOException {
        List<String> classes = new ArrayList<>(List.of(AuthorizationEvent.class.getName(), ZoomException.class.getName()));
        index().getAllKnownSubclasses(DotName.createSimple(ZoomException.class))
                .forEach(exception -> classes.add(exception.name().toString()));
        assertThat(classes).contains(ZoomApiException.class.getName());
        return classes;
    }

    private static Index index() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(CLASSES.resolve("META-INF/jandex.idx")))) {
            return new IndexReader(in).read();
        }
    }

    @Test
    void theIndexHasEveryClass() throws IOException {
        List<String> classes = files(CLASSES).map(file -> CLASSES.relativize(file).toString().replace(File.separatorChar, '.'))
                .filter(name -> name.endsWith(".class") && !name.contains("-info"))
                .map(name -> name.replaceFirst(".class$", ""))
                .toList();
        Index index = index();
        assertThat(classes).contains(ZoomComponent.class.getName())
                .allSatisfy(name -> assertThat(index.getClassByName(DotName.createSimple(name))).as(name).isNotNull());
    }

    @Test
    void theIndexFindsTheComponent() throws IOException {
        assertThat(index().getClassByName(DotName.createSimple(ZoomComponent.class))
                .annotation(DotName.createSimple(Component.class)).value().asString()).isEqualTo("zoom");
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
