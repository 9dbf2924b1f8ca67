package io.github.camelzoom.it;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in the jar that users get. */
class ComponentJarIT {

    private static final Path JAR = Path.of("../camel-zoom-component/target",
            "camel-zoom-" + System.getProperty("project.version") + ".jar");
    private static final String HINTS = "META-INF/native-image/io.github.camelzoom/camel-zoom/";

    private static List<String> entries() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(JarEntry::getName).toList();
        }
    }

    @Test
    void hasTheHintsForNativeImagesAndTheIndex() throws Exception {
        assertThat(entries()).contains(HINTS + "reflect-config.json", HINTS + "resource-config.json",
                "META-INF/jandex.idx");
    }

    @Test
    void hasWhatIsFoundByName() throws Exception {
        assertThat(entries()).contains("META-INF/services/org/apache/camel/component/zoom",
                "META-INF/services/org/apache/camel/TypeConverterLoader", "META-INF/io/github/camelzoom/zoom.json",
                "io/github/camelzoom/client/catalog/operations.tsv",
                "io/github/camelzoom/client/auth/store/jdbc/schema-h2.sql",
                "io/github/camelzoom/authorize/pages.css");
    }

    @Test
    void hasNothingOfTheSimulator() throws Exception {
        assertThat(entries()).noneMatch(name -> name.contains("simulator"));
    }
}
