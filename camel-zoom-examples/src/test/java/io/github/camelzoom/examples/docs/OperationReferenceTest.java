package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelzoom.client.catalog.OperationCatalog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/operations} says what the catalogue says. {@code -Dzoom.docs.update=true} rewrites it. */
class OperationReferenceTest {

    /** GitHub shows files up to half a megabyte as pages. */
    private static final int LARGEST_PAGE = 400_000;

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>\n### ");
    private static final Path FOLDER = Project.ROOT.resolve("docs/operations");
    private final Map<String, String> pages = new OperationReference().pages();

    @Test
    void pagesAreThoseOfTheCatalogue() throws IOException {
        if (Boolean.getBoolean("zoom.docs.update")) {
            write();
        }
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = FOLDER.resolve(page.getKey());
            if (!Files.exists(file) || !Project.read(file).equals(page.getValue())) {
                stale.add(page.getKey());
            }
        }
        assertThat(stale).as("stale pages of docs/operations; rewrite them with: mvn verify -Dzoom.docs.update=true").isEmpty();
        assertThat(written()).as("pages of no product").containsExactlyInAnyOrderElementsOf(pages.keySet());
    }

    @Test
    void everyOperationHasOneSectionWithAnAnchor() {
        List<String> anchors = ANCHOR.matcher(String.join("\n", pages.values())).results().map(found -> found.group(1))
                .toList();
        assertThat(anchors).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(
                OperationCatalog.zoom().all().stream().map(OperationReference::anchor).toList());
    }

    @Test
    void noPageIsTooLargeToBeShown() {
        pages.forEach((name, text) -> assertThat(text.length()).as(name).isLessThan(LARGEST_PAGE));
    }

    @Test
    void aSectionTellsParametersScopesAndLabel() {
        assertThat(pages.get("meetings.md")).contains("""
                <a id="meetings-get"></a>
                ### meetings/get

                `zoom:meetings/get` · `GET /meetings/{meetingId}` · id `meeting` · light

                | Parameter | In | Value |
                |---|---|---|
                | **`meetingId`** | path | integer |
                """);
        assertThat(pages.get("meetings.md"))
                .contains("list of `meetings` · pages by `next_page_token`, 300 at most", "`meeting:write:meeting:admin`");
        assertThat(pages.values()).anyMatch(page -> page.contains("> Cannot be called: it is a WebSocket stream"));
    }

    private void write() throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : written()) {
            Files.delete(FOLDER.resolve(old));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
