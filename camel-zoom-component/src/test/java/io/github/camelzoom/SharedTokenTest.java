package io.github.camelzoom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.Hold;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How often the token endpoint is asked: once for everything that may share a token. */
class SharedTokenTest extends ZoomTestSupport {

    private static final int THREADS = 64;
    private static final Map<String, Object> USER = Map.of("CamelZoomParamUserId", "me@example.com");

    @Override
    RateBudgets rateBudgets() {
        return RateBudgets.unlimited();
    }

    @Test
    void aColdStartOfManyThreadsAsksOnce() throws Exception {
        simulator().faults().onApi().status(200, "{}").always();
        assertThat(failures(together(() -> send("zoom:users/get", null, USER)))).isEmpty();
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(simulator().journal().apiRequestCount()).isEqualTo(THREADS);
    }

    @Test
    void aHundredOperationsShareOneToken() {
        simulator().faults().onApi().status(200, "{}").always();
        List<Operation> operations = OperationCatalog.zoom().all().stream().filter(o -> o.unsupportedReason() == null
                && o.parameters().stream().noneMatch(p -> p.required()) && o.method().equals("GET")).limit(100).toList();
        assertThat(operations).hasSize(100);
        operations.forEach(operation -> ok("zoom:" + operation.name(), null, Map.of()));
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(simulator().journal().apiRequests().stream().map(ApiRequest::operation).distinct()).hasSize(100);
    }

    @Test
    void aTokenRevokedUnderManyThreadsIsReplacedOnceAndNoExchangeFails() throws Exception {
        ok("zoom:users/list", null, Map.of());
        simulator().revokeAllTokens();
        simulator().journal().clear();
        assertThat(failures(together(() -> send("zoom:users/list", null, Map.of())))).isEmpty();
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(simulator().journal().apiRequests(request -> request.status() == 401)).isNotEmpty();
    }

    @Test
    void aTokenOfEightSecondsIsRenewedBeforeItEndsWhileCallsGoOn() {
        simulator().settings().tokenLifetime(Duration.ofSeconds(8));
        ok("zoom:users/list", null, Map.of());
        // From here on no token request is answered: whoever waited for one would be seen.
        Hold renewal = simulator().faults().onToken().hold();
        renewal.rule().always();
        Awaitility.await().atMost(Duration.ofSeconds(8)).pollInterval(Duration.ofMillis(50)).until(() -> {
            ok("zoom:users/list", null, Map.of());
            return renewal.arrived() > 0;
        });
        for (int i = 0; i < 10; i++) {
            ok("zoom:users/list", null, Map.of());
        }
        renewal.release();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            ok("zoom:users/list", null, Map.of());
            return simulator().journal().apiRequests().stream().map(ApiRequest::authorization).distinct().count() == 2;
        });
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
        assertThat(simulator().journal().apiRequests()).allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
    }

    @Test
    void twoComponentInstancesOfOneContextShareTheToken() throws Exception {
        context.addComponent("zoom2", component(context, serverToServer()));
        ok("zoom:users/list", null, Map.of());
        ok("zoom2:users/list", null, Map.of());
        assertThat(simulator().journal().apiRequestCount()).isEqualTo(2);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(ZoomRuntime.of(context)).isSameAs(ZoomRuntime.of(context));
    }

    @Test
    void twoContextsHaveATokenManagerEach() throws Exception {
        CamelContext other = new DefaultCamelContext();
        try {
            other.addComponent("zoom", component(other, serverToServer()));
            other.start();
            ok("zoom:users/list", null, Map.of());
            other.createProducerTemplate().requestBody("zoom:users/list", (Object) null);
            assertThat(ZoomRuntime.of(other).tokens()).isNotSameAs(ZoomRuntime.of(context).tokens());
            assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
        } finally {
            other.stop();
        }
    }

    @Test
    void connectionsWithDifferentSecretsShareNothing() {
        ok("zoom:users/list", null, Map.of());
        ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:users/list?oauthClientSecret=another", null,
                Map.of());
        assertThat(refused.getReason()).isEqualTo(ZoomAuthException.Reason.REFUSED);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
        ok("zoom:users/list", null, Map.of());
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void aPermanentRefusalIsAskedForOnceNotOncePerExchange() throws Exception {
        String uri = "zoom:users/list?oauthClientSecret=wrong";
        assertThat(failures(together(() -> send(uri, null, Map.of())))).hasSize(THREADS).allSatisfy(
                failure -> assertThat(failure).isInstanceOf(ZoomAuthException.class));
        for (int i = 0; i < 20; i++) {
            assertThat(send(uri, null, Map.of()).getException()).isInstanceOf(ZoomAuthException.class);
        }
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(simulator().journal().apiRequestCount()).isZero();
    }

    private static List<Exception> failures(List<Exchange> exchanges) {
        return exchanges.stream().map(Exchange::getException).filter(e -> e != null).toList();
    }

    private static List<Exchange> together(Callable<Exchange> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<Exchange>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<Exchange> done = new ArrayList<>();
            for (Future<Exchange> each : running) {
                done.add(each.get(20, TimeUnit.SECONDS));
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }
}
