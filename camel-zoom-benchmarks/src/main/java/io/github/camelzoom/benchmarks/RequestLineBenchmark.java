package io.github.camelzoom.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From an operation and its parameters to the request line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestLineBenchmark {

    private final Operation user = OperationCatalog.zoom().require("users/get");
    private final Operation pastMeeting = OperationCatalog.zoom().require("past_meetings/get");
    private final Map<String, Object> me = Map.of("userId", "me");
    private final Map<String, Object> uuid = Map.of("meetingId", "/ajXp112QmuoKj4854875//=");

    @Benchmark
    public RequestLine plainPath() {
        return RequestLine.of(user, me);
    }

    /** A UUID that has to be encoded twice. */
    @Benchmark
    public RequestLine uuidPath() {
        return RequestLine.of(pastMeeting, uuid);
    }
}
