package io.github.camelzoom.client.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.testing.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Cutting the time asked for into what Zoom answers in one call. Today is 2026-01-15, noon UTC. */
class DateWindowsTest {

    private final FakeClock clock = new FakeClock();

    @Test
    void aYearOfDaysIsCutIntoMonthsAcrossLeapDayAndNewYear() {
        assertThat(windows("users/recordings/list", "2023-11-30", "2024-04-15")).containsExactly("2023-11-30..2023-12-29",
                "2023-12-30..2024-01-29", "2024-01-30..2024-02-28", "2024-02-29..2024-03-28", "2024-03-29..2024-04-15");
        assertThat(windows("users/recordings/list", "2024-01-31", "2024-03-30")).containsExactly("2024-01-31..2024-02-28",
                "2024-02-29..2024-03-28", "2024-03-29..2024-03-30");
    }

    @Test
    void timesShareTheInstantBetweenTwoWindows() {
        assertThat(windows("archive_files/list", "2025-03-29T23:30:00+01:00", "2025-04-06T00:00:00Z")).containsExactly(
                "2025-03-29T22:30:00Z..2025-04-05T22:30:00Z", "2025-04-05T22:30:00Z..2025-04-06T00:00:00Z");
        assertThat(windows("archive_files/list", "2025-03-29T22:30:00", "2025-03-31T00:00:00.5"))
                .containsExactly("2025-03-29T22:30:00..2025-03-31T00:00:00");
    }

    @ParameterizedTest
    @CsvSource({ "archive_files/list,7", "chat/activities/channels/list,3", "marketplace/apps/webhook_logs/list,7" })
    void daysAreCountedWithBothEnds(String operation, int days) {
        LocalDate from = LocalDate.of(2025, 12, 30);
        assertThat(windows(operation, from.toString(), from.plusDays(days).toString()))
                .containsExactly(from + ".." + from.plusDays(days - 1), from.plusDays(days) + ".." + from.plusDays(days));
    }

    @Test
    void everyDayIsInExactlyOneWindowAndNoWindowIsWiderThanAMonth() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            LocalDate from = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(2000));
            LocalDate to = from.plusDays(random.nextInt(800));
            LocalDate expected = from;
            for (String window : windows("phone/recordings/list", from.toString(), to.toString())) {
                LocalDate start = LocalDate.parse(window.substring(0, 10));
                LocalDate end = LocalDate.parse(window.substring(12));
                assertThat(start).isEqualTo(expected).isBeforeOrEqualTo(end);
                assertThat(end).isBefore(start.plus(Period.ofMonths(1)));
                expected = end.plusDays(1);
            }
            assertThat(expected).isEqualTo(to.plusDays(1));
        }
    }

    @Test
    void withoutAnEndItIsTodayAndWithoutAStartNothingIsCut() {
        assertThat(windows("users/recordings/list", "2025-12-31", null)).containsExactly("2025-12-31..2026-01-15");
        assertThat(windows("archive_files/list", "2026-01-15T00:00:00Z", null))
                .containsExactly("2026-01-15T00:00:00Z..2026-01-15T12:00:00Z");
        assertThat(windows("users/recordings/list", null, "2026-01-15")).containsExactly("as it is");
        assertThat(windows("users/recordings/list", "2026-02-01", null)).containsExactly("as it is");
    }

    @Test
    void javasOwnDatesAreDaysWhereZoomTakesDays() {
        Instant late = Instant.parse("2025-12-31T23:59:59.9Z");
        assertThat(windows("users/recordings/list", late, LocalDate.of(2026, 1, 2))).containsExactly("2025-12-31..2026-01-02");
        assertThat(windows("users/recordings/list", new Date(late.toEpochMilli()), late.plus(1, ChronoUnit.DAYS)))
                .containsExactly("2025-12-31..2026-01-01");
        assertThat(windows("archive_files/list", late, late)).containsExactly("2025-12-31T23:59:59Z..2025-12-31T23:59:59Z");
    }

    @Test
    void theTrashKnowsNoDatesAndOtherOperationsNoLimits() {
        OperationCatalog zoom = OperationCatalog.zoom();
        Map<String, Object> parameters = Map.of("from", "2020-01-01", "to", "2026-01-01", "trash", "true");
        Iterator<DateWindows.Window> windows = DateWindows.of(zoom.require("users/recordings/list"), parameters, clock);
        assertThat(windows.next().parameters()).isEmpty();
        assertThat(windows.hasNext()).isFalse();
        assertThat(windows("iq/deals/list", "2020-01-01", "2026-01-01")).containsExactly("as it is");
        assertThat(windows("users/meetings/list", "2020-01-01", "2026-01-01")).containsExactly("as it is");
    }

    @ParameterizedTest
    @CsvSource({ "report/users/meetings/list", "report/operationlogs/list", "metrics/meetings/list" })
    void whatLiesFurtherBackThanZoomLooksIsRefusedByName(String operation) {
        assertThat(windows(operation, "2025-07-15", "2025-08-15")).containsExactly("2025-07-15..2025-08-14",
                "2025-08-15..2025-08-15");
        assertThatThrownBy(() -> windows(operation, "2025-07-14", "2025-08-01")).isInstanceOf(ParameterException.class)
                .hasMessageContaining(operation).hasMessageContaining("'from'").hasMessageContaining("2025-07-15");
    }

    @Test
    void aTypeOfMeetingHasALimitOfItsOwn() {
        Map<String, Object> old = Map.of("from", "2025-01-01", "type", "previous_meetings");
        assertThatThrownBy(() -> DateWindows.of(OperationCatalog.zoom().require("users/meetings/list"), old, clock))
                .hasMessageContaining("6 months");
    }

    @Test
    void whatIsNoWindowIsRefusedByName() {
        assertThatThrownBy(() -> windows("users/recordings/list", "01/02/2026", null))
                .hasMessageContaining("'from' is no date");
        assertThatThrownBy(() -> windows("users/recordings/list", "2026-01-01", "2026-02-30"))
                .hasMessageContaining("'to' is no date");
        assertThatThrownBy(() -> windows("users/recordings/list", "2026-01-10", "2026-01-09"))
                .hasMessageContaining("lies after");
        assertThatThrownBy(() -> windows("users/recordings/list", "2026-01-01", "2026-01-10T00:00:00Z"))
                .hasMessageContaining("one kind");
    }

    @Test
    void everyWindowIsReadAndTheRowsOfASharedInstantComeOnce() {
        ScriptedZoom zoom = new ScriptedZoom()
                .page("{'next_page_token':'a','total_records':9,'meetings':[{'id':1,'start_time':'2026-01-01T00:00:00Z'}]}")
                .page("{'meetings':[{'id':2,'start_time':'2026-01-08T00:00:00Z'},{'id':2,'start_time':'2026-01-08T00:00:00Z'},{'id':9}]}")
                .page("{'meetings':[{'id':2,'start_time':'2026-01-08T00:00:00Z'},{'id':2,'start_time':'2026-01-08T00:00:00Z'},"
                        + "{'id':3,'start_time':1767830400},{'id':9}]}");
        ListReader reader = Readings.open("archive_files/list", Map.of("from", "2026-01-01T00:00:00Z", "to",
                "2026-01-09T00:00:00Z"), zoom);
        List<String> items = new ArrayList<>();
        for (Page page = Readings.next(reader); page != null; page = Readings.next(reader)) {
            assertThat(page.total()).as("what one window holds is not what the list holds").isNull();
            page.items().stream().map(Readings::name).forEach(items::add);
        }
        assertThat(items).as("only rows of the shared instant are taken for the same ones").containsExactly("1", "2", "2", "9",
                "3", "9");
        assertThat(zoom.requests).extracting(request -> request.get("from") + ".." + request.get("to")).containsExactly(
                "2026-01-01T00:00:00Z..2026-01-08T00:00:00Z", "2026-01-01T00:00:00Z..2026-01-08T00:00:00Z",
                "2026-01-08T00:00:00Z..2026-01-09T00:00:00Z");
    }

    @Test
    void theFirstPageOfTheNextWindowIsFetchedAhead() {
        ScriptedZoom zoom = new ScriptedZoom().page("{'meetings':[{'id':1}]}").page("{'meetings':[]}");
        ListReader reader = Readings.open("users/recordings/list", Map.of("userId", "u", "from", "2025-12-01"), zoom);
        assertThat(Readings.next(reader).items()).hasSize(1);
        assertThat(zoom.requests).hasSize(2);
        assertThat(Readings.next(reader).items()).isEmpty();
        assertThat(Readings.next(reader)).isNull();
    }

    private List<String> windows(String operation, Object from, Object to) {
        Map<String, Object> parameters = new HashMap<>();
        String prefix = operation.startsWith("chat/") ? "start_date,end_date" : "from,to";
        parameters.put(prefix.split(",")[0], from);
        parameters.put(prefix.split(",")[1], to);
        List<String> windows = new ArrayList<>();
        DateWindows.of(OperationCatalog.zoom().require(operation), parameters, clock)
                .forEachRemaining(window -> windows.add(window.parameters().isEmpty()
                        ? "as it is"
                        : window.parameters().get(prefix.split(",")[0]) + ".."
                                + window.parameters().get(prefix.split(",")[1])));
        return windows;
    }
}
