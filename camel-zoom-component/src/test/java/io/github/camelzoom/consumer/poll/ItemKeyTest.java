package io.github.camelzoom.consumer.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ItemKeyTest {

    private static ItemKey of(String json) throws JsonProcessingException {
        JsonNode item = new ObjectMapper().readTree(json.replace('\'', '"'));
        return ItemKey.of(item, null);
    }

    @Test
    void instancesOfOneMeetingAreToldByTheirUuid() throws Exception {
        ItemKey one = of("{'id':7,'uuid':'a/b=='}");
        assertThat(one.id()).isEqualTo("a/b==");
        assertThat(of("{'id':7,'uuid':'c=='}").key()).isNotEqualTo(one.key());
        assertThat(of("{'uuid':'a/b==','id':7,'topic':'x'}")).isEqualTo(one);
        assertThat(of("{'id':7,'uuid':''}").id()).isEqualTo("7");
        assertThat(of("{'id':7,'uuid':null}").id()).isEqualTo("7");
    }

    @Test
    void aChangeMakesAnotherKeyAndALoginDoesNot() throws Exception {
        assertThat(of("{'id':'u','updated_at':'1'}").key()).isNotEqualTo(of("{'id':'u','updated_at':'2'}").key());
        assertThat(of("{'id':'u','last_login_time':'1'}")).isEqualTo(of("{'id':'u','last_login_time':'2'}"));
    }

    @Test
    void aParticipantWhoComesTwiceIsTwoItems() throws Exception {
        assertThat(of("{'id':'p','join_time':'1','leave_time':'2'}").key())
                .isNotEqualTo(of("{'id':'p','join_time':'3','leave_time':'4'}").key());
    }

    @Test
    void withoutAnIdAllContentCountsWhateverItsOrder() throws Exception {
        ItemKey item = of("{'time':'t','action':{'a':1,'b':[1,2]}}");
        assertThat(item.id()).isNull();
        assertThat(of("{'action':{'b':[1,2],'a':1},'time':'t'}")).isEqualTo(item);
        assertThat(of("{'action':{'b':[2,1],'a':1},'time':'t'}")).isNotEqualTo(item);
        assertThat(of("{'id':{'x':1}}").id()).isNull();
    }

    @Test
    void keysCanBeStoredAnywhere() throws Exception {
        for (String id : new String[]{ "x".repeat(5000), "a\\nb", "a\\tb" }) {
            assertThat(of("{'id':'" + id + "'}").key()).matches("[0-9a-f]{32}");
        }
        assertThat(of("{'id':'" + "x".repeat(5000) + "'}").key()).isNotEqualTo(of("{'id':'" + "x".repeat(5001) + "'}").key());
    }

    @Test
    void aMemberOfTwoGroupsIsTwoItemsWhenBothAreRead() throws Exception {
        JsonNode one = new ObjectMapper().readTree("{\"id\":\"u\",\"userId\":\"a\"}");
        JsonNode two = new ObjectMapper().readTree("{\"id\":\"u\",\"userId\":\"b\"}");
        assertThat(ItemKey.of(one, "userId")).isNotEqualTo(ItemKey.of(two, "userId"));
        assertThat(ItemKey.of(one, null)).isEqualTo(ItemKey.of(two, null));
    }
}
