package io.github.camelzoom.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.RateLimitStatistics;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Large accounts are read completely, as fast as Zoom's limits allow, by a process with a small heap. */
class ReadingAtScaleTest {

    private static final LocalDate FIRST = LocalDate.parse("2024-01-02");
    private static final LocalDate LAST = LocalDate.parse("2024-12-31");
    private static final Instant NOON_AFTER = LAST.plusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final int MEETINGS = 3;
    private static final int PARTICIPANTS = 5;
    private static final int HEAP = 64;
    private static final int USERS_PAGE = 2_000;
    /** Calls a second of label medium: lists of users, meetings and participants. */
    private static final int BUSINESS = 60;
    /** Told by the simulator's headers, so that what is not about the limit ends soon. */
    private static final int RAISED = 300;

    /** One reading and what it met. */
    private record Run(Reader.Result result, String expected, long requests, long refused, double atBest) {

        double factor() {
            return result.seconds() / atBest;
        }

        void complete() {
            assertThat(result.failure()).isEqualTo("null");
            assertThat(result.rows()).as("rows").isEqualTo(expected);
        }

        void fast() {
            assertThat(factor()).as("time against the least that the limit allows, %s", this).isLessThan(1.05);
            assertThat((double) refused / requests).as("share of answers 429, %s", this).isLessThanOrEqualTo(0.001);
        }

        void tell(Evidence evidence, String heading) {
            evidence.row("Rows", result.rows().split(" ")[0]).row("Requests", requests).row("Answers 429", refused)
                    .row("Seconds", Evidence.number(result.seconds())).row("Seconds that the limit allows at best",
                            Evidence.number(atBest))
                    .row("Times the least", String.format(Locale.ROOT, "%.3f", factor()))
                    .row("Heap of the reader, MB at most", HEAP).table(heading);
        }
    }

    private static Run meetings(int users, boolean faults, int perSecond) throws Exception {
        try (ZoomSimulator zoom = zoom(perSecond)) {
            SyntheticAccount account = account(zoom, users);
            if (faults) {
                zoom.faults().onApi().status(503).probability(0.01);
                zoom.faults().onApi().resetConnection().probability(0.01);
                zoom.pageTokens().killNext(users > USERS_PAGE ? "users/list" : "users/meetings/list", 1);
            }
            Rows expected = new Rows("uuid,host_id,userId");
            for (int i = 0; i < account.meetings().count(); i++) {
                ObjectNode meeting = account.meetings().session(i);
                expected.add(meeting.put("userId", account.userId(account.meetings().host(i))));
            }
            Reader.Result result = Reader.read(zoom, app(zoom), account, HEAP,
                    "zoom:users/meetings/list?userId=*&fetch=STREAM&outputType=NODE"
                            + (faults && users <= USERS_PAGE ? "&pageSize=2" : ""),
                    "uuid,host_id,userId");
            if (faults) {
                // More than once when the refusal itself breaks on its way.
                assertThat(zoom.pageTokens().refused()).isPositive();
            }
            return run(zoom, result, expected, perSecond);
        }
    }

    private static Run participants(int lists, int perSecond) throws Exception {
        try (ZoomSimulator zoom = zoom(perSecond)) {
            SyntheticAccount account = account(zoom, lists / MEETINGS);
            Rows expected = new Rows("meetingId,id,name,user_email,join_time");
            for (int i = 0; i < account.meetings().count(); i++) {
                for (ObjectNode participant : account.meetings().participants(i)) {
                    expected.add(participant.deepCopy().put("meetingId", account.meetings().uuid(i)));
                }
            }
            Reader.Result result = Reader.read(zoom, app(zoom), account, HEAP,
                    "zoom:past_meetings/participants/list?meetingId=*&fetch=STREAM&outputType=NODE",
                    "meetingId,id,name,user_email,join_time");
            return run(zoom, result, expected, perSecond);
        }
    }

    private static ZoomSimulator zoom(int perSecond) {
        ZoomSimulator zoom = ZoomSimulator.builder().rateLimits(RateLimitPlan.BUSINESS).latency(Duration.ofMillis(50)).start();
        zoom.settings().journalSize(1000).rateLimit("medium", perSecond);
        zoom.clock().advance(Duration.between(zoom.clock().instant(), NOON_AFTER));
        return zoom;
    }

    private static SyntheticAccount account(ZoomSimulator zoom, int users) {
        return zoom.accounts().addSynthetic("big", SyntheticSize.users(users).meetingsPerUser(MEETINGS)
                .participantsPerMeeting(PARTICIPANTS).between(FIRST, LAST)).synthetic().orElseThrow();
    }

    private static SimulatedApp app(ZoomSimulator zoom) {
        return zoom.accounts().find("big").map(account -> account.addServerToServerApp()).orElseThrow();
    }

    private static Run run(ZoomSimulator zoom, Reader.Result result, Rows expected, int perSecond) {
        RateLimitStatistics statistics = zoom.rateLimitStatistics();
        long requests = statistics.requests() - Reader.WARM_UP;
        return new Run(result, expected.toString(), requests, statistics.refused(),
                (double) (requests - statistics.refused()) / perSecond);
    }

    /** How fast is looked at in full size: a build machine that is busy with other things would fail here. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aThousandUsers() throws Exception {
        meetings(1_000, false, BUSINESS).complete();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aThousandUsersWhileAnswersBreakAndAPageTokenDies() throws Exception {
        meetings(1_000, true, RAISED).complete();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void threeThousandListsOfParticipants() throws Exception {
        participants(3_000, RAISED).complete();
    }

    @Test
    @Tag("proof")
    void fullSize() throws Exception {
        Run users = meetings(10_000, false, BUSINESS);
        Run broken = meetings(10_000, true, BUSINESS);
        Run participants = participants(30_000, BUSINESS);
        Evidence evidence = new Evidence("reading-at-scale", "Reading large accounts",
                "A simulated account with Zoom's limits of a Business plan, counted in sliding seconds, and 50 ms latency. A route"
                        + " with fetch=STREAM in\na process of its own reads the lists of all parents and looks at each row once.");
        users.tell(evidence, "10,000 users with three meetings each");
        broken.tell(evidence, "The same, with 1 % answers 503, 1 % broken connections and a page token that dies");
        participants.tell(evidence, "30,000 lists of participants");
        evidence.write();
        users.complete();
        users.fast();
        broken.complete();
        participants.complete();
        participants.fast();
    }
}
