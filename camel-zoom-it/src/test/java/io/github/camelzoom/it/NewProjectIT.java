package io.github.camelzoom.it;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** New projects, with a dependency, a few lines of configuration and a route in YAML, call Zoom. */
class NewProjectIT {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @ParameterizedTest
    @CsvSource({ "spring-boot,'The first of 3 users is '", "camel-main,'The first of 3 users is '",
            "kamelet-pipe,'\"email\":\"'", "one-dependency,'\"email\":\"'" })
    void callsZoom(String name, String expected) throws Exception {
        ZoomSimulator zoom = ZOOM.simulator();
        String printed = new NewProject(name).run(zoom);
        assertThat(printed).contains(expected + zoom.defaultAccount().users().get(0).email())
                .doesNotContain(zoom.defaultAccount().serverToServerApp().clientSecret());
        assertThat(zoom.journal().apiRequests("users/list")).hasSize(1);
        assertThat(zoom.issuedTokens()).isEqualTo(1);
    }

    @Test
    void springBootNeedsSixLines() throws Exception {
        assertThat(Files.readAllLines(Path.of("src/test/projects/spring-boot/src/main/resources/application.yml"))).hasSize(6);
    }
}
