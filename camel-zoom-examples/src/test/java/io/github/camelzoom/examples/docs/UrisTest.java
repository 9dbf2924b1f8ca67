package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.camelzoom.ZoomEndpoint;
import io.github.camelzoom.ZoomUriValidator;
import io.github.camelzoom.ZoomUriValidator.Finding;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every {@code zoom:} URI of documents, examples, Kamelets and projects is one that the component and the tools accept. The
 * operation reference is left out: it is made of the catalogue that both ask.
 */
class UrisTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;

    /** Examples, Kamelets and projects have beans, connections and properties of their own, and tests that run them. */
    @Test
    void everyUriOfADocumentResolves() throws Exception {
        try (DocumentedContext documented = new DocumentedContext(ZOOM.simulator(), folder)) {
            documented.context().start();
            List<String> failures = new ArrayList<>();
            uris(written().stream().filter(UrisTest::isOfTheWhole)).forEach((uri, files) -> {
                String withoutBeans = uri.replaceAll("&\\w+=#\\w+", "");
                try {
                    assertThat(documented.context().getEndpoint(withoutBeans)).isInstanceOf(ZoomEndpoint.class);
                } catch (RuntimeException e) {
                    failures.add(files + ": " + e.getMessage());
                }
            });
            assertThat(failures).isEmpty();
        }
    }

    private static List<Path> written() {
        return Project.documents().stream().filter(file -> !file.startsWith(Project.ROOT.resolve("docs/operations"))).toList();
    }

    private static boolean isOfTheWhole(Path document) {
        return document.equals(Project.COMPONENT_PAGE) || document.getParent().equals(Project.ROOT)
                || document.startsWith(Project.ROOT.resolve("docs"));
    }

    @Test
    void toolsFindNothingWrongWithAnyUri() {
        ZoomUriValidator validator = new ZoomUriValidator();
        List<String> findings = new ArrayList<>();
        uris().forEach((uri, files) -> validator.validate(uri)
                .forEach(finding -> findings.add(files + ": " + uri + ": " + finding.message())));
        assertThat(findings).isEmpty();
    }

    @Test
    void urisOfAllKindsOfFilesAreFound() {
        assertThat(uris()).containsKeys("zoom:token", "zoom:meetings/get", "zoom:request?method=GET&path=/users/me");
        assertThat(uris().values().stream().flatMap(List::stream)).extracting(file -> Project.ROOT.relativize(file).toString())
                .contains("README.md", "docs/connections.md", "camel-zoom-component/src/main/docs/zoom-component.adoc",
                        "camel-zoom-examples/first-steps/meeting-life.camel.yaml",
                        "camel-zoom-kamelets/src/main/resources/kamelets/zoom-meeting-action.kamelet.yaml",
                        "camel-zoom-it/src/test/projects/camel-main/src/main/resources/camel/users.yaml");
    }

    @Test
    void misspelledOptionsAndParametersOfADocumentAreReported() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), """
                Call `zoom:users/list?pageSise=30`, then:

                ```java
                from("zoom:users/recordings/list?userId=*&startFrm=30d")
                ```
                ```yaml
                - to:
                    uri: zoom:users/meetings/list
                    parameters:
                      userId: alice@example.com
                      outputTyp: MAP
                ```
                """);
        ZoomUriValidator validator = new ZoomUriValidator();
        List<Finding> findings = ZoomUris.of(page).stream().flatMap(uri -> validator.validate(uri).stream()).toList();
        assertThat(findings).extracting(Finding::name).containsExactly("pageSise", "startFrm", "outputTyp");
        assertThat(findings).extracting(Finding::message).anyMatch(message -> message.contains("Did you mean 'page_size'"));
    }

    private static Map<String, List<Path>> uris() {
        return uris(Stream.of(written(), Project.examples(), Project.kamelets(), Project.projects())
                .flatMap(List::stream));
    }

    /** Each URI, and the files that it is in. */
    private static Map<String, List<Path>> uris(Stream<Path> files) {
        Map<String, List<Path>> uris = new TreeMap<>();
        files.forEach(
                file -> ZoomUris.of(file).forEach(uri -> uris.computeIfAbsent(uri, first -> new ArrayList<>()).add(file)));
        return uris;
    }
}
