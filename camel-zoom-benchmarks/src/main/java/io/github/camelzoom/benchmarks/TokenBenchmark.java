package io.github.camelzoom.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import io.github.camelzoom.client.auth.store.MemoryTokenStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The question that every call asks: a fresh token, one key, shared by all threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

    private ExecutorService executor;
    private ScheduledExecutorService scheduler;
    private TokenManager manager;
    private TokenSource source;

    /** Gets the one token. */
    @Setup
    public void start() {
        executor = Executors.newSingleThreadExecutor();
        scheduler = Executors.newSingleThreadScheduledExecutor();
        manager = TokenManager.builder().executor(executor).scheduler(scheduler).build();
        TokenAnswer granted = new TokenAnswer.Granted(Secret.of("benchmark.token"), null, Duration.ofHours(1), Set.of(), null);
        source = TokenSource.builder("benchmark").grant(new AccountCredentialsGrant("account"))
                .client("id", Secret.of("secret")).endpoint(URI.create("https://zoom.us/oauth/token"), request -> granted)
                .store(new MemoryTokenStore("benchmark")).build();
        manager.token(source).toCompletableFuture().join();
        if (!manager.token(source).toCompletableFuture().isDone()) {
            throw new IllegalStateException("a fresh token is not there at once");
        }
    }

    @TearDown
    public void stop() {
        manager.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
    }

    @Benchmark
    @Threads(1)
    public CompletionStage<AccessToken> oneThread() {
        return manager.token(source);
    }

    @Benchmark
    @Threads(8)
    public CompletionStage<AccessToken> eightThreads() {
        return manager.token(source);
    }
}
