package io.github.camelzoom.benchmarks;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Every benchmark runs once; how fast is not asked. */
class BenchmarksTest {

    @Test
    void everyMicroBenchmarkRuns() throws Exception {
        // Another build on the machine may hold JMH's lock; times do not matter here.
        System.setProperty("jmh.ignoreLock", "true");
        var options = new OptionsBuilder().include("io\\.github\\.camelzoom\\.benchmarks\\..*").mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0).measurementIterations(1).shouldFailOnError(true).verbosity(VerboseMode.SILENT).build();
        assertThat(new Runner(options).run()).hasSize(9);
    }

    @Test
    void everyContenderMakesTheCall() throws Exception {
        Comparison once = new Comparison(2, 1, Duration.ZERO, Duration.ZERO);
        for (long delay : List.of(0L, 1L)) {
            assertThat(once.run(delay)).hasSize(4).allSatisfy(result -> {
                assertThat(result.throughput()).isPositive();
                assertThat(result.cpu()).isPositive();
            });
        }
    }
}
