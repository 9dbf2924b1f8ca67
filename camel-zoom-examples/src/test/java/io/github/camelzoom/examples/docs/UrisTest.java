package io.github.camelzoom.examples.docs;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelzoom.ZoomEndpoint;
import io.github.camelzoom.ZoomUriValidator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every {@code zoom:} URI of the documents and examples is one that the component accepts; every relative link leads somewhere. */
class UrisTest {

    private static final Pattern URI = Pattern.compile(
            "(?<![\\w.:/-])zoom:(?!operation\\[|application-cloudevents)(?:[\\w.-]+/)*[\\w-]+(?:\\?(?:RAW\\([^)\\s]*\\)|\\$\\{[^}]*}|[\\w./=&+@%{}#:*-])*)?");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)(?:#[^)]*)?\\)");

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TestFactory
    Stream<DynamicTest> everyUriResolves() {
        Map<String, Path> uris = uris();
        assertThat(uris).containsKeys("zoom:token", "zoom:meetings/get", "zoom:request?method=GET&path=/users/me");
        return uris.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
            try (DocumentedContext documented = new DocumentedContext(ZOOM.simulator())) {
                documented.context().start();
                assertThat(documented.context().getEndpoint(entry.getKey())).as("in " + entry.getValue())
                        .isInstanceOf(ZoomEndpoint.class);
            }
        }));
    }

    @Test
    void toolsFindNothingWrongWithAnyUri() {
        ZoomUriValidator validator = new ZoomUriValidator();
        assertThat(uris()).allSatisfy((uri, file) -> assertThat(validator.validate(uri)).as(uri + " in " + file).isEmpty());
    }

    /** Without the escapes of XML, with the properties of the example that a file belongs to, and with an environment. */
    private static String asCamelReadsIt(Path file) {
        String text = file.toString().endsWith(".xml") ? Project.read(file).replace("&amp;", "&") : Project.read(file);
        for (Map.Entry<Object, Object> property : Project.properties(file).entrySet()) {
            text = text.replace("{{" + property.getKey() + "}}", property.getValue().toString());
        }
        return text.replaceAll("\\{\\{env:\\w+}}", "x");
    }

    private static Map<String, Path> uris() {
        Map<String, Path> uris = new TreeMap<>();
        Stream.concat(Project.documents().stream(), Project.examples().stream()).forEach(file -> {
            Matcher uri = URI.matcher(asCamelReadsIt(file));
            while (uri.find()) {
                // What an expression would give, and the full stop of a sentence.
                uris.putIfAbsent(uri.group().replaceAll("\\$\\{[^}]*}", "x").replaceAll("[.:&]+$", ""), file);
            }
        });
        return uris;
    }

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        for (Path file : Project.documents()) {
            Matcher link = LINK.matcher(Project.read(file));
            while (link.find()) {
                assertThat(file.resolveSibling(link.group(1))).as("link in " + file).exists();
            }
        }
    }
}
