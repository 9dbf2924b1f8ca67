package io.github.camelzoom.kamelets;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What README.md shows of the actions and the sink, run. */
class ActionKameletsTest extends KameletTestSupport {

    @Test
    void actionCallsAnyOperation() throws Exception {
        load(Readme.snippet("zoom-action"));
        call("direct:people", "", Map.of("CamelZoomParamPageNumber", 1));
        assertThat(logged).singleElement().asString().contains("owner@example.com");
        assertThat(only("users/list").rawQuery()).contains("page_size=100", "status=active", "page_number=1");
    }

    @Test
    void meetingActionCreates() throws Exception {
        load(Readme.snippet("zoom-meeting-action"));
        call("direct:meeting", "", Map.of());
        assertThat(logged).singleElement().asString().contains("\"Weekly\"", "join_url");
    }

    @Test
    void chatMessageSinkSendsTheTextAsItIs() throws Exception {
        load(Readme.snippet("zoom-chat-message-sink"));
        String text = "It's \"done\", ${header.x} {{y}}\n\\ 50 %";
        call("direct:news", "", Map.of("build", text));
        assertThat(new ObjectMapper().readTree(only("chat/users/messages/create").body()).path("message").asText())
                .isEqualTo("The build " + text + " is done");
    }

    @Test
    void downloadActionFetchesIntoADirectory() throws Exception {
        JsonNode recording = record("Weekly");
        load(Readme.snippet("zoom-download-action"));
        String name = recording.path("id").asText() + ".mp4";
        awaitLogged(name + " of Weekly");
        assertThat(recordings.resolve(name)).hasSize(40_000);
    }

    @Test
    void downloadActionGivesBytesWithoutADirectory() throws Exception {
        String file = soundTrack(record("Weekly"));
        load("""
                - route:
                    from:
                      uri: direct:bytes
                      steps:
                        - to: kamelet:zoom-download-action?connection=acme
                """);
        Exchange exchange = call("direct:bytes", file, Map.of());
        assertThat(exchange.getMessage().getBody()).isInstanceOf(byte[].class);
        assertThat(exchange.getMessage().getBody(byte[].class)).hasSize(4_000);
        assertThat(exchange.getMessage().getHeader(Exchange.FILE_LENGTH)).isEqualTo(4_000L);
    }
}
