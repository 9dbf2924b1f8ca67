package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** No link of a document is dead: each leads to a file, and to an anchor in it. */
class LinksTest {

    @TempDir
    Path folder;

    @Test
    void everyLinkOfTheProjectLeadsSomewhere() {
        DocumentLinks links = new DocumentLinks();
        assertThat(Project.documents()).extracting(file -> Project.ROOT.relativize(file).toString())
                .contains("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/operations/meetings.md",
                        "camel-zoom-component/src/main/docs/zoom-component.adoc");
        assertThat(Project.documents().stream().flatMap(file -> links.deadLinks(file).stream())).as("dead links").isEmpty();
    }

    @Test
    void deadLinksOfMarkdownAreToldWithTheirLines() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# A Title, `code` & more\n\n## Same\n## Same\n\n<a id=\"own\"></a>\n");
        List<String> dead = deadLinks("page.md", """
                # Here

                [fine](other.md#a-title-code--more) [fine](#here) [fine](other.md#own) [fine](other.md#same-1) ![fine](other.md)
                [gone](missing.md) `[not a](link.md)` [fine](https://example.com/a#b)
                [no anchor](other.md#same-2)

                ```text
                [not a](link.md)
                ```
                [plain](http://example.com) [odd](https://exa mple.com) [inner](ftp://example.com)
                [reference]: gone.md
                """);
        assertThat(dead).extracting(each -> each.substring(each.indexOf("page.md"))).containsExactly(
                "page.md:4: missing.md is not there", "page.md:5: other.md#same-2 has no such anchor",
                "page.md:10: http://example.com is neither an https address nor a relative link",
                "page.md:10: ftp://example.com is neither an https address nor a relative link",
                "page.md:11: gone.md is not there");
    }

    @Test
    void deadLinksOfAsciiDocAreToldWithTheirLines() throws IOException {
        Files.writeString(folder.resolve("other.adoc"), "= Other\n\n[[own]]\n== Of its own\n");
        List<String> dead = deadLinks("page.adoc", """
                = Page

                <<Page>> <<own,missing>> xref:other.adoc[fine] xref:other.adoc#own[fine] link:other.adoc#gone[dead]
                ----
                link:code.adoc[no link]
                ----
                <<_page>> image::gone.png[]
                """);
        assertThat(dead).extracting(each -> each.substring(each.indexOf("page.adoc"))).containsExactly(
                "page.adoc:3: own has no such anchor", "page.adoc:3: other.adoc#gone has no such anchor",
                "page.adoc:7: _page has no such anchor", "page.adoc:7: gone.png is not there");
    }

    private List<String> deadLinks(String name, String text) throws IOException {
        return new DocumentLinks().deadLinks(Files.writeString(folder.resolve(name), text));
    }
}
