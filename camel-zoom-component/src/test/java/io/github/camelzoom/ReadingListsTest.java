package io.github.camelzoom;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of a larger account as routes read them: pages, windows, parents, and what goes wrong on the way. */
class ReadingListsTest extends ZoomTestSupport {

    private static final LocalDate FIRST = LocalDate.parse("2024-01-02");
    private static final LocalDate LAST = LocalDate.parse("2024-12-31");
    private static final int USERS = 120;

    private SyntheticAccount account;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        SimulatedAccount synthetic = simulator().accounts().addSynthetic("big", SyntheticSize.users(USERS).meetingsPerUser(3)
                .recorded(true).participantsPerMeeting(7).between(FIRST, LAST));
        account = synthetic.synthetic().orElseThrow();
        simulator().clock().freezeAt(LAST.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC));
        SimulatedApp app = synthetic.addServerToServerApp();
        CamelContext context = super.createCamelContext();
        configure(context.getComponent("zoom", ZoomComponent.class).getConfiguration(), app);
        return context;
    }

    @Override
    RateBudgets rateBudgets() {
        return RateBudgets.unlimited();
    }

    @Override
    protected RouteBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:participants")
                        .to("zoom:users/meetings/list?userId=*&fetch=STREAM&outputType=MAP")
                        .setHeader("CamelZoomParamMeetingId", constant("*"))
                        .to("zoom:past_meetings/participants/list?fetch=STREAM&outputType=MAP&pageSize=5")
                        .split(body()).streaming().stopOnException().to("mock:participant").end();
                from("direct:participants-of-part")
                        .to("zoom:users/meetings/list?userId=*&fetch=STREAM&outputType=MAP&allowPartial=true")
                        .setHeader("CamelZoomParamMeetingId", constant("*"))
                        .to("zoom:past_meetings/participants/list?fetch=STREAM&outputType=MAP&allowPartial=true")
                        .split(body()).streaming().to("mock:participant").end();
                from("direct:stream").to("zoom:users/get?userId=me").setBody(simple("${null}"))
                        .to("zoom:users/meetings/list?pageSize=1&fetch=STREAM").split(body()).streaming().to("mock:item").end();
            }
        };
    }

    private List<JsonNode> read(String uri) {
        List<JsonNode> items = new ArrayList<>();
        Exchange exchange = ok(uri + "&fetch=ALL&outputType=NODE", null, Map.of());
        exchange.getMessage().getBody(JsonNode.class).forEach(items::add);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, true)
                .containsEntry(ZoomConstants.TOTAL_RECORDS, (long) items.size());
        return items;
    }

    private List<String> uuids() {
        return IntStream.range(0, account.meetings().count()).mapToObj(account.meetings()::uuid).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ORDERED", "UNORDERED" })
    void theMeetingsOfAllUsers(String order) {
        List<JsonNode> meetings = read("zoom:users/meetings/list?userId=*&fanOut=" + order);
        assertThat(meetings).extracting(meeting -> meeting.path("uuid").asText())
                .containsExactlyInAnyOrderElementsOf(uuids());
        assertThat(meetings).allMatch(meeting -> meeting.path("userId").asText().equals(meeting.path("host_id").asText()));
        if (order.equals("ORDERED")) {
            assertThat(meetings.stream().map(meeting -> meeting.path("userId").asText()).distinct())
                    .containsExactlyElementsOf(account.userIds());
        }
    }

    @Test
    void whileAnswersBreakAndAPageTokenDiesEveryRowComesExactlyOnce() {
        simulator().faults().onApi().status(503).probability(0.05);
        simulator().faults().onApi().resetConnection().probability(0.05);
        simulator().faults().onApi().truncateBodyAfter(60).probability(0.05);
        simulator().pageTokens().killNext("users/meetings/list", 2);
        List<JsonNode> meetings = read("zoom:users/meetings/list?userId=*&pageSize=2&maxRetries=10");
        assertThat(meetings).extracting(meeting -> meeting.path("uuid").asText())
                .containsExactlyInAnyOrderElementsOf(uuids());
        // A refusal that breaks on its way is asked for again, and then refused once more.
        assertThat(simulator().pageTokens().refused()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void rowsThatAreAlikeAreNeitherLostNorDoubledWhenAPageTokenDies() {
        simulator().pageTokens().killNext("past_meetings/participants/list", 1);
        List<JsonNode> rows = read("zoom:past_meetings/participants/list?pageSize=2&meetingId=" + account.meetings().id(5));
        assertThat(rows).isEqualTo(account.meetings().participants(5));
        assertThat(simulator().pageTokens().refused()).isEqualTo(1);
    }

    @Test
    void aYearOfRecordingsInOneCall() {
        List<JsonNode> recordings = read("zoom:users/recordings/list?userId=*&from=" + FIRST + "&to=" + LAST);
        assertThat(recordings).extracting(recording -> recording.path("uuid").asText())
                .containsExactlyInAnyOrderElementsOf(uuids());
        assertThat(simulator().journal().apiRequests("users/recordings/list")).hasSizeGreaterThanOrEqualTo(12 * USERS);
    }

    @Test
    void oneListFeedsTheNext() throws Exception {
        MockEndpoint participants = getMockEndpoint("mock:participant");
        participants.expectedMessageCount(USERS * 3 * 7);
        assertThat(send("direct:participants", null, Map.of()).getException()).isNull();
        MockEndpoint.assertIsSatisfied(context);
        assertThat(participants.getReceivedExchanges()).allMatch(exchange -> exchange.getMessage().getBody(Map.class)
                .containsKey("meetingId"));
    }

    @Test
    void aPartOfTheParentsIsAPartOfTheirListsToo() throws Exception {
        simulator().faults().onApi("GET", "/users/{userId}/meetings").error(400, 300, "Refused.").after(10);
        MockEndpoint participants = getMockEndpoint("mock:participant");
        participants.expectedMessageCount((USERS - 1) * 3 * 7);
        Exchange exchange = ok("direct:participants-of-part", null, Map.of());
        MockEndpoint.assertIsSatisfied(context);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.COMPLETE, false);
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("users/meetings/list");
    }

    @Test
    void parentsThatAreGoneAreCounted() throws Exception {
        List<String> ids = List.of(account.meetings().uuid(0), "1234567890", account.meetings().uuid(1));
        Exchange exchange = ok("zoom:past_meetings/participants/list?meetingId=*&fetch=ALL", ids, Map.of());
        assertThat(new ObjectMapper().readTree(exchange.getMessage().getBody(String.class))).hasSize(14);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(ZoomConstants.VANISHED_PARENTS, 1L)
                .containsEntry(ZoomConstants.COMPLETE, true);
    }

    @Test
    void aStarThatCannotBeReadIsRefusedByName() {
        assertThat(failure(IllegalArgumentException.class, "zoom:users/meetings/list?userId=*", null, Map.of()))
                .hasMessageContaining("users/meetings/list").hasMessageContaining("fetch=ALL");
        assertThat(failure(IllegalArgumentException.class, "zoom:meetings/registrants/list?meetingId=*&fetch=ALL", "text",
                Map.of())).hasMessageContaining("'meetingId'").hasMessageContaining("java.lang.String");
        assertThat(simulator().journal().apiRequestCount()).isZero();
    }

    /** Every thread that resumes calls is blocked by an iterator then, and all iterators must get their pages. */
    @Test
    void manyStreamsAtOnceDoNotWaitForEachOther() throws Exception {
        int streams = 100;
        getMockEndpoint("mock:item").expectedMessageCount(streams * 3);
        Hold hold = simulator().faults().onToken().hold();
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, streams).mapToObj(i -> template.asyncSend("direct:stream",
                exchange -> exchange.getMessage().setHeader("CamelZoomParamUserId", account.userId(i)))).toList();
        hold.release();
        for (CompletableFuture<Exchange> each : sent) {
            assertThat(each.get(20, TimeUnit.SECONDS).getException()).isNull();
        }
        MockEndpoint.assertIsSatisfied(context);
    }
}
