package io.github.camelzoom;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.Hold;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Camel's asynchronous contract: done exactly once, with the outcome on the exchange, and told how. */
class AsyncContractTest extends ZoomTestSupport {

    /** What was seen at each {@code done}. */
    private record Done(boolean sync, Exception failure, Object body) {}

    private final class Call implements AsyncCallback {
        private final Exchange exchange = new DefaultExchange(context);
        private final List<Done> done = new ArrayList<>();
        private final CountDownLatch first = new CountDownLatch(1);
        private boolean returned;

        @Override
        public synchronized void done(boolean doneSync) {
            done.add(new Done(doneSync, exchange.getException(), exchange.getMessage().getBody()));
            first.countDown();
        }

        Call process(String uri) throws Exception {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            producer.start();
            returned = producer.process(exchange, this);
            return this;
        }

        Done outcome() throws InterruptedException {
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            synchronized (this) {
                assertThat(done).hasSize(1);
                assertThat(done.get(0).sync()).as("done(sync) says what process() returned").isEqualTo(returned);
                return done.get(0);
            }
        }
    }

    /** Reading an answer as a tree ends in an Error, as a broken class path may do it. */
    private static final class Broken extends ObjectMapper {
        @Override
        public JsonNode readTree(InputStream in) {
            throw new NoClassDefFoundError("com/example/Missing");
        }
    }

    @Override
    RateBudgets rateBudgets() {
        return RateBudgets.unlimited();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getRegistry().bind("mapper", new Broken());
        return context;
    }

    @Test
    void aCallWithAFreshTokenIsDoneOnTheCallersThread() throws Exception {
        ok("zoom:users/list", null, Map.of());
        for (String uri : List.of("zoom:users/list", "zoom:request?path=/users", "zoom:token")) {
            Call call = new Call().process(uri);
            assertThat(call.returned).as(uri).isTrue();
            assertThat(call.outcome().failure()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoom:users/list", "zoom:request?path=/users", "zoom:token", "zoom:users/list?fetch=ALL",
            "zoom:users/list?fetch=STREAM" })
    void aCallThatWaitsForATokenIsDoneLater(String uri) throws Exception {
        Hold hold = simulator().faults().onToken().hold();
        Call call = new Call().process(uri);
        assertThat(call.returned).isFalse();
        assertThat(call.done).isEmpty();
        hold.release();
        assertThat(call.outcome().failure()).isNull();
    }

    @Test
    void aFailureThatIsKnownAtOnceIsOnTheExchangeBeforeDone() throws Exception {
        for (String uri : List.of("zoom:users/get", "zoom:request", "zoom:users/meetings/list?fetch=ALL", "zoom:download",
                "zoom:reply")) {
            Call refused = new Call().process(uri);
            assertThat(refused.returned).as(uri).isTrue();
            assertThat(refused.outcome().failure()).as(uri).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(" on connection '");
        }
        ok("zoom:users/list", null, Map.of());
        simulator().faults().onApi().error(404, 1001, "User does not exist.");
        Call call = new Call().process("zoom:users/list");
        assertThat(call.returned).isTrue();
        assertThat(call.outcome().failure()).isInstanceOf(ZoomApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoom:users/list", "zoom:request?path=/users", "zoom:token", "zoom:users/list?fetch=ALL",
            "zoom:users/list?fetch=STREAM" })
    void aFailureThatComesLaterIsOnTheExchangeBeforeDone(String uri) throws Exception {
        Hold hold = simulator().faults().onToken().hold();
        simulator().faults().onToken().status(400, "{\"error\":\"invalid_client\"}");
        Call call = new Call().process(uri);
        assertThat(call.returned).isFalse();
        hold.release();
        assertThat(call.outcome().failure()).isInstanceOf(ZoomAuthException.class);
    }

    @Test
    void anErrorWhileTheAnswerIsReadEndsTheExchangeToo() throws Exception {
        ok("zoom:users/list", null, Map.of());
        assertThat(new Call().process("zoom:users/list?outputType=NODE").outcome().failure()).hasRootCauseInstanceOf(
                NoClassDefFoundError.class);
        simulator().faults().onApi().rateLimitedPerSecond();
        Call later = new Call().process("zoom:users/list?outputType=NODE&retryDelay=300");
        assertThat(later.returned).isFalse();
        assertThat(later.outcome().failure()).hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void aCallbackThatThrowsIsNotCalledAgain() throws Exception {
        ok("zoom:users/list", null, Map.of());
        for (String uri : List.of("zoom:users/list", "zoom:request?path=/users", "zoom:token", "zoom:users/get",
                "zoom:download",
                "zoom:reply")) {
            List<Boolean> done = new ArrayList<>();
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            producer.start();
            Throwable thrown = catchThrowable(() -> producer.process(new DefaultExchange(context), sync -> {
                done.add(sync);
                throw new IllegalArgumentException("the step behind");
            }));
            assertThat(done).as(uri).hasSize(1);
            assertThat(thrown).hasMessage("the step behind");
        }
    }

    @Test
    void manyCallsThatWaitForOneTokenAreEachDoneOnce() throws Exception {
        Hold hold = simulator().faults().onToken().hold();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(new Call().process("zoom:users/list"));
        }
        Awaitility.await().until(() -> hold.arrived() == 1);
        assertThat(calls).as("nobody waited on a thread").noneMatch(call -> call.returned);
        hold.release();
        for (Call call : calls) {
            assertThat(call.outcome().failure()).isNull();
        }
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }
}
