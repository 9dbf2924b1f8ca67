package io.github.camelzoom.client.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomRateLimitException;
import io.github.camelzoom.client.testing.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parameters that are {@code *}: the lists of many parents as one. */
class FanOutTest {

    private static final Map<String, String> EVERY_USER = Map.of("userId", "*");

    /** An account whose users have meetings; answers at once or when and in the order that the test wants. */
    private static final class Account implements PageCall {

        private final int users;
        private final int pagesPerUser;
        private final Map<String, RuntimeException> refusals = new HashMap<>();
        private final List<Runnable> held = new ArrayList<>();
        private boolean holding;
        private int asked;

        Account(int users, int pagesPerUser) {
            this.users = users;
            this.pagesPerUser = pagesPerUser;
        }

        @Override
        public CompletionStage<JsonNode> send(Operation operation, Map<String, ?> parameters) {
            asked++;
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            Runnable answering = () -> {
                RuntimeException refusal = refusals.get(String.valueOf(parameters.get("userId")));
                if (refusal == null) {
                    answer.complete(operation.name().equals("users/list") ? users(parameters) : meetings(parameters));
                } else {
                    answer.completeExceptionally(refusal);
                }
            };
            if (holding) {
                held.add(answering);
            } else {
                answering.run();
            }
            return answer;
        }

        /** 300 a page, as many as {@code metrics} and others allow, so that there is more than one. */
        private JsonNode users(Map<String, ?> parameters) {
            assertThat(parameters.get("status")).isEqualTo("active");
            int from = Integer.parseInt(parameters.containsKey("next_page_token")
                    ? parameters.get("next_page_token").toString()
                    : "0");
            int to = Math.min(users, from + 300);
            String items = IntStream.range(from, to).mapToObj(i -> "{'id':'u" + i + "'}").collect(Collectors.joining(","));
            return ScriptedZoom.json("{'next_page_token':'" + (to < users ? to : "") + "','users':[" + items + "]}");
        }

        private JsonNode meetings(Map<String, ?> parameters) {
            int page = Integer.parseInt(parameters.containsKey("next_page_token")
                    ? parameters.get("next_page_token").toString()
                    : "0");
            return ScriptedZoom.json("{'next_page_token':'" + (page + 1 < pagesPerUser ? page + 1 : "") + "','meetings':["
                    + (pagesPerUser == 0 ? "" : "{'id':'" + parameters.get("userId") + "/" + page + "'}") + "]}");
        }

        void answerAny(Random random) {
            held.remove(random.nextInt(held.size())).run();
        }
    }

    private static ListReader open(PageCall zoom, FanOut order, boolean allowPartial) {
        return Readings.open("users/meetings/list", EVERY_USER, new ReadOptions(order, allowPartial, null), zoom);
    }

    private static List<String> readOut(ListReader reader) {
        List<String> ids = new ArrayList<>();
        for (Page page = Readings.next(reader); page != null; page = Readings.next(reader)) {
            page.items().forEach(item -> ids.add(item.path("id").asText()));
        }
        return ids;
    }

    private static List<String> expected(int users, int pages) {
        return IntStream.range(0, users).boxed()
                .flatMap(user -> IntStream.range(0, pages).mapToObj(page -> "u" + user + "/" + page)).toList();
    }

    @ParameterizedTest
    @EnumSource(FanOut.class)
    void thirtyThousandParentsAreReadWhateverTheOrderOfAnswers(FanOut order) {
        ListReader reader = open(new Account(30_000, 1), order, false);
        assertThat(readOut(reader)).hasSize(30_000).doesNotHaveDuplicates();
        assertThat(reader.isComplete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "UNORDERED,1", "UNORDERED,4", "ORDERED,1", "ORDERED,4" })
    void answersMayComeInAnyOrderAndTheConsumerMayBeSlow(FanOut order, int pages) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Account account = new Account(700, pages);
            account.holding = true;
            ListReader reader = open(account, order, false);
            List<String> ids = new ArrayList<>();
            CompletableFuture<Page> next = reader.next().toCompletableFuture();
            for (boolean more = true; more;) {
                assertThat(account.held.size()).as("calls on their way").isLessThanOrEqualTo(FanOutReader.CONCURRENCY + 1);
                if (!account.held.isEmpty() && (!next.isDone() || random.nextInt(3) > 0)) {
                    account.answerAny(random);
                } else {
                    assertThat(next).as("nothing is on its way, so nothing may be waited for").isDone();
                    Page page = next.join();
                    more = page != null;
                    if (more) {
                        page.items().forEach(item -> ids.add(item.path("id").asText()));
                        next = reader.next().toCompletableFuture();
                    }
                }
            }
            if (order == FanOut.ORDERED) {
                assertThat(ids).isEqualTo(expected(700, pages));
            } else {
                assertThat(ids).containsExactlyInAnyOrderElementsOf(expected(700, pages));
            }
        }
    }

    @Test
    void whatNobodyTakesIsNotAskedForWithoutEnd() {
        Account account = new Account(30_000, 3);
        ListReader reader = open(account, FanOut.UNORDERED, false);
        assertThat(account.asked).as("before the first page is wanted").isZero();
        assertThat(Readings.next(reader).items()).hasSize(1);
        assertThat(account.asked).isLessThanOrEqualTo(FanOutReader.CONCURRENCY + 1 + 1);
    }

    @Test
    void parentsWithoutItemsCostTheConsumerNothing() {
        ListReader reader = open(new Account(5_000, 0), FanOut.ORDERED, false);
        assertThat(Readings.next(reader)).isNull();
        assertThat(reader.isComplete()).isTrue();
    }

    @Test
    void anItemTellsItsParentUnlessItDoesAlready() {
        ScriptedZoom zoom = new ScriptedZoom().page("{'users':[{'id':'ada'}]}")
                .page("{'meetings':[{'id':1},{'id':2,'userId':'own'},'text']}");
        Page page = Readings.next(open(zoom, FanOut.ORDERED, false));
        assertThat(page.items()).extracting(item -> item.path("userId").asText()).containsExactly("ada", "own", "");
        assertThat(page.total()).isNull();
    }

    @Test
    void aParentThatIsGoneIsLeftOutAndCounted() {
        Account account = new Account(3, 1);
        account.refusals.put("u0", refusal(404, 1001));
        account.refusals.put("u1", refusal(400, 1001));
        ListReader reader = open(account, FanOut.ORDERED, false);
        assertThat(readOut(reader)).containsExactly("u2/0");
        assertThat(reader.isComplete()).isTrue();
        assertThat(reader.vanishedParents()).isEqualTo(2);
        assertThat(reader.omitted()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "404,0", "404,2300", "404,64041", "400,300", "500,0" })
    void anyOtherFailureOfAChildIsThatOfTheReading(int status, long code) {
        Account account = new Account(100, 1);
        account.refusals.put("u7", refusal(status, code));
        ListReader reader = open(account, FanOut.ORDERED, false);
        assertThatThrownBy(() -> readOut(reader)).isInstanceOf(ZoomApiException.class).hasMessageContaining("HTTP " + status);
        assertThat(reader.isComplete()).isFalse();
        assertThatThrownBy(() -> Readings.next(reader)).as("and stays it").isInstanceOf(ZoomApiException.class);
    }

    @Test
    void aPartIsReadOnWhereThatIsAllowed() {
        Account account = new Account(100, 1);
        account.refusals.put("u7", refusal(400, 300));
        account.refusals.put("u8", refusal(404, 1001));
        ListReader reader = open(account, FanOut.ORDERED, true);
        assertThat(readOut(reader)).hasSize(98);
        assertThat(reader.isComplete()).isFalse();
        assertThat(reader.omitted()).hasMessageContaining("Refused");
        assertThat(reader.vanishedParents()).isEqualTo(1);
    }

    @Test
    void whatConcernsAllParentsEndsTheReadingAtOnce() {
        Account account = new Account(30_000, 1);
        account.refusals.put("u7", new ZoomRateLimitException(ErrorDetail.of("acme", "x").withAnswer(429, 429, null), "daily",
                new FakeClock().instant(), "Daily limit"));
        assertThatThrownBy(() -> readOut(open(account, FanOut.UNORDERED, true))).isInstanceOf(ZoomRateLimitException.class);
        assertThat(account.asked).isLessThan(200);
    }

    @Test
    void whenTheParentsCannotBeReadThenTheReadingFailsWithTheirReason() {
        ScriptedZoom zoom = new ScriptedZoom().failure(ScriptedZoom.refusal(403, "No permission"));
        assertThatThrownBy(() -> readOut(open(zoom, FanOut.UNORDERED, false))).hasMessageContaining("No permission");
    }

    @Test
    void parentsMayBeGiven() {
        List<Object> parents = Arrays.asList("a/b==", 7L, Map.of("id", 1, "uuid", "x"), Map.of("meetingId", 2, "id", 9),
                ScriptedZoom.json("{'uuid':'y'}"), ScriptedZoom.json("'z'"));
        assertThat(asked("meetings/registrants/list", parents)).containsExactly("a/b==", "7", "1", "2", "y", "z");
        assertThat(asked("past_meetings/participants/list", parents)).containsExactly("a/b==", "7", "x", "2", "y", "z");
        assertThat(asked("meetings/registrants/list", List.of())).isEmpty();
        for (Object wrong : Arrays.asList(null, Map.of("name", "x"), List.of())) {
            assertThatThrownBy(() -> asked("meetings/registrants/list", Collections.singletonList(wrong)))
                    .isInstanceOf(ParameterException.class).hasMessageContaining("'meetingId'");
        }
    }

    private static List<Object> asked(String operation, List<?> parents) {
        List<Object> asked = new ArrayList<>();
        PageCall zoom = (called, parameters) -> {
            asked.add(parameters.get("meetingId"));
            return CompletableFuture.completedStage(ScriptedZoom.json("{}"));
        };
        Iterator<?> iterator = parents.iterator();
        readOut(Readings.open(operation, Map.of("meetingId", "*"), new ReadOptions(FanOut.ORDERED, false, iterator), zoom));
        return asked;
    }

    @Test
    void aStarNeedsParents() {
        assertThatThrownBy(() -> Readings.open("meetings/registrants/list", Map.of("meetingId", "*"), new Account(1, 1)))
                .isInstanceOf(ParameterException.class).hasMessageContaining("'meetingId'").hasMessageContaining("body");
        Operation two = OperationCatalog.zoom().all().stream().filter(Operation::isList).filter(operation -> operation.method()
                .equals("GET") && operation.path().chars().filter(c -> c == '{').count() == 2).findFirst().orElseThrow();
        Map<String, String> stars = new HashMap<>();
        two.parameters().stream().filter(parameter -> parameter.required())
                .forEach(parameter -> stars.put(parameter.name(), "*"));
        assertThatThrownBy(() -> Readings.open(two.name(), stars, new Account(1, 1))).isInstanceOf(ParameterException.class)
                .hasMessageContaining("only one");
    }

    @Test
    void afterItWasClosedNothingIsAskedForAnyMore() {
        Account account = new Account(30_000, 3);
        ListReader reader = open(account, FanOut.UNORDERED, false);
        Readings.next(reader);
        reader.close();
        int asked = account.asked;
        assertThatThrownBy(() -> Readings.next(reader)).hasMessageContaining("closed");
        assertThat(account.asked).isEqualTo(asked);
    }

    private static ZoomApiException refusal(int status, long code) {
        return new ZoomApiException(ErrorDetail.of("acme", "users/meetings/list").withAnswer(status, code, null), "Refused",
                List.of(), true);
    }
}
