package io.github.camelzoom.client.event;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventTypesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "meeting.*|meeting.started|true", "meeting.*|webinar.started|false",
            "meeting.*|meetingXstarted|false", "meeting.*|meeting.participant_joined|true",
            "meeting.started , recording.completed|recording.completed|true", "meeting.started|meeting.started2|false",
            "*.ended|webinar.ended|true", "*|never.heard.of|true", "MEETING.Started|meeting.started|true",
            "meeting.*_joined|meeting.participant_joined|true", "meeting.*_joined|meeting.participant_left|false" })
    void patternsChoose(String patterns, String event, boolean included) {
        assertThat(EventTypes.parse(patterns).include(event)).isEqualTo(included);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " " })
    void withoutPatternsAllAreWanted(String patterns) {
        assertThat(EventTypes.parse(patterns).include("zoom.invented_this_yesterday")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "meeting.*,", ",", "meeting started", "meeting.(a|b)", "meeting.started;recording.completed" })
    void whatIsNoNameIsRefused(String patterns) {
        assertThatThrownBy(() -> EventTypes.parse(patterns)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eventTypes");
    }
}
