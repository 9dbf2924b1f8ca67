package io.github.camelzoom.client.catalog;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestLineTest {

    private static final Instant MOMENT = Instant.parse("2026-01-31T23:59:58.123Z");

    private final OperationCatalog catalog = OperationCatalog.zoom();
    private final Operation meetings = catalog.require("users/meetings/list");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "me | me", "jane.doe+zoom@example.com | jane.doe%2Bzoom%40example.com",
            "a/b | a%2Fb", "//a | %2F%2Fa", "100% | 100%25", "%2F | %252F", "a?b#c | a%3Fb%23c", "a;b=c&d | a%3Bb%3Dc%26d",
            "-._~ | -._~", "ä | %C3%A4", "日本 | %E6%97%A5%E6%9C%AC", "😀 | %F0%9F%98%80", "... | ...", "a..b | a..b" })
    void encodesAPathValueOnceAndCompletely(String value, String encoded) {
        assertThat(line("users/get", Map.of("userId", value))).isEqualTo("/users/" + encoded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "95204914252 | 95204914252", "abc+d/e== | abc%2Bd%2Fe%3D%3D",
            "/abc== | %252Fabc%253D%253D", "ab//c== | ab%252F%252Fc%253D%253D", "//+== | %252F%252F%252B%253D%253D",
            "/ | %252F", "a%b | a%25b" })
    void encodesAUuidTwiceOnlyWhereZoomWantsIt(String uuid, String encoded) {
        assertThat(line("meetings/get", Map.of("meetingId", uuid))).isEqualTo("/meetings/" + encoded);
        assertThat(line("webinars/get", Map.of("webinarId", uuid))).isEqualTo("/webinars/" + encoded);
        assertThat(line("videosdk/sessions/get", Map.of("sessionId", uuid))).isEqualTo("/videosdk/sessions/" + encoded);
        assertThat(line("past_meetings/archive_files/get", Map.of("meetingUUID", uuid)))
                .isEqualTo("/past_meetings/" + encoded + "/archive_files");
    }

    @Test
    void takesAMeetingIdAsANumber() {
        assertThat(line("meetings/get", Map.of("meetingId", 95204914252L))).isEqualTo("/meetings/95204914252");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ".", "..", "a\nb", "a\u0000", "jane zoom@example.com", "a\ud83d" })
    void refusesAPathValueThatMustNotBeSent(String value) {
        refused("users/get", "userId", value).withMessageStartingWith("users/get: path parameter 'userId' ");
    }

    @Test
    void aBlankInAnIdNamesTheRemedyAndNotTheValue() {
        refused("users/get", "userId", "jane zoom@example.com")
                .withMessageContaining("A '+' in a URI becomes a blank: use RAW(...) or a header")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("jane"));
        refused("phone/numbers/delete", "phone_numbers", " 12025550123").withMessageContaining("RAW(...)");
    }

    @Test
    void refusesAListInThePath() {
        refused("users/get", "userId", List.of("a", "b")).withMessageContaining("cannot take a value of type");
    }

    @Test
    void writesTheQueryInTheOrderOfTheOperation() {
        Map<String, Object> values = new HashMap<>(
                Map.of("userId", "me", "nextPageToken", "", "page_size", 300, "type", "live"));
        values.put("from", null);

        assertThat(line("users/meetings/list", values))
                .isEqualTo("/users/me/meetings?type=live&page_size=300&next_page_token=");
    }

    @Test
    void encodesABlankInTheQueryAsPercent20() {
        assertThat(line("users/meetings/list", Map.of("userId", "me", "type", "a b+c")))
                .isEqualTo("/users/me/meetings?type=a%20b%2Bc");
    }

    static Stream<Arguments> valuesOfTypes() {
        return Stream.of(Arguments.of(true, "true"), Arguments.of(0, "0"), Arguments.of(30.0, "30"), Arguments.of(1.5f, "1.5"),
                Arguments.of(new BigDecimal("1E+3"), "1000"), Arguments.of(TimeUnit.DAYS, "DAYS"),
                Arguments.of(new StringBuilder("x"), "x"), Arguments.of(MOMENT, "2026-01-31T23%3A59%3A58Z"),
                Arguments.of(OffsetDateTime.parse("2026-02-01T01:59:58+02:00"), "2026-01-31T23%3A59%3A58Z"),
                Arguments.of(ZonedDateTime.parse("2026-02-01T00:59:58+01:00[Europe/Berlin]"), "2026-01-31T23%3A59%3A58Z"),
                Arguments.of(Date.from(MOMENT), "2026-01-31T23%3A59%3A58Z"),
                Arguments.of(GregorianCalendar.from(ZonedDateTime.parse("2026-01-31T23:59:58Z")), "2026-01-31T23%3A59%3A58Z"),
                Arguments.of(LocalDate.of(2026, 1, 31), "2026-01-31"),
                Arguments.of(LocalDateTime.of(2026, 1, 31, 8, 0), "2026-01-31T08%3A00%3A00"),
                Arguments.of(List.of("a", 1), "a,1"), Arguments.of(new int[]{ 1, 2 }, "1,2"));
    }

    @ParameterizedTest
    @MethodSource("valuesOfTypes")
    void writesEachTypeAsZoomExpectsIt(Object value, String text) {
        assertThat(line("users/meetings/list", Map.of("userId", "me", "type", value)))
                .isEqualTo("/users/me/meetings?type=" + text);
    }

    @Test
    void cutsAMomentToItsDayWhereZoomTakesADay() {
        assertThat(
                line("users/meetings/list", Map.of("userId", "me", "from", MOMENT, "to", LocalDateTime.of(2026, 2, 1, 0, 0))))
                .isEqualTo("/users/me/meetings?from=2026-01-31&to=2026-02-01");
    }

    @Test
    void repeatsTheNameOfAnArrayParameter() {
        String path = "/phone/numbers?phone_numbers=";

        assertThat(line("phone/numbers/delete", Map.of("phone_numbers", Arrays.asList("+1202", null, "+1203"))))
                .isEqualTo(path + "%2B1202&phone_numbers=%2B1203");
        assertThat(line("phone/numbers/delete", Map.of("phone_numbers", new String[]{ "1" }))).isEqualTo(path + "1");
        assertThat(line("phone/numbers/delete", Map.of("phone_numbers", "1,2"))).isEqualTo(path + "1%2C2");
    }

    @Test
    void refusesAnEmptyListBecauseAFilterWouldFallAway() {
        refused("phone/numbers/delete", "phone_numbers", List.of()).withMessageContaining("is an empty list");
        refused("phone/numbers/delete", "phone_numbers", Arrays.asList(null, null)).withMessageContaining("is an empty list");
        refused("phone/numbers/delete", "phone_numbers", new int[0]).withMessageContaining("is an empty list");
    }

    @Test
    void refusesAValueThatHasNoText() {
        refused("users/get", "userId", Path.of("x")).withMessageContaining("cannot take a value of type");
        assertThatExceptionOfType(ParameterException.class).isThrownBy(
                () -> RequestLine.of(meetings, Map.of("userId", "me", "type", new byte[1]))).withMessageContaining("give text");
    }

    @Test
    void namesAllMissingParametersAtOnce() {
        Operation operation = catalog.require("meetings/recordings/status/updateByMeetingIdRecordingId");

        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RequestLine.of(operation, Map.of()))
                .withMessage(operation.name() + ": missing required parameters 'meetingId', 'recordingId'")
                .satisfies(e -> assertThat(e.parameters()).containsExactly("meetingId", "recordingId"));
        assertThat(RequestLine.missing(catalog.require("phone/numbers/delete"), Set.of())).containsExactly("phone_numbers");
        assertThat(RequestLine.missing(catalog.require("phone/numbers/delete"), Set.of("phoneNumbers", "x"))).isEmpty();
    }

    @Test
    void refusesAnUnknownParameterAndOneGivenTwice() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> RequestLine.of(meetings, Map.of("userId", "me", "topic", "x")))
                .withMessageContaining("unknown parameter 'topic'");
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> RequestLine.of(meetings, Map.of("userId", "me", "pageSize", 1, "page_size", 2)))
                .withMessageContaining("'page_size' is given twice");
    }

    @Test
    void keepsTwoParametersApartThatShareACamelCaseForm() {
        assertThat(line("phone/sites/dial_by_name_directory/extensions/list", Map.of("siteId", "a", "site_id", "b")))
                .isEqualTo("/phone/sites/a/dial_by_name_directory/extensions?site_id=b");
    }

    @Test
    void sendsAnyQueryParameterWhereZoomPublishedNone() {
        assertThat(line("workspaces/floors/reservations/get", Map.of("floorId", "f", "b", 1, "a", "x y")))
                .isEqualTo("/workspaces/floors/f/reservations?a=x%20y&b=1");
    }

    @Test
    void putsAHeaderParameterIntoTheHeaders() {
        Operation operation = catalog.require("commerce/order/create");
        Map<String, Object> values = new HashMap<>(Map.of("invoiceOwnerCrmAccountNumber", "A-1"));

        assertThat(RequestLine.of(operation, values).headers())
                .containsExactly(Map.entry("invoice-owner-crm-account-number", "A-1"));
        values.put("invoiceOwnerCrmAccountNumber", "A\r\nX: y");
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RequestLine.of(operation, values));
        values.put("invoiceOwnerCrmAccountNumber", "ä");
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RequestLine.of(operation, values))
                .withMessageContaining("ASCII");
    }

    @Test
    void refusesWhatIsNoRequestToZoom() {
        assertThatExceptionOfType(ParameterException.class)
                .isThrownBy(() -> RequestLine.of(catalog.require("aiservices/scribe/live/get"), Map.of()))
                .withMessage(
                        "aiservices/scribe/live/get: cannot be called: it is a WebSocket stream, not a request with an answer");
    }

    @Test
    void joinsItsBase() {
        RequestLine line = RequestLine.of(catalog.require("scim2/Users/list"), Map.of("startIndex", 1));

        assertThat(line.url(BaseUrls.standard())).isEqualTo("https://api.zoom.us/scim2/Users?startIndex=1");
        assertThat(line.url(BaseUrls.explicit("https://gw.example.com/zoom/v2")))
                .isEqualTo("https://gw.example.com/zoom/scim2/Users?startIndex=1");
    }

    private String line(String operation, Map<String, ?> values) {
        return RequestLine.of(catalog.require(operation), values).rawPathAndQuery();
    }

    private ThrowableAssertAlternative<ParameterException> refused(String operation, String name,
            Object value) {
        return assertThatExceptionOfType(ParameterException.class).isThrownBy(
                () -> RequestLine.of(catalog.require(operation), Map.of(name, value)));
    }
}
