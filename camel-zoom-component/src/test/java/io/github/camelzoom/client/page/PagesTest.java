package io.github.camelzoom.client.page;

import java.util.Map;

import io.github.camelzoom.client.catalog.ParameterException;
import io.github.camelzoom.client.error.ZoomApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every way in which Zoom hands out pages. */
class PagesTest {

    private final ScriptedZoom zoom = new ScriptedZoom();

    @Test
    void nextPageTokenWithAllOtherParametersTheSame() {
        zoom.page("{'next_page_token':'a','users':[1,2]}").page("{'next_page_token':'b','users':[]}")
                .page("{'next_page_token':'','users':[3]}");
        assertThat(Readings.items("users/list", Map.of("status", "active"), zoom)).containsExactly("1", "2", "3");
        assertThat(zoom.requests).containsExactly(Map.of("status", "active", "page_size", 2000),
                Map.of("status", "active", "page_size", 2000, "next_page_token", "a"),
                Map.of("status", "active", "page_size", 2000, "next_page_token", "b"));
    }

    @Test
    void aSizeThatTheUserWantsIsKept() {
        zoom.page("{'users':[1]}");
        assertThat(Readings.items("users/list", Map.of("pageSize", "7"), zoom)).containsExactly("1");
        assertThat(zoom.requests).containsExactly(Map.of("page_size", "7"));
    }

    @Test
    void calendarsTakeThePageTokenThatTheirAnswersCallNextPageToken() {
        zoom.page("{'nextPageToken':'a','defaultReminders':[{}],'items':[1]}").page("{'items':[2]}");
        assertThat(Readings.items("calendars/events/list", Map.of("calId", "c"), zoom)).containsExactly("1", "2");
        assertThat(zoom.requests.get(1)).isEqualTo(Map.of("calId", "c", "pageToken", "a"));
    }

    @Test
    void pageNumbersEndWithThePageCount() {
        zoom.page("{'page_count':2,'page_number':1,'next_page_token':'x','webinars':[1]}")
                .page("{'page_count':2,'page_number':2,'webinars':[2]}");
        assertThat(Readings.items("users/webinars/list", Map.of("userId", "u"), zoom)).containsExactly("1", "2");
        assertThat(zoom.requests.get(1)).isEqualTo(Map.of("userId", "u", "page_size", 300, "page_number", "2"));
    }

    @Test
    void whenEveryNumberIsAnsweredWithTheFirstPageThenTheReadingFailsInsteadOfGoingOnForEver() {
        zoom.page("{'page_count':9,'account_list':[1]}").page("{'page_count':9,'account_list':[1]}");
        assertThatThrownBy(() -> Readings.items("commerce/accounts/list", Map.of(), zoom))
                .isInstanceOf(ZoomApiException.class).hasMessageContaining("commerce/accounts/list")
                .hasMessageContaining("page_number");
        zoom.page("{'page_count':9,'page_number':1,'account_list':[1]}")
                .page("{'page_count':9,'page_number':1,'account_list':[2]}");
        assertThatThrownBy(() -> Readings.items("commerce/accounts/list", Map.of(), zoom))
                .hasMessageContaining("page 2 was asked for");
    }

    @Test
    void aCursorBeatsANumber() {
        zoom.page("{'page_number':1,'page_count':2,'next_page_token':'t','meetings':[1]}")
                .page("{'page_number':1,'page_count':2,'next_page_token':'','meetings':[1]}");
        assertThat(Readings.items("users/meetings/list", Map.of("userId", "u"), zoom)).containsExactly("1", "1");
        assertThat(zoom.requests.get(1)).containsEntry("next_page_token", "t").doesNotContainKey("page_number");
    }

    @Test
    void shortPagesEndAListOfNumbersWithoutCounts() {
        zoom.page("{'call_history':[1,2]}").page("{'call_history':[3]}");
        assertThat(Readings.items("dialer/call-history/list", Map.of("page_size", 2), zoom)).containsExactly("1", "2", "3");
        zoom.page("{'has_next_page':true,'page':1,'call_history':[1]}")
                .page("{'has_next_page':false,'page':2,'call_history':[2]}");
        assertThat(Readings.items("dialer/call-history/list", Map.of(), zoom)).containsExactly("1", "2");
        zoom.page("{'page_count':2,'order_list':[1]}").page("{'page_count':2,'order_list':[2]}");
        assertThat(Readings.items("commerce/orders/list", Map.of(), zoom)).containsExactly("1", "2");
        assertThat(zoom.requests.get(5)).containsEntry("page_num", "2");
    }

    @Test
    void scimCountsWhatCameAndNotWhatWasAskedFor() {
        zoom.page("{'schemas':['x'],'totalResults':3,'itemsPerPage':100,'startIndex':1,'Resources':[{'id':'a'},{'id':'b'}]}")
                .page("{'schemas':['x'],'totalResults':3,'itemsPerPage':100,'startIndex':3,'Resources':[{'id':'c'}]}");
        assertThat(Readings.items("scim2/Users/list", Map.of(), zoom)).containsExactly("a", "b", "c");
        assertThat(zoom.requests).containsExactly(Map.of("count", 100), Map.of("count", 100, "startIndex", "3"));
    }

    @Test
    void whenNothingIsPublishedThenTheAnswerDecides() {
        zoom.page("{'next_page_token':'a','reservations':[1]}").page("{'reservations':[2]}")
                .page("{'nextPageToken':'b','reservations':[3]}").page("{'reservations':[4]}");
        assertThat(Readings.items("workspaces/reservations/list", Map.of(), zoom)).containsExactly("1", "2");
        assertThat(Readings.items("workspaces/reservations/list", Map.of(), zoom)).containsExactly("3", "4");
        assertThat(zoom.requests.get(1)).isEqualTo(Map.of("next_page_token", "a"));
        assertThat(zoom.requests.get(3)).isEqualTo(Map.of("pageToken", "b"));
    }

    @Test
    void aFurtherPageThatCannotBeAskedForIsNoSilence() {
        zoom.page("{'next_page_token':'a','roles':[1]}");
        assertThatThrownBy(() -> Readings.items("roles/list", Map.of(), zoom)).isInstanceOf(ZoomApiException.class)
                .hasMessageContaining("further pages");
    }

    @Test
    void itemsAreTheListFieldOrTheOnlyArrayOrTheAnswerItself() {
        zoom.page("[1,2]").page("{'total_records':1,'roles':[3]}").page("{'id':'itself','a':[1],'b':[2]}")
                .page("{'total_records':0}").page("{'total_records':1,'renamed':[4]}").page("null");
        assertThat(Readings.items("phone/routing_rules/list", Map.of(), zoom)).containsExactly("1", "2");
        assertThat(Readings.items("aiservices/scribe/jobs/list", Map.of(), zoom)).containsExactly("3");
        assertThat(Readings.items("aiservices/scribe/jobs/list", Map.of(), zoom)).containsExactly("itself");
        assertThat(Readings.items("users/list", Map.of(), zoom)).isEmpty();
        assertThat(Readings.items("users/list", Map.of(), zoom)).containsExactly("4");
        assertThat(Readings.items("users/list", Map.of(), zoom)).isEmpty();
        zoom.page("{'total_records':1,'x':[4],'y':[5]}");
        assertThatThrownBy(() -> Readings.items("users/list", Map.of(), zoom)).hasMessageContaining("no array 'users'");
    }

    @Test
    void whenATokenComesASecondTimeThenTheReadingFails() {
        zoom.page("{'next_page_token':'a','users':[1]}").page("{'next_page_token':'b','users':[2]}")
                .page("{'next_page_token':'a','users':[3]}");
        assertThatThrownBy(() -> Readings.items("users/list", Map.of(), zoom)).isInstanceOf(ZoomApiException.class)
                .hasMessageContaining("in circles");
    }

    @ParameterizedTest
    @ValueSource(strings = { "next_page_token", "pageNumber" })
    void aPositionIsTheReadersToSay(String name) {
        assertThatThrownBy(() -> Readings.open("users/list", Map.of(name, "7"), zoom)).isInstanceOf(ParameterException.class)
                .hasMessageContaining("leave out");
        assertThat(zoom.requests).isEmpty();
    }

    @Test
    void mistakesShowBeforeAnythingIsSent() {
        assertThatThrownBy(() -> Readings.open("users/list", Map.of("nonsense", "7"), zoom))
                .isInstanceOf(ParameterException.class).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> Readings.open("users/meetings/list", Map.of(), zoom)).hasMessageContaining("'userId'");
        assertThatThrownBy(() -> Readings.open("users/get", Map.of("userId", "u"), zoom)).hasMessageContaining("no list");
        assertThatThrownBy(() -> Readings.open("docs/file_search/create", Map.of(), zoom)).hasMessageContaining("by POST");
    }
}
