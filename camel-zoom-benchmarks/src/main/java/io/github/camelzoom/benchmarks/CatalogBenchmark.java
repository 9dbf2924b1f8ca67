package io.github.camelzoom.benchmarks;

import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.catalog.OperationCatalog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The catalogue's first use, which a JVM has only one of: each fork counts once. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class CatalogBenchmark {

    @Benchmark
    public int coldLoad() {
        return OperationCatalog.zoom().all().size();
    }
}
