package io.github.camelzoom.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Real threads. */
@Timeout(30)
class TokenManagerStressTest {

    private static final int THREADS = 64;

    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService executor = Executors.newFixedThreadPool(8);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final TestStore store = new TestStore();
    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final TokenManager manager = TokenManager.builder().executor(executor).scheduler(scheduler).build();
    private final TokenSource source = TokenSource.builder("acme").grant(new AccountCredentialsGrant("a"))
            .client("c", Secret.of(
                    "secret"))
            .endpoint(ScriptedEndpoint.URI_, endpoint).store(store).build();

    @AfterEach
    void stop() {
        manager.close();
        callers.shutdownNow();
        executor.shutdownNow();
        scheduler.shutdownNow();
    }

    private Set<String> inParallel(Callable<AccessToken> call) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            results.add(callers.submit(() -> {
                barrier.await(10, TimeUnit.SECONDS);
                return call.call().value().reveal();
            }));
        }
        List<String> tokens = new ArrayList<>();
        for (Future<String> result : results) {
            tokens.add(result.get(10, TimeUnit.SECONDS));
        }
        return tokens.stream().collect(Collectors.toSet());
    }

    @RepeatedTest(20)
    void sixtyFourColdThreadsCauseOnePostAndAfterARevocationOneMore() throws Exception {
        assertThat(inParallel(() -> manager.token(source).toCompletableFuture().get(10, TimeUnit.SECONDS))).containsExactly(
                "AT-1");
        assertThat(endpoint.posts()).isOne();
        String revoked = Node.fingerprint("AT-1");
        assertThat(inParallel(() -> manager.replace(source, revoked).toCompletableFuture().get(10, TimeUnit.SECONDS)))
                .containsExactly("AT-2");
        assertThat(endpoint.posts()).isEqualTo(2);
    }
}
