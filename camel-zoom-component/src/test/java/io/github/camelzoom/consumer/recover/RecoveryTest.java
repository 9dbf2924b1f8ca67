package io.github.camelzoom.consumer.recover;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.Page;
import io.github.camelzoom.client.testing.FakeClock;
import io.github.camelzoom.client.testing.HandRunScheduler;
import io.github.camelzoom.consumer.EventDelivery;
import io.github.camelzoom.consumer.EventMemories;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventServices;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.consumer.EventTransport;
import io.github.camelzoom.consumer.EventsInFlight;
import io.github.camelzoom.consumer.RecoveryState;
import io.github.camelzoom.consumer.poll.PollConfiguration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When lists are read, what is delivered, and what is remembered, by a clock that is turned by hand. */
class RecoveryTest {

    private static final ListedEvent ENDED = ListedEvent.all().get(0);

    @TempDir
    Path directory;

    private final FakeClock clock = new FakeClock();
    private final HandRunScheduler timer = new HandRunScheduler(clock);
    private final EventSettings settings = new EventSettings();
    private final List<ObjectNode> listed = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private volatile Exception trouble;
    private volatile Throwable omitted;
    private volatile Predicate<String> routeFails = uuid -> false;
    private volatile boolean open = true;
    private DefaultCamelContext context;
    private Recovery recovery;
    private EventDelivery delivery;

    private final class Lists implements RecoveryLists {

        @Override
        public ListReader read(String operation, Map<String, Object> parameters) {
            asked.add(parameters);
            List<JsonNode> items = new ArrayList<>(listed);
            return new ListReader() {

                private boolean given;

                @Override
                public CompletionStage<Page> next() {
                    if (trouble != null) {
                        return CompletableFuture.failedStage(trouble);
                    }
                    Page page = given ? null : new Page(items, null);
                    given = true;
                    return CompletableFuture.completedStage(page);
                }

                @Override
                public boolean isComplete() {
                    return omitted == null;
                }

                @Override
                public Throwable omitted() {
                    return omitted;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public CompletionStage<String> account() {
            return CompletableFuture.completedStage("A");
        }

        @Override
        public String toString() {
            return "connection 'x'";
        }
    }

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
        begin();
        timers();
    }

    @AfterEach
    void stop() {
        recovery.close();
        context.stop();
    }

    /** As a new process does. */
    private void restart() {
        recovery.close();
        begin();
        timers();
    }

    private void begin() {
        RecoveryPlan plan = new RecoveryPlan("test", List.of(ENDED), new Lists(), new PollConfiguration(), () -> directory,
                settings, new EventServices(new EventsInFlight(), new EventMemories(), timer, ForkJoinPool.commonPool()), clock,
                clock, () -> 0);
        recovery = new Recovery(context, plan, "route");
        IdempotentRepository memory = recovery.remembering(MemoryIdempotentRepository.memoryIdempotentRepository());
        delivery = new EventDelivery(new EventDelivery.Exchanges() {
            @Override
            public Exchange create() {
                return new DefaultExchange(context);
            }

            @Override
            public void done(Exchange exchange) {
                // Nothing to give back.
            }
        }, AsyncProcessorConverterHelper.convert(exchange -> {
            String uuid = exchange.getMessage().getHeader("CamelZoomObjectUuid", String.class);
            arrived.add(exchange.getMessage().getHeader("CamelZoomEventTransport") + " " + uuid);
            if (routeFails.test(uuid)) {
                throw new IllegalStateException("failing");
            }
        }), EventTypes.parse(null), event -> {}, memory, new EventsInFlight(), null);
        recovery.start(delivery, () -> open);
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** Until the recovery's thread has nothing to do and waits for a timer. */
    private void timers() {
        soon().until(() -> timer.size() == 1);
    }

    private RecoveryState state() {
        return recovery.states().get(0);
    }

    private void reads(int count) {
        soon().untilAsserted(() -> assertThat(asked).hasSize(count));
        timers();
    }

    private Instant end(String uuid, Duration ago) {
        Instant end = clock.instant().minus(ago);
        listed.add(JsonNodeFactory.instance.objectNode().put("meeting_uuid", uuid).put("meeting_id", 1).put("end_time",
                end.toString()));
        return end;
    }

    private void live(String uuid, Instant end) throws Exception {
        String json = "{\"event\":\"meeting.ended\",\"event_ts\":" + (end.toEpochMilli() + 777)
                + ",\"payload\":{\"account_id\":\"A\",\"object\":{\"uuid\":\"" + uuid + "\",\"id\":\"1\",\"end_time\":\"" + end
                + "\"}}}";
        delivery.deliver(EventMessage.read(json.getBytes(), EventTransport.WEBSOCKET), Runnable::run).toCompletableFuture()
                .get();
    }

    private void turn(Duration time, int reads) {
        timer.advance(time);
        reads(reads);
    }

    @Test
    void whatEndedBeforeTheFirstStartIsNotRecovered() {
        end("before", Duration.ofSeconds(30));
        clock.advance(Duration.ofMinutes(1));
        end("after", Duration.ofSeconds(30));
        turn(Duration.ofSeconds(10), 1);
        assertThat(arrived).containsExactly("RECOVERED after");
        assertThat(asked.get(0)).containsEntry("date_type", "end_time").containsEntry("meeting_type", "meeting")
                .containsEntry("from", "2026-01-14").containsEntry("to", "2026-01-15");
    }

    @Test
    void whatArrivedLiveIsNotRecoveredNorTheOtherWayRound() throws Exception {
        clock.advance(Duration.ofHours(1));
        Instant first = end("first", Duration.ofMinutes(2));
        Instant second = end("second", Duration.ofMinutes(1));
        live("first", first);
        turn(Duration.ofSeconds(10), 1);
        live("second", second);
        turn(settings.getRecoverInterval(), 2);
        assertThat(arrived).containsExactly("WEBSOCKET first", "RECOVERED second");
        assertThat(state().recovered()).isEqualTo(1);
        assertThat(state().last()).isNotNull();
    }

    @Test
    void afterARestartOnlyWhatIsNewComes() throws Exception {
        clock.advance(Duration.ofHours(1));
        live("live", end("live", Duration.ofMinutes(2)));
        end("missed", Duration.ofMinutes(1));
        turn(Duration.ofSeconds(10), 1);
        restart();
        end("during", Duration.ofSeconds(1));
        turn(Duration.ofSeconds(10), 2);
        assertThat(arrived).containsExactly("WEBSOCKET live", "RECOVERED missed", "RECOVERED during");
    }

    @Test
    void whenTheClockWasAheadForAWhileThenItGoesOnFromNow() {
        turn(Duration.ofSeconds(10), 1);
        clock.jump(Duration.ofDays(20));
        turn(settings.getRecoverInterval(), 2);
        clock.jump(Duration.ofDays(-20));
        end("missed", Duration.ofMinutes(1));
        turn(settings.getRecoverInterval(), 3);
        assertThat(arrived).containsExactly("RECOVERED missed");
    }

    @Test
    void rowsAreTakenAsFarAsTheySayWhatTheyAreAbout() {
        clock.advance(Duration.ofDays(1));
        Instant end = end("a", Duration.ofMinutes(9));
        listed.add(listed.get(0).deepCopy());
        listed.add(listed.get(0).deepCopy().put("end_time", end.atOffset(ZoneOffset.ofHours(2)).toString()));
        listed.add(listed.get(0).deepCopy().put("meeting_id", "1").put("end_time", end.plusSeconds(60).toString()));
        listed.add(listed.get(0).deepCopy().putNull("meeting_uuid"));
        listed.add(listed.get(0).deepCopy().put("meeting_uuid", " "));
        listed.add(listed.get(0).deepCopy().without(List.of("end_time")));
        listed.add(listed.get(0).deepCopy().put("end_time", "yesterday"));
        listed.add(listed.get(0).deepCopy().set("end_time", JsonNodeFactory.instance.objectNode()));
        listed.add(
                listed.get(0).deepCopy().put("meeting_uuid", "b").put("end_time", end.toString().replace("T", " ").replace("Z",
                        "")));
        listed.add(JsonNodeFactory.instance.objectNode());
        turn(Duration.ofSeconds(10), 1);
        assertThat(arrived).containsExactly("RECOVERED a", "RECOVERED a", "RECOVERED b");
        assertThat(state().problem()).isNull();
    }

    @Test
    void whatZoomListsADayLateIsRecovered() {
        turn(Duration.ofSeconds(10), 1);
        clock.advance(Duration.ofDays(2));
        turn(Duration.ZERO, 2);
        end("late", Duration.ofHours(20));
        turn(settings.getRecoverInterval(), 3);
        assertThat(arrived).containsExactly("RECOVERED late");
        end("too late", Duration.ofHours(30));
        turn(settings.getRecoverInterval(), 4);
        assertThat(arrived).hasSize(1);
        settings.setRecoverOverlap(Duration.ofDays(3));
        turn(settings.getRecoverInterval(), 5);
        assertThat(arrived).containsExactly("RECOVERED late", "RECOVERED too late");
    }

    @Test
    void aConnectionThatBreaksAllTheTimeCausesAReadingNowAndThen() {
        recovery.live();
        soon().until(() -> {
            timer.advance(Duration.ZERO);
            return asked.size() == 1;
        });
        timers();
        for (int i = 0; i < 20; i++) {
            recovery.live();
        }
        soon().until(() -> timer.size() == 1);
        timer.advance(Duration.ofMillis(9_900));
        assertThat(asked).hasSize(1);
        soon().until(() -> {
            timer.advance(Duration.ofMillis(200));
            return asked.size() == 2;
        });
        timers();
        timer.advance(Duration.ofMinutes(50));
        assertThat(asked).hasSize(2);
        turn(Duration.ofMinutes(11), 3);
    }

    @Test
    void aFailureIsToldAndTriedAgainWithGrowingPauses() {
        trouble = new ZoomScopeException(ErrorDetail.of("x", "report/history_meetings/list"), List.of("report:read:admin"));
        turn(Duration.ofSeconds(10), 1);
        soon().untilAsserted(() -> assertThat(state().problem()).contains("report:read:admin", "report/history_meetings/list"));
        turn(Duration.ofSeconds(30), 2);
        timer.advance(Duration.ofSeconds(59));
        assertThat(asked).hasSize(2);
        turn(Duration.ofSeconds(1), 3);
        int minutes = 2;
        for (int i = 0; i < 7; i++) {
            turn(Duration.ofMinutes(minutes), 4 + i);
            minutes = Math.min(60, 2 * minutes);
        }
        clock.advance(Duration.ofMinutes(1));
        end("missed", Duration.ofMinutes(30));
        trouble = null;
        turn(settings.getRecoverInterval(), 11);
        soon().untilAsserted(() -> assertThat(state().problem()).isNull());
        assertThat(arrived).containsExactly("RECOVERED missed");
    }

    @Test
    void whatTheRouteFailedWithComesAgainAndTheRestDoesNot() {
        routeFails = "bad"::equals;
        clock.advance(Duration.ofMinutes(1));
        end("good", Duration.ofSeconds(1));
        end("bad", Duration.ofSeconds(1));
        turn(Duration.ofSeconds(10), 1);
        soon().untilAsserted(() -> assertThat(state().problem()).contains("failed with 1 of 2 events"));
        // Longer than lists are late: the position has not moved.
        clock.advance(Duration.ofDays(3));
        routeFails = uuid -> false;
        turn(Duration.ofSeconds(30), 2);
        assertThat(arrived).containsExactly("RECOVERED good", "RECOVERED bad", "RECOVERED bad");
    }

    @Test
    void aListOfOneUserThatIsRefusedKeepsThePositionOnly() {
        omitted = new IllegalStateException("of one user");
        clock.advance(Duration.ofMinutes(1));
        end("other", Duration.ofSeconds(1));
        turn(Duration.ofSeconds(10), 1);
        soon().untilAsserted(() -> assertThat(state().problem()).contains("of one user"));
        assertThat(arrived).containsExactly("RECOVERED other");
        omitted = null;
        clock.advance(Duration.ofDays(3));
        end("first", Duration.ofDays(3));
        turn(Duration.ofSeconds(30), 2);
        assertThat(arrived).containsExactly("RECOVERED other", "RECOVERED first");
    }

    @Test
    void whatHappenedLongerAgoThanTheReachIsGivenUp() {
        turn(Duration.ofSeconds(10), 1);
        end("old", Duration.ofSeconds(1));
        recovery.pause();
        clock.advance(Duration.ofDays(40));
        end("young", Duration.ofDays(29));
        recovery.start(delivery, () -> open);
        timers();
        turn(Duration.ofSeconds(10), 2);
        assertThat(arrived).containsExactly("RECOVERED young");
        assertThat(asked.get(1).get("from")).isEqualTo("2026-01-24");
    }

    @Test
    void whileTheConsumerIsClosedNothingIsDelivered() {
        open = false;
        clock.advance(Duration.ofMinutes(1));
        end("missed", Duration.ofSeconds(1));
        timer.advance(Duration.ofSeconds(10));
        timers();
        assertThat(asked).isEmpty();
        assertThat(state().problem()).isNull();
        open = true;
        turn(Duration.ofSeconds(10), 1);
        assertThat(arrived).containsExactly("RECOVERED missed");
    }

    @Test
    void aFileThatIsInUseIsAProblemThatDoesNotStopLiveEvents() throws Exception {
        clock.advance(Duration.ofMinutes(1));
        Instant end = end("event", Duration.ofSeconds(1));
        Recovery first = recovery;
        begin();
        soon().untilAsserted(() -> assertThat(state().problem()).contains("Another route or process"));
        live("event", end);
        assertThat(arrived).containsExactly("WEBSOCKET event");
        first.close();
        turn(Duration.ofSeconds(10), 1);
        soon().untilAsserted(() -> assertThat(state().problem()).isNull());
    }
}
