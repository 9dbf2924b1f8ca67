package io.github.camelzoom.examples.docs;

import java.nio.file.Files;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(page).as("zoom-component.adoc is stale; rewrite it with mvn verify -Dzoom.docs.update=true")
                .isEqualTo(updated);
        assertThat(updated).contains("*oauthClientSecret* (security)", "*operation* (common)", "*CamelZoomTrackingId*");
    }
}
