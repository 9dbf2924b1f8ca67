package io.github.camelzoom.client.page;

import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The multiset of what was handed out. */
class SeenItemsTest {

    private final SeenItems seen = new SeenItems();

    @Test
    void everythingIsFreshOnceAndAsOftenAsItStandsInTheList() {
        List<JsonNode> items = IntStream.range(0, 5000).<JsonNode>mapToObj(i -> IntNode.valueOf(i / 2)).toList();
        assertThat(seen.fresh(items)).isEqualTo(items);
        seen.startOver();
        assertThat(seen.fresh(items)).isEmpty();
        assertThat(seen.fresh(items.subList(0, 1))).as("a third one of a kind").hasSize(1);
        seen.startOver();
        assertThat(seen.fresh(items.subList(4000, 5000))).isEmpty();
        assertThat(seen.isFull()).isFalse();
    }

    @Test
    void contentIsToldApart() {
        assertThat(List.of("{'a':1}", "{'a':'1'}", "{'a':[1]}", "{'a':[1,2]}", "{'a':[12]}", "{'a':{'1':1}}", "{'a':null}",
                "{'a':'null'}", "{}", "{'a':true}", "{'b':1}")).extracting(text -> ContentHash.of(ScriptedZoom.json(text)))
                .doesNotHaveDuplicates();
        assertThat(ContentHash.of(ScriptedZoom.json("{'a':1,'b':2}")))
                .isEqualTo(ContentHash.of(ScriptedZoom.json("{'b':2,'a':1}")));
    }
}
