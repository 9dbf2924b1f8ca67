package io.github.camelzoom.client.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.error.ZoomApiException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reading on: ahead of the caller, over dead page tokens, to the end or to a failure. */
class ReadingTest {

    private final ScriptedZoom zoom = new ScriptedZoom();

    @Test
    void exactlyOnePageIsOnItsWayAheadOfTheCaller() {
        CompletableFuture<JsonNode> first = zoom.later();
        CompletableFuture<JsonNode> second = zoom.later();
        CompletableFuture<JsonNode> third = zoom.later();
        ListReader reader = Readings.open("users/list", Map.of(), zoom);
        assertThat(zoom.requests).isEmpty();
        CompletionStage<Page> page = reader.next();
        assertThat(zoom.requests).hasSize(1);
        first.complete(ScriptedZoom.json("{'next_page_token':'a','total_records':3,'users':[1]}"));
        assertThat(page.toCompletableFuture().join().total()).isEqualTo(3);
        assertThat(zoom.requests).hasSize(2);
        second.complete(ScriptedZoom.json("{'next_page_token':'b','users':[2]}"));
        assertThat(zoom.requests).as("the second page has arrived, but nobody has asked for it").hasSize(2);
        page = reader.next();
        assertThat(page.toCompletableFuture()).isDone();
        assertThat(zoom.requests).hasSize(3);
        third.complete(ScriptedZoom.json("{'users':[3]}"));
        assertThat(Readings.next(reader).items()).hasSize(1);
        assertThat(reader.isComplete()).isFalse();
        assertThat(Readings.next(reader)).isNull();
        assertThat(reader.isComplete()).isTrue();
        assertThat(Readings.next(reader)).isNull();
    }

    @Test
    void whenAPageTokenDiesThenTheListIsBegunAgainAndNoItemIsLostOrDoubled() {
        zoom.page("{'next_page_token':'a','meetings':[{'n':1,'x':2},{'n':1,'x':2},{'n':2}]}")
                .page("{'next_page_token':'b','meetings':[{'n':3}]}").failure(ScriptedZoom.deadToken())
                // Meanwhile one item has come, one has gone, and pages are cut otherwise.
                .page("{'next_page_token':'c','meetings':[{'n':0},{'x':2,'n':1},{'n':1,'x':2},{'n':1,'x':2}]}")
                .page("{'next_page_token':'','meetings':[{'n':3},{'n':4},{'n':4}]}");
        List<String> items = new ArrayList<>();
        ListReader reader = Readings.open("users/meetings/list", Map.of("userId", "u"), zoom);
        for (Page page = Readings.next(reader); page != null; page = Readings.next(reader)) {
            page.items().forEach(item -> items.add(item.path("n").asText()));
        }
        assertThat(items).containsExactly("1", "1", "2", "3", "0", "1", "4", "4");
        assertThat(zoom.requests.get(3)).isEqualTo(Map.of("userId", "u", "page_size", 300));
        assertThat(reader.isComplete()).isTrue();
    }

    @Test
    void whatZoomMakesAnewForEachAnswerDoesNotMakeAnItemNew() {
        zoom.page("{'next_page_token':'a','meetings':[{'id':1,'start_url':'x','download_access_token':'y'}]}")
                .failure(ScriptedZoom.deadToken()).page("{'meetings':[{'id':1,'start_url':'z'},{'id':2}]}");
        assertThat(Readings.items("users/meetings/list", Map.of("userId", "u"), zoom)).containsExactly("1", "2");
    }

    @Test
    void whenTokensDieWithoutProgressThenTheReadingEndsWithAClearError() {
        zoom.page("{'next_page_token':'a','users':[1]}");
        for (int i = 0; i < PagedList.FRUITLESS_RESTARTS; i++) {
            zoom.failure(ScriptedZoom.deadToken()).page("{'next_page_token':'a" + i + "','users':[1]}");
        }
        zoom.failure(ScriptedZoom.deadToken());
        assertThatThrownBy(() -> Readings.items("users/list", Map.of(), zoom)).isInstanceOf(ZoomApiException.class)
                .hasMessageContaining("die faster than the list can be read");
    }

    @Test
    void aTokenMayDieAsOftenAsItLikesWhileTheReadingGetsOn() {
        zoom.page("{'next_page_token':'t','users':[0]}");
        StringBuilder users = new StringBuilder("0");
        for (int i = 1; i <= 10; i++) {
            users.append(',').append(i);
            zoom.failure(ScriptedZoom.deadToken()).page("{'next_page_token':'t" + i + "','users':[" + users + "]}");
        }
        zoom.page("{'users':[11]}");
        assertThat(Readings.items("users/list", Map.of(), zoom)).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void anyOtherFailureEndsTheReadingAndStaysItsOutcome() {
        zoom.page("{'next_page_token':'a','users':[1]}").failure(ScriptedZoom.refusal(400, "Bad page size"));
        ListReader reader = Readings.open("users/list", Map.of(), zoom);
        assertThat(Readings.next(reader).items()).hasSize(1);
        assertThatThrownBy(() -> Readings.next(reader)).hasMessageContaining("Bad page size");
        assertThatThrownBy(() -> Readings.next(reader)).hasMessageContaining("Bad page size");
        assertThat(reader.isComplete()).isFalse();
        assertThat(zoom.requests).hasSize(2);
    }

    @Test
    void aFirstPageThatIsRefusedForItsTokenIsNotBegunAgain() {
        zoom.failure(ScriptedZoom.deadToken());
        assertThatThrownBy(() -> Readings.items("users/list", Map.of(), zoom)).hasMessageContaining("next page token");
        assertThat(zoom.requests).hasSize(1);
    }

    @Test
    void afterItWasClosedNothingIsAskedForAnyMore() {
        CompletableFuture<JsonNode> first = zoom.later();
        ListReader reader = Readings.open("users/list", Map.of(), zoom);
        reader.next();
        reader.close();
        first.complete(ScriptedZoom.json("{'next_page_token':'a','users':[1]}"));
        assertThat(zoom.requests).hasSize(1);
        assertThatThrownBy(() -> Readings.next(reader)).hasMessageContaining("closed");
    }
}
