package io.github.camelzoom.examples.docs;

import java.nio.file.Files;
import java.util.Arrays;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** The tables of the component's page say what the code says. {@code -Dzoom.docs.update=true} rewrites them. */
class OptionTablesTest {

    @Test
    void tablesAreThoseOfTheMetadata() throws Exception {
        String page = Project.read(Project.COMPONENT_PAGE);
        String updated = OptionTables.update(page, new ObjectMapper().readTree(Project.METADATA.toFile()));
        if (Boolean.getBoolean("zoom.docs.update")) {
            Files.writeString(Project.COMPONENT_PAGE, updated);
            return;
        }
        int difference = Arrays.mismatch(page.toCharArray(), updated.toCharArray());
        if (difference >= 0) {
            fail("zoom-component.adoc is stale from line " + (1 + page.substring(0, difference).lines().count())
                    + " on; rewrite it with: mvn verify -Dzoom.docs.update=true");
        }
        assertThat(updated).contains("*oauthClientSecret* (security)", "*operation* (", "*CamelZoomTrackingId*");
    }
}
