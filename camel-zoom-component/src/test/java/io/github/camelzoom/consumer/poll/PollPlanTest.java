package io.github.camelzoom.consumer.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PollPlanTest {

    private final PollConfiguration configuration = new PollConfiguration();

    private PollPlan plan(String operation, Map<String, Object> parameters) {
        return PollPlan.of("acme", OperationCatalog.zoom().require(operation), parameters, configuration);
    }

    @Test
    void everyListOfTheCatalogueCanBePlanned() {
        int lists = 0;
        for (Operation operation : OperationCatalog.zoom().all()) {
            if (!operation.isList() || !operation.method().equals("GET") || operation.unsupportedReason() != null) {
                continue;
            }
            Map<String, Object> required = new LinkedHashMap<>();
            operation.parameters().stream().filter(Parameter::required)
                    .filter(parameter -> !parameter.name().equals("from") && !parameter.name().equals("to"))
                    .forEach(parameter -> required.put(parameter.name(), "1"));
            if (operation.name().equals("report/upcoming_events/list")) {
                required.putAll(Map.of("from", "2026-01-01", "to", "2026-02-01"));
            }
            PollPlan plan = plan(operation.name(), required);
            assertThat(plan.name().length()).as(plan.name()).isLessThanOrEqualTo(100 - 1 - ItemKey.LONGEST);
            lists++;
        }
        assertThat(lists).isGreaterThan(380);
    }

    @Test
    void whatIsNoListIsRefusedWithTheReason() {
        assertThatThrownBy(() -> plan("users/get", Map.of("userId", "me"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users/get cannot be consumed from").hasMessageContaining("GET /users/{userId}");
        assertThatThrownBy(() -> plan("users/create", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void missingParametersAndWrongValuesFailAtOnce() {
        assertThatThrownBy(() -> plan("users/recordings/list", Map.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("users/recordings/list").hasMessageContaining("'userId'");
        assertThatThrownBy(() -> plan("users/recordings/list", Map.of("userId", "a b")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("blank");
    }

    @Test
    void everyUserCanStandInForOneButNoOtherParent() {
        assertThat(plan("users/recordings/list", Map.of("userId", "*")).parent()).isEqualTo("userId");
        assertThatThrownBy(() -> plan("groups/members/list", Map.of("groupId", "*")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'groupId' cannot be *");
    }

    @Test
    void onlyListsOfWhatHappenedAreAskedForWindows() {
        assertThat(plan("users/recordings/list", Map.of("userId", "me")).dated()).isTrue();
        assertThat(plan("report/users/meetings/list", Map.of("userId", "me")).dated()).isTrue();
        assertThat(plan("users/list", Map.of()).dated()).isFalse();
        assertThat(plan("users/meetings/list", Map.of("userId", "me")).dated()).isFalse();
        assertThat(plan("users/recordings/list", Map.of("userId", "me", "from", "2026-01-01")).dated()).isFalse();
    }

    @Test
    void startFromNeedsDates() {
        configuration.setStartFrom("30d");
        assertThatThrownBy(() -> plan("users/list", Map.of())).hasMessageContaining("startFrom=30d")
                .hasMessageContaining("each run reads all of it");
        assertThatThrownBy(() -> plan("users/recordings/list", Map.of("userId", "me", "to", "2026-01-01")))
                .hasMessageContaining("leave them out");
    }

    @Test
    void negativeTimesAreRefused() {
        configuration.setLookback(-1);
        assertThatThrownBy(() -> plan("users/list", Map.of())).hasMessage("lookback=-1 is negative");
        configuration.setLookback(0);
        configuration.setOverlap(-1);
        assertThatThrownBy(() -> plan("users/list", Map.of())).hasMessage("overlap=-1 is negative");
    }

    @Test
    void theNameTellsConnectionOperationAndParametersButShowsNoValue() {
        PollPlan plan = plan("users/recordings/list", Map.of("userId", "jane@example.com", "mc", "true"));
        assertThat(plan.name()).matches("users-recordings-list-[0-9a-f]{16}").doesNotContain("jane");
        Map<String, Object> otherOrder = new LinkedHashMap<>();
        otherOrder.put("mc", "true");
        otherOrder.put("userId", "jane@example.com");
        assertThat(plan("users/recordings/list", otherOrder).name()).isEqualTo(plan.name());
        assertThat(plan("users/recordings/list", Map.of("userId", "john@example.com", "mc", "true")).name())
                .isNotEqualTo(plan.name());
        assertThat(PollPlan.of("other", plan.operation(), plan.parameters(), configuration).name()).isNotEqualTo(plan.name());
        assertThat(plan).hasToString("users/recordings/list on connection 'acme'");
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z", "2026-01-31T12:00:00+02:00,2026-01-31T10:00:00Z",
            "2024-02-29,2024-02-29T00:00:00Z", "30d,2026-02-13T12:00:00Z", "P30D,2026-02-13T12:00:00Z",
            "1h30m,2026-03-15T10:30:00Z", "5000,2026-03-15T11:59:55Z", "0,2026-03-15T12:00:00Z" })
    void startFromTakesInstantsDaysAndDurations(String text, Instant expected) {
        assertThat(StartFrom.parse(text).resolve(Instant.parse("2026-03-15T12:00:00Z"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "yesterday", "2026-02-30", "2026-01-31T12:00:00", "-5m", "P-1D", "" })
    void otherTextsAreRefusedAndNamed(String text) {
        assertThatThrownBy(() -> StartFrom.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("startFrom=" + text);
    }

    @Test
    void aDamagedPositionIsNotTakenForAnother() {
        Position position = new Position(Instant.EPOCH, Instant.parse("2026-03-15T12:00:00.123Z"));
        assertThat(Position.parse(position.toString())).isEqualTo(position);
        for (String text : new String[]{ "", "/", "2026-03-15T12:00:00Z", "2026-03-15T12:00:00Z/", "x/y" }) {
            assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + text + "'");
        }
    }

    @Test
    void aPositionNeverGoesBackByItself() {
        Position position = Position.at(Instant.EPOCH.plusSeconds(100));
        Position.Window window = position.next(Duration.ofSeconds(50), Instant.EPOCH.plusSeconds(110));
        assertThat(window.from()).isEqualTo(position.start());
        assertThat(position.after(window, Duration.ofSeconds(60))).isEqualTo(position);
        assertThat(position.after(window, Duration.ofSeconds(5)).end()).isEqualTo(Instant.EPOCH.plusSeconds(105));
    }
}
