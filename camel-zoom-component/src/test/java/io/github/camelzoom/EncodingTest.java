package io.github.camelzoom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelzoom.simulator.ApiRequest;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same value, by every way a route author may give it, is the same on the wire. */
class EncodingTest extends ZoomTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:user").toD("zoom:users/get?userId=${header.id}");
                from("direct:userRaw").toD("zoom:users/get?userId=RAW(${header.id})");
                from("direct:userPrefixed").toD("zoom:users/get?param.userId=${header.id}&outputType=MAP");
                from("direct:meeting").toD("zoom:meetings/get?meetingId=${header.id}&occurrenceId=${header.other}");
                from("direct:list")
                        .toD("zoom:users/list?pageSize=30&roleId=${header.id}&status=${header.other}&outputType=MAP");
                from("direct:request").toD("zoom:request?method=${header.verb}&path=/users/${header.id}/settings&option=a");
                from("direct:name").toD("zoom:users/${header.id}");
            }
        };
    }

    @BeforeEach
    void answerEverything() {
        simulator().faults().onApi().status(200, "{}").always();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            a+b@example.com|a%2Bb%40example.com
            a/b|a%2Fb
            a//b|a%2F%2Fb
            /ab|%2Fab
            100%|100%25
            %2F|%252F
            a%20b|a%2520b
            m\u00fcller@example.com|m%C3%BCller%40example.com
            \ud83d\ude00|%F0%9F%98%80
            a&b=c|a%26b%3Dc
            a?b|a%3Fb
            a#b|a%23b
            a;b|a%3Bb
            a:b|a%3Ab
            a~b-c_d.e|a~b-c_d.e
            a$b|a%24b
            a\\b|a%5Cb
            a"b|a%22b
            a{b}|a%7Bb%7D
            """)
    void anIdArrivesLiterallyByEveryWay(String id, String encoded) {
        ok("zoom:users/get", null, Map.of("CamelZoomParamUserId", id));
        ok("zoom:users/get", null, Map.of("CamelZoomParam.userId", id));
        ok("zoom:users/get", null, Map.of(ZoomConstants.PARAMETERS, Map.of("userId", id)));
        ok("direct:user", null, Map.of("id", id));
        ok("direct:userRaw", null, Map.of("id", id));
        ok("direct:userPrefixed", null, Map.of("id", id));
        assertThat(paths()).hasSize(6).containsOnly("/v2/users/" + encoded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a+b@example.com|a%2Bb%40example.com
            a/b//c|a%2Fb%2F%2Fc
            100%|100%25
            %2F|%252F
            m\u00fc\ud83d\ude00|m%C3%BC%F0%9F%98%80
            a&b=c|a%26b%3Dc
            """)
    void anIdInRawArrivesLiterallyByUri(String id, String encoded) {
        ok("zoom:users/get?userId=RAW(" + id + ")", null, Map.of());
        ok("zoom:users/get?param.userId=RAW{" + id + "}", null, Map.of());
        assertThat(paths()).containsOnly("/v2/users/" + encoded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # Zoom wants those that begin with a slash or hold two encoded twice, and only those.
            /ajXp112QmuoKj4854875==|%252FajXp112QmuoKj4854875%253D%253D
            ab//cd==|ab%252F%252Fcd%253D%253D
            ab/cd==|ab%2Fcd%3D%3D
            ab+cd==|ab%2Bcd%3D%3D
            12345678901|12345678901
            """)
    void aUuidIsEncodedTwiceOnlyWhereZoomWantsIt(String uuid, String encoded) {
        ok("zoom:meetings/get", null, Map.of("CamelZoomParamMeetingId", uuid));
        ok("zoom:meetings/get?meetingId=RAW(" + uuid + ")", null, Map.of());
        ok("direct:meeting", null, Map.of("id", uuid, "other", "1"));
        ok("zoom:past_meetings/get", null, Map.of("CamelZoomParamMeetingId", uuid));
        assertThat(paths()).containsExactly("/v2/meetings/" + encoded, "/v2/meetings/" + encoded, "/v2/meetings/" + encoded,
                "/v2/past_meetings/" + encoded);
    }

    @Test
    void aUuidInTheQueryIsEncodedOnce() {
        ok("zoom:meetings/get", null, Map.of("CamelZoomParamMeetingId", "1", "CamelZoomParamOccurrenceId", "/a//b="));
        assertThat(queries()).containsExactly("occurrence_id=%2Fa%2F%2Fb%3D");
    }

    @Test
    void severalDynamicValuesMayHoldWhatSeparatesThem() {
        ok("direct:list", null, Map.of("id", "a&b=c+d", "other", "x&y z=%?#"));
        assertThat(queries()).containsExactly("status=x%26y%20z%3D%25%3F%23&page_size=30&role_id=a%26b%3Dc%2Bd");
        assertThat(context.getEndpoints()).filteredOn(e -> e instanceof ZoomEndpoint).as("one endpoint for all values")
                .hasSize(1);
        for (int i = 0; i < 20; i++) {
            ok("direct:list", null, Map.of("id", i, "other", "active"));
        }
        assertThat(context.getEndpoints()).filteredOn(e -> e instanceof ZoomEndpoint).hasSize(1);
    }

    @Test
    void theOperationItselfMayBeDynamic() {
        ok("direct:name", null, Map.of("id", "list"));
        assertThat(simulator().journal().apiRequests("users/list")).hasSize(1);
    }

    @Test
    void aDynamicPathAndMethodOfARequestMakeNoEndpointEach() {
        ok("direct:request", null, Map.of("id", "a%2Bb", "verb", "GET"));
        ok("direct:request", null, Map.of("id", "me", "verb", "DELETE"));
        assertThat(simulator().journal().apiRequests().stream().map(r -> r.method() + " " + r.rawPath() + " " + r.rawQuery()))
                .containsExactly("GET /v2/users/a%2Bb/settings option=a", "DELETE /v2/users/me/settings option=a");
        assertThat(context.getEndpoints()).filteredOn(e -> e instanceof ZoomEndpoint).hasSize(1);
    }

    @Test
    void theLaterWayToGiveAValueBeatsTheEarlier() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("id", "dynamic");
        ok("direct:user", null, headers);
        headers.put(ZoomConstants.PARAMETERS, Map.of("userId", "map", "another_step", "x"));
        ok("direct:user", null, headers);
        headers.put("CamelZoomParamUserId", "header");
        ok("direct:user", null, headers);
        ok("zoom:users/get?userId=uri", null, Map.of());
        assertThat(paths()).containsExactly("/v2/users/dynamic", "/v2/users/map", "/v2/users/header", "/v2/users/uri");
    }

    @Test
    void aDynamicValueOfOneStepIsNoneOfTheNext() {
        Exchange exchange = ok("direct:user", null, Map.of("id", "a"));
        assertThat(exchange.getProperties()).doesNotContainKey("CamelZoomDynamicParameters");
    }

    private static List<String> paths() {
        return simulator().journal().apiRequests().stream().map(ApiRequest::rawPath).toList();
    }

    private static List<String> queries() {
        return simulator().journal().apiRequests().stream().map(ApiRequest::rawQuery).toList();
    }
}
