package io.github.camelzoom.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.ZoomUriValidator;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An example against a simulator of its own. Its README prints what it prints, in each language of its routes. */
public abstract class ExampleTest {

    private static final Pattern PRINTED = Pattern.compile("^```text\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    /** What is another one in each run: the port, days, and numbers of meetings. */
    private static final String CHANGING = "(?<=127.0.0.1:)\\d+|\\d{4}-\\d{2}-\\d{2}|\\d{11}";

    /** For the files that the example writes. */
    @TempDir
    protected Path work;

    private final SimulatedZoom zoom = new SimulatedZoom();
    private Lines lines;

    /** The example. */
    protected abstract Example example();

    @BeforeEach
    void listen() {
        lines = new Lines();
    }

    @AfterEach
    void end() {
        lines.close();
        zoom.close();
    }

    @ParameterizedTest
    @EnumSource
    protected void printsWhatTheReadmePrints(Dsl dsl) throws Exception {
        assertThat(Examples.run(example(), stage(dsl))).as(() -> String.join("\n", printed())).isZero();
        Matcher block = PRINTED.matcher(Files.readString(folder().resolve("README.md")));
        assertThat(block.find()).isTrue();
        assertThat(printed()).extracting(ExampleTest::lasting).isEqualTo(block.group(1).lines().map(ExampleTest::lasting)
                .toList());
    }

    private static String lasting(String line) {
        return line.replaceAll(CHANGING, "#");
    }

    private Path folder() {
        return Path.of(example().name()).toAbsolutePath();
    }

    /** What was printed so far. */
    protected final List<String> printed() {
        return lines.soFar();
    }

    protected final ZoomSimulator simulator() {
        return zoom.simulator().orElseThrow();
    }

    /** Starts the application in YAML, and stops it when so many messages have passed through a route. */
    protected final void run(String route, int messages, Map<String, String> properties) throws InterruptedException {
        Map<String, String> all = new HashMap<>(properties);
        all.put("camel.component.zoom.retryDelay", "10");
        all.put("camel.component.zoom.plan", "BUSINESS");
        try (Application application = stage(Dsl.YAML).application(example(), all).start()) {
            toolsFindNothingWrong(application);
            application.await(route, messages);
        }
    }

    /** Where parameters are apart from the URI, as in YAML, only a running application knows the whole. */
    private static void toolsFindNothingWrong(Application application) {
        List<String> uris = application.context().getEndpoints().stream().map(endpoint -> endpoint.getEndpointUri())
                .filter(uri -> uri.startsWith("zoom:")).map(uri -> uri.replaceFirst("^zoom://", "zoom:")).toList();
        assertThat(uris).isNotEmpty()
                .allSatisfy(uri -> assertThat(new ZoomUriValidator().validate(uri)).as(uri).isEmpty());
    }

    /** What happens with Zoom itself when writing was not allowed there: the exit code. */
    protected final int playWithoutWriting() {
        return Examples.run(example(), new Stage(folder(), work, new RealZoom(zoom.options(), false), Dsl.YAML));
    }

    /** A stage with the simulator of the test. */
    protected final Stage stage(Dsl dsl) {
        return new Stage(folder(), work, zoom, dsl);
    }
}
