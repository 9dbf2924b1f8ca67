package io.github.camelzoom.consumer.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.OperationCatalog;
import org.apache.camel.Exchange;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Runs, positions, and what fails in between. The clock begins at 2026-01-15T12:00:00Z. */
class PollConsumerTest extends PollTestSupport {

    private static final Duration HOUR = Duration.ofHours(1);

    private Instant from(int reading) {
        return (Instant) list.readings.get(reading).get("from");
    }

    private Instant to(int reading) {
        return (Instant) list.readings.get(reading).get("to");
    }

    @Test
    void firstRunBeginsNowAndLaterRunsNeverReachBackBeforeIt() throws Exception {
        consumer(DATED);
        list.add("before", at("15T11:59:59"));
        clock.advance(HOUR);
        // The first run asks what the consumer missed since it was started first, which is nothing yet.
        assertThat(consumer.poll()).isZero();
        list.add("after", now().plusSeconds(1));
        clock.advance(HOUR);
        assertThat(consumer.poll()).isEqualTo(1);
        assertThat(arrived).containsExactly("after");
        assertThat(from(0)).isEqualTo(at("15T13:00:00"));
    }

    @Test
    void runsOverlapByLookbackAndOverlapAndDeliverEachItemOnce() throws Exception {
        configuration.setStartFrom("2026-01-01");
        consumer(DATED);
        list.add("a", at("01T00:00:00"));
        list.add("border", now());
        list.add("future", now().plusSeconds(1));
        consumer.poll();
        assertThat(from(0)).isEqualTo(at("01T00:00:00"));
        assertThat(to(0)).isEqualTo(now());
        assertThat(position()).isEqualTo(new Position(at("01T00:00:00"), at("15T11:55:00")));
        list.add("late", at("14T11:55:00"));
        list.add("too late", at("14T11:54:59"));
        clock.advance(HOUR);
        consumer.poll();
        assertThat(from(1)).isEqualTo(at("14T11:55:00"));
        assertThat(to(1)).isEqualTo(at("15T13:00:00"));
        assertThat(arrived).containsExactly("a", "border", "future", "late");
    }

    @Test
    void itemsOfTheSameSecondAllCome() throws Exception {
        configuration.setStartFrom("1h");
        consumer(DATED);
        list.add("one", now());
        consumer.poll();
        list.add("two", now());
        list.add("three", now());
        consumer.poll();
        assertThat(arrived).containsExactly("one", "two", "three");
    }

    @Test
    void aChangedItemComesAgain() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED);
        list.add("a", now());
        list.add("b", now());
        consumer.poll();
        list.items.get(0).put("recording_count", 3);
        list.items.get(1).put("topic", "said otherwise");
        consumer.poll();
        assertThat(arrived).containsExactly("a", "b", "a");
    }

    @Test
    void listsWithoutDatesAreReadWholeAndDeduplicated() throws Exception {
        consumer(WHOLE);
        for (int i = 0; i < 7; i++) {
            list.add("u" + i, at("01T00:00:00"));
        }
        assertThat(consumer.poll()).isEqualTo(7);
        list.add("u7", at("02T00:00:00"));
        assertThat(consumer.poll()).isEqualTo(1);
        assertThat(arrived).hasSize(8).doesNotHaveDuplicates();
        assertThat(list.readings).containsOnly(Map.of());
        assertThat(list.closed).isEqualTo(2);
    }

    @Test
    void afterAFailedExchangeThePositionStaysAndOnlyThatItemComesAgain() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED);
        for (String id : List.of("a", "b", "c", "d")) {
            list.add(id, now());
        }
        poison.add("b");
        Position before = Position.at(at("14T12:00:00"));
        assertThat(consumer.poll()).isEqualTo(4);
        assertThat(position()).isEqualTo(before);
        assertThat(reported).singleElement().isInstanceOf(IllegalArgumentException.class);
        clock.advance(HOUR);
        consumer.poll();
        assertThat(from(1)).isEqualTo(before.end());
        assertThat(position()).isEqualTo(before);
        poison.clear();
        consumer.poll();
        assertThat(arrived).containsExactly("a", "b", "c", "d", "b", "b");
        assertThat(position().end()).isEqualTo(at("15T12:55:00"));
    }

    @Test
    void afterAFailedPageThePositionStaysAndWhatWasDeliveredIsNotDeliveredAgain() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED);
        for (int i = 0; i < 5; i++) {
            list.add("i" + i, now());
        }
        list.failingPage = 1;
        assertThatThrownBy(consumer::poll).isInstanceOf(IllegalStateException.class).hasMessage("page 1 cannot be read");
        assertThat(position()).isEqualTo(Position.at(at("14T12:00:00")));
        list.failingPage = -1;
        assertThat(consumer.poll()).isEqualTo(2);
        assertThat(arrived).containsExactly("i0", "i1", "i2", "i3", "i4");
        assertThat(position().end()).isEqualTo(at("15T11:55:00"));
    }

    @Test
    void aFirstRunThatFailsLeavesTheStartWhereItWas() throws Exception {
        consumer(DATED);
        list.failingPage = 0;
        assertThatThrownBy(consumer::poll).isInstanceOf(IllegalStateException.class);
        list.add("meanwhile", now().plusSeconds(60));
        clock.advance(HOUR);
        list.failingPage = -1;
        consumer.poll();
        assertThat(arrived).containsExactly("meanwhile");
    }

    @Test
    void aRunWithoutItemsMovesThePosition() throws Exception {
        configuration.setStartFrom("2026-01-01T00:00:00Z");
        consumer(DATED);
        assertThat(consumer.poll()).isZero();
        assertThat(position().end()).isEqualTo(at("15T11:55:00"));
    }

    @Test
    void startFromSetBackReadsAgainFromThereAndDeliversWhatIsNew() throws Exception {
        list.add("old", at("02T00:00:00"));
        list.add("seen", now());
        configuration.setStartFrom("1d");
        consumer(DATED);
        consumer.poll();
        consumer.stop();
        configuration.setStartFrom("2026-01-01");
        consumer(DATED);
        consumer.poll();
        assertThat(from(1)).isEqualTo(at("01T00:00:00"));
        assertThat(arrived).containsExactly("seen", "old");
        consumer.stop();
        configuration.setStartFrom("2026-01-10");
        clock.advance(HOUR);
        consumer(DATED);
        consumer.poll();
        assertThat(from(2)).isEqualTo(at("14T11:55:00"));
    }

    @Test
    void aStartThatLiesAheadIsWaitedFor() throws Exception {
        configuration.setStartFrom("2026-01-15T13:00:00Z");
        consumer(DATED);
        assertThat(consumer.poll()).isZero();
        assertThat(list.readings).isEmpty();
        clock.advance(HOUR.plusSeconds(1));
        consumer.poll();
        assertThat(from(0)).isEqualTo(at("15T13:00:00"));
    }

    @Test
    void aPositionThatCannotBeKeptIsAFailedPoll() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED);
        consumer.poll();
        memory.positionsBroken = true;
        list.add("a", now());
        clock.advance(HOUR);
        assertThatThrownBy(consumer::poll).hasMessage("positions are broken");
        memory.positionsBroken = false;
        consumer.poll();
        assertThat(arrived).containsExactly("a");
    }

    @Test
    void aPositionThatIsNoneIsNamedAndLeftAlone() throws Exception {
        consumer(DATED);
        consumer.poll();
        String name = memory.positions.keySet().iterator().next();
        memory.positions.put(name, "nonsense");
        assertThatThrownBy(consumer::poll).isInstanceOf(IllegalStateException.class).hasMessageContaining(name)
                .hasMessageContaining("'nonsense'").hasMessageContaining("users/recordings/list on connection 'acme'");
        assertThat(memory.positions).containsEntry(name, "nonsense");
    }

    @Test
    void anItemThatCannotBeRememberedComesAgain() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED);
        list.add("a", now());
        memory.keysBroken = true;
        consumer.poll();
        assertThat(reported).singleElement().extracting(Throwable::getMessage).isEqualTo("keys are broken");
        assertThat(position()).isEqualTo(Position.at(at("14T12:00:00")));
        memory.keysBroken = false;
        consumer.poll();
        assertThat(arrived).containsExactly("a", "a");
    }

    @Test
    void pagesAreDeliveredWithWhatIsNewOnThem() throws Exception {
        configuration.setDelivery(Delivery.PAGE);
        configuration.setStartFrom("1d");
        List<List<String>> pages = new ArrayList<>();
        consumer(DATED, inRoute(exchange -> {
            List<String> ids = new ArrayList<>();
            for (Object item : exchange.getMessage().getBody(List.class)) {
                ids.add(((JsonNode) item).get("uuid").asText());
            }
            pages.add(ids);
            assertThat(exchange.getMessage().getHeader("CamelZoomItemId")).isNull();
            assertThat(exchange.getProperty(Exchange.BATCH_SIZE)).isEqualTo(1);
            if (ids.contains("e")) {
                throw new IllegalArgumentException("poisoned");
            }
        }));
        for (String id : List.of("a", "b", "c", "d", "e")) {
            list.add(id, now());
        }
        assertThat(consumer.poll()).isEqualTo(2);
        assertThat(consumer.poll()).isEqualTo(1);
        assertThat(pages).containsExactly(List.of("a", "b", "c"), List.of("d", "e"), List.of("d", "e"));
    }

    @Test
    void batchesAreThatOfPages() throws Exception {
        List<String> batches = new ArrayList<>();
        configuration.setStartFrom("1d");
        consumer(DATED, inRoute(exchange -> batches.add(exchange.getProperty(Exchange.BATCH_INDEX) + "/"
                + exchange.getProperty(Exchange.BATCH_SIZE) + " " + exchange.getProperty(Exchange.BATCH_COMPLETE))));
        for (int i = 0; i < 4; i++) {
            list.add("i" + i, now());
        }
        consumer.poll();
        assertThat(batches).containsExactly("0/3 false", "1/3 false", "2/3 true", "0/1 true");
    }

    /** As seda does: the completions of the exchange go over to a copy. */
    private List<Exchange> handOver() {
        List<Exchange> later = new ArrayList<>();
        consumer(DATED, inRoute(exchange -> {
            arrive(exchange);
            later.add(ExchangeHelper.createCorrelatedCopy(exchange, true));
        }));
        return later;
    }

    private static void end(Exchange exchange) {
        UnitOfWorkHelper.doneSynchronizations(exchange, exchange.getExchangeExtension().handoverCompletions());
    }

    @Test
    void exchangesThatEndLaterHoldThePositionAndAreNotDeliveredTwice() throws Exception {
        configuration.setStartFrom("1d");
        List<Exchange> later = handOver();
        list.add("a", now());
        list.add("b", now());
        consumer.poll();
        Position before = Position.at(at("14T12:00:00"));
        assertThat(position()).isEqualTo(before);
        end(later.get(0));
        clock.advance(HOUR);
        consumer.poll();
        assertThat(arrived).containsExactly("a", "b");
        assertThat(position()).as("b has not ended").isEqualTo(before);
        end(later.get(1));
        assertThat(position().end()).as("the first run has succeeded").isEqualTo(at("15T11:55:00"));
        consumer.poll();
        assertThat(position().end()).isEqualTo(at("15T12:55:00"));
        assertThat(arrived).containsExactly("a", "b");
    }

    @Test
    void exchangesThatFailLaterComeAgain() throws Exception {
        configuration.setStartFrom("1d");
        List<Exchange> later = handOver();
        list.add("a", now());
        consumer.poll();
        later.get(0).setException(new IllegalStateException("later"));
        end(later.get(0));
        assertThat(reported).singleElement().extracting(Throwable::getMessage).isEqualTo("later");
        consumer.poll();
        assertThat(arrived).containsExactly("a", "a");
    }

    @Test
    void tooManyExchangesUnderWayAreAFailedPoll() throws Exception {
        configuration.setStartFrom("1d");
        handOver();
        for (int i = 0; i < Deliveries.MOST_UNDER_WAY + 2; i++) {
            list.add("i" + i, now());
        }
        assertThatThrownBy(consumer::poll).isInstanceOf(IllegalStateException.class).hasMessageContaining("10000");
        assertThat(arrived).hasSizeBetween(Deliveries.MOST_UNDER_WAY - 3, Deliveries.MOST_UNDER_WAY);
    }

    @Test
    void whenTheRouteStopsTheExchangeUnderWayEndsAndTheRestStaysForTheNextRun() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED, inRoute(exchange -> {
            arrive(exchange);
            if (arrived.size() == 2) {
                consumer.deferShutdown(ShutdownRunningTask.CompleteCurrentTaskOnly);
            }
        }));
        for (int i = 0; i < 6; i++) {
            list.add("i" + i, now());
        }
        assertThat(consumer.poll()).isEqualTo(2);
        assertThat(position()).isEqualTo(Position.at(at("14T12:00:00")));
        assertThat(list.pages).isEqualTo(1);
        consumer.prepareShutdown(true, false);
        assertThat(consumer.poll()).isEqualTo(4);
        assertThat(arrived).containsExactly("i0", "i1", "i2", "i3", "i4", "i5");
        assertThat(position().end()).isEqualTo(at("15T11:55:00"));
    }

    @Test
    void aRouteThatCompletesAllTasksReadsToTheEnd() throws Exception {
        configuration.setStartFrom("1d");
        consumer(DATED, inRoute(exchange -> {
            arrive(exchange);
            consumer.deferShutdown(ShutdownRunningTask.CompleteAllTasks);
        }));
        for (int i = 0; i < 6; i++) {
            list.add("i" + i, now());
        }
        assertThat(consumer.poll()).isEqualTo(6);
    }

    @Test
    void aPageThatIsAwaitedDoesNotHoldUpTheStop() throws Exception {
        consumer(WHOLE);
        list.missingPage = 0;
        CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.poll();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> list.pages == 1);
        consumer.stop();
        assertThat(poll.get(5, TimeUnit.SECONDS)).isZero();
        assertThat(list.closed).isEqualTo(1);
    }

    @Test
    void aStopWaitsForTheExchangeUnderWay() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        consumer(WHOLE, inRoute(exchange -> {
            arrive(exchange);
            goOn.join();
        }));
        list.add("a", now());
        list.add("b", now());
        CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> {
            try {
                return consumer.poll();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> arrived.size() == 1);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(consumer::stop);
        await().until(consumer::isStopping);
        assertThat(stop).isNotDone();
        goOn.complete(null);
        stop.get(5, TimeUnit.SECONDS);
        assertThat(poll.join()).isEqualTo(1);
        assertThat(arrived).containsExactly("a");
        assertThat(memory.keys).hasSize(1);
    }

    @Test
    void anItemThatDoesNotFitTheOutputTypeFailsAlone() throws Exception {
        consumer(PollPlan.of("acme", OperationCatalog.zoom().require(WHOLE), Map.of(), configuration), inRoute(this::arrive),
                Instant.class.getName());
        list.add("a", now());
        assertThat(consumer.poll()).isEqualTo(1);
        assertThat(arrived).isEmpty();
        assertThat(reported).hasSize(1);
        assertThat(memory.keys).isEmpty();
    }

    @Test
    void greedyDoesNotAskForAFailingItemWithoutAPause() throws Exception {
        consumer(WHOLE);
        consumer.setGreedy(true);
        list.add("a", now());
        poison.add("a");
        consumer.poll();
        assertThat(consumer.isGreedy()).isFalse();
        poison.clear();
        consumer.poll();
        assertThat(consumer.isGreedy()).isTrue();
    }

    @Test
    void itemsOfTwoConsumersDoNotMix() throws Exception {
        configuration.setStartFrom("1d");
        list.add("a", now());
        consumer(DATED);
        consumer.poll();
        consumer.stop();
        consumer(PollPlan.of("acme", OperationCatalog.zoom().require(DATED), Map.of("userId", "other"), configuration),
                inRoute(this::arrive), "NODE");
        consumer.poll();
        assertThat(arrived).containsExactly("a", "a");
        assertThat(memory.positions).hasSize(2);
    }
}
