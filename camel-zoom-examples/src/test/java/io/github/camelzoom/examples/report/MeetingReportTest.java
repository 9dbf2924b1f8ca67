package io.github.camelzoom.examples.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeetingReportTest extends ExampleTest {

    private static final String PARTICIPANTS = "/report/meetings/{meetingId}/participants";
    private static final String COMPLETE = "user0@synthetic.example.com: 2 meetings, 6 attendances of 2 people and guests, 6 minutes";

    private LocalDate day;

    @Override
    protected Example example() {
        return new MeetingReport();
    }

    @BeforeEach
    void meetings() {
        day = LocalDate.ofInstant(simulator().clock().instant(), ZoneOffset.UTC).minusDays(1);
    }

    private void run() throws Exception {
        simulator().defaultAccount().synthetic(
                SyntheticSize.users(1).meetingsPerUser(2).participantsPerMeeting(3).between(day, day));
        run("report", 1, Map.of("day", day.toString()));
    }

    @Test
    void errorsOfZoomInBetweenCostNothing() throws Exception {
        simulator().faults().onApi("GET", PARTICIPANTS).status(500).times(2);
        simulator().faults().onApi("GET", "/report/users/{userId}/meetings").rateLimitedPerSecond();
        run();
        assertThat(printed()).endsWith(COMPLETE);
    }

    @Test
    void aMeetingWithoutParticipantsIsToldAndTheOthersGoOn() throws Exception {
        simulator().faults().onApi("GET", PARTICIPANTS).error(404, 3001, "Meeting does not exist.");
        run();
        assertThat(printed()).anyMatch(line -> line.matches("no participants of .*: Zoom's code 3001"))
                .endsWith("user0@synthetic.example.com: 2 meetings, 3 attendances of 2 people and guests, 3 minutes");
        run();
        assertThat(printed()).endsWith(COMPLETE);
    }

    @Test
    void aReportThatIsNotCompleteSaysSoAndTheNextRunCompletesIt() throws Exception {
        simulator().faults().onApi("GET", PARTICIPANTS).status(403).always();
        run();
        assertThat(printed()).last().asString().startsWith("The report is not complete, run it again: ").contains("403");
        simulator().faults().clear();
        run();
        assertThat(printed()).endsWith(COMPLETE);
    }

    @Test
    void runsOnceWithZoomItself() {
        simulator().defaultAccount().synthetic(SyntheticSize.users(1).meetingsPerUser(1).between(day, day));
        assertThat(playWithoutWriting()).isZero();
        assertThat(printed()).endsWith("the database has 1 meetings and 0 attendances");
        assertThat(simulator().journal().apiRequests()).isNotEmpty().allMatch(request -> request.method().equals("GET"));
    }
}
