package io.github.camelzoom.examples.docs;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Every Java, YAML, XML and properties block of the documents compiles, loads and runs against the simulator, unless it
 * stands so in an example or a project, whose own test runs it.
 */
class SnippetsTest {

    private static final Pattern ARTIFACT = Pattern
            .compile("^<dependency>\\s+<groupId>io\\.github\\.camelzoom</groupId>\\s+<artifactId>([\\w-]+)</artifactId>");
    /** Where the folder has another name than the artifact. */
    private static final Map<String, String> MODULES = Map.of("camel-zoom", "camel-zoom-component");

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> javaBlocksRun() {
        return some("java").map(snippet -> dynamicTest(snippet.place(), () -> {
            JavaSource source = new JavaSource(snippet.text());
            Object made = source.compile(Files.createTempDirectory(folder, "java"));
            if (source.hasRoutes()) {
                run((RoutesBuilder) made);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> yamlBlocksRun() {
        return some("yaml").map(snippet -> dynamicTest(snippet.place(), () -> load("documented.yaml", snippet.text())));
    }

    @TestFactory
    Stream<DynamicTest> xmlBlocksRunOrAreDependenciesThatThereAre() {
        return some("xml").map(snippet -> dynamicTest(snippet.place(), () -> {
            Matcher artifact = ARTIFACT.matcher(snippet.text());
            if (artifact.find()) {
                assertThat(Project.ROOT.resolve(MODULES.getOrDefault(artifact.group(1), artifact.group(1)))).isDirectory();
            } else {
                load("documented.xml", snippet.text());
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> propertiesBlocksConfigureTheComponent() {
        return some("properties").map(snippet -> dynamicTest(snippet.place(), () -> {
            Properties properties = new Properties();
            properties.load(new StringReader(snippet.text().replaceAll("\\{\\{env:\\w+}}", "value")));
            Main main = new Main();
            main.setDefaultPropertyPlaceholderLocation("false");
            main.setInitialProperties(properties);
            main.start();
            try {
                assertThat(main.getCamelContext().getComponentNames()).contains("zoom");
            } finally {
                main.stop();
            }
        }));
    }

    /** Those that no test of an example or a project runs. */
    private static Stream<Snippet> some(String language) {
        List<Snippet> snippets = Snippet.all(language).stream().filter(snippet -> !snippet.isQuoted()).toList();
        assertThat(snippets).isNotEmpty();
        return snippets.stream();
    }

    private void load(String name, String text) throws Exception {
        try (DocumentedContext documented = new DocumentedContext(simulator(), Files.createTempDirectory(folder, "context"))) {
            PluginHelper.getRoutesLoader(documented.context()).loadRoutes(ResourceHelper.fromString(name, text));
            documented.runEachRouteOnce();
            assertThat(documented.context().getRoutes()).isNotEmpty();
        }
    }

    private void run(RoutesBuilder routes) throws Exception {
        try (DocumentedContext documented = new DocumentedContext(simulator(), Files.createTempDirectory(folder, "context"))) {
            documented.context().addRoutes(routes);
            documented.runEachRouteOnce();
        }
    }

    private static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }
}
