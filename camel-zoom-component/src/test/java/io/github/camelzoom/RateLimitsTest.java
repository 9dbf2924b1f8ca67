package io.github.camelzoom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.client.limit.Plan;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.observe.RateStates;
import io.github.camelzoom.simulator.RateLimitPlan;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rate governor in a CamelContext, against a simulator that counts as Zoom does. */
class RateLimitsTest extends ZoomTestSupport {

    private static final String LIST = "zoom:users/list";

    @Test
    void manyCallsAtOnceAllSucceedAndHardlyOneIsRefused() {
        simulator().settings().rateLimits(RateLimitPlan.BUSINESS);
        zoom().setPlan(Plan.BUSINESS);
        List<CompletableFuture<Exchange>> all = sendMany("zoom:users/get?userId=" + userId(), 320);
        assertThat(all).allSatisfy(each -> assertThat(each.get(60, TimeUnit.SECONDS).getException()).isNull());
        assertThat(simulator().journal().all()).filteredOn(entry -> entry.status() == 429)
                .as("on a machine that does other things as well").hasSizeLessThan(32);
    }

    @Test
    void aSmallPlanIsObeyed() {
        simulator().settings().rateLimits(RateLimitPlan.FREE);
        zoom().setPlan(Plan.FREE);
        List<CompletableFuture<Exchange>> all = sendMany(LIST, 6);
        assertThat(all).allSatisfy(each -> assertThat(each.get(30, TimeUnit.SECONDS).getException()).isNull());
        assertThat(simulator().journal().all()).filteredOn(entry -> entry.status() == 429).isEmpty();
    }

    @Test
    void aPlanThatIsTooLargeIsCorrectedByWhatZoomSays() throws Exception {
        simulator().settings().rateLimits(RateLimitPlan.PRO);
        zoom().setPlan(Plan.BUSINESS);
        List<CompletableFuture<Exchange>> all = sendMany(LIST, 80);
        assertThat(all).allSatisfy(each -> assertThat(each.get(60, TimeUnit.SECONDS).getException()).isNull());
        assertThat(budget(RateLabel.MEDIUM).limit()).isEqualTo(20);
    }

    @Test
    void allComponentsOfAContextShareTheBudgetsOfAnAccount() {
        context.addComponent("zoom2", component(context, serverToServer()));
        ok(LIST, null, Map.of());
        ok("zoom2:users/list", null, Map.of());
        assertThat(states()).hasSize(1);
        assertThat(budget(RateLabel.MEDIUM).account()).isEqualTo(serverToServer().accountId());
        assertThat(budget(RateLabel.MEDIUM).limit()).isEqualTo(20);
    }

    @Test
    void whenZoomRefusesForADayThenNothingIsSentAnyMore() {
        simulator().faults().onApi().rateLimitedDailyWithoutHeaders();
        ZoomRateLimitException first = failure(ZoomRateLimitException.class, LIST, null, Map.of());
        ZoomRateLimitException second = failure(ZoomRateLimitException.class, LIST, null, Map.of());
        assertThat(second.getResetAt()).isEqualTo(first.getResetAt());
        assertThat(second).hasMessageContaining("users/list").hasMessageContaining("nothing was sent");
        assertThat(simulator().journal().apiRequestCount()).isEqualTo(1);
        ok("zoom:users/get?userId=" + userId(), null, Map.of());
    }

    @Test
    void whenTheContextStopsThenCallsInTheLineEnd() throws Exception {
        zoom().setPlan(Plan.FREE);
        List<CompletableFuture<Exchange>> all = sendMany(LIST, 100);
        Awaitility.await().until(() -> budget(RateLabel.MEDIUM).waiting() > 90);
        context.stop();
        assertThat(all).allSatisfy(each -> each.get(5, TimeUnit.SECONDS));
        assertThat(all.stream().map(CompletableFuture::join).filter(each -> each.getException() != null).toList())
                .hasSizeGreaterThan(80)
                .allSatisfy(each -> assertThat(each.getException()).hasMessageContaining("stopped"));
    }

    @Test
    void theConsoleShowsTheBudgets() throws Exception {
        ok(LIST, null, Map.of());
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("zoom");
        JsonArray budgets = ((JsonObject) console.call(DevConsole.MediaType.JSON)).getCollection("budgets");
        assertThat(((JsonObject) budgets.get(0)).getString("label")).isEqualTo("MEDIUM");
        assertThat(((JsonObject) budgets.get(0)).getInteger("limit")).isEqualTo(20);
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("MEDIUM").contains("of 20 per 1 s left");
    }

    @Test
    void aBeanInTheRegistryTakesTheBudgetsOver() {
        context.getRegistry().bind("budgets", RateBudgets.unlimited());
        context.removeComponent("zoom");
        context.addComponent("zoom", component(context, serverToServer()));
        List<CompletableFuture<Exchange>> all = sendMany(LIST, 200);
        assertThat(all).allSatisfy(each -> assertThat(each.get(30, TimeUnit.SECONDS).getException()).isNull());
        assertThat(budget(RateLabel.MEDIUM).limit()).as("not paced").isZero();
    }

    private List<CompletableFuture<Exchange>> sendMany(String uri, int count) {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        try {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            producer.start();
            for (int i = 0; i < count; i++) {
                all.add(producer.processAsync(new DefaultExchange(context)));
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return all;
    }

    private ZoomComponent zoom() {
        return context.getComponent("zoom", ZoomComponent.class);
    }

    private List<BudgetState> states() {
        return context.hasService(RateStates.class).budgetStates();
    }

    private BudgetState budget(RateLabel label) {
        return states().stream().filter(state -> state.label() == label).findFirst().orElseThrow();
    }
}
