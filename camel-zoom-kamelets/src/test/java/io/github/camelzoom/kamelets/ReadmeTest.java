package io.github.camelzoom.kamelets;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** README.md says what the Kamelets say; its snippets are run by the tests of the Kamelets. */
class ReadmeTest {

    /** {@code -Dzoom.docs.update=true} rewrites them. */
    @Test
    void tablesAreThoseOfTheKamelets() throws IOException {
        String page = Readme.text();
        String updated = PropertyTables.update(page, Kamelets.all());
        if (Boolean.getBoolean("zoom.docs.update")) {
            Files.writeString(Readme.FILE, updated);
            return;
        }
        assertThat(page).as("README.md is stale; rewrite it with: mvn verify -Dzoom.docs.update=true").isEqualTo(updated);
        assertThat(updated).contains("| `subscriptionId` (required) |", "A secret.");
    }

    @Test
    void eachKameletHasASectionWithASnippetThatUsesIt() {
        assertThat(Kamelets.all().keySet()).allSatisfy(
                name -> assertThat(Readme.snippet(name)).contains("uri: kamelet:" + name + "\n"));
    }
}
