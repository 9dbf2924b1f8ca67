package io.github.camelzoom.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SyntheticAccountTest {

    private static final LocalDate JANUARY = LocalDate.parse("2026-01-01");
    private static final SyntheticSize SIZE = SyntheticSize.users(40).meetingsPerUser(7).recorded(true)
            .participantsPerMeeting(12).webinarsPerUser(2).registrantsPerSession(5).channelsPerUser(3).callsPerUser(20)
            .between(JANUARY, LocalDate.parse("2026-03-31"));

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private SyntheticAccount big;
    private Client client;

    @BeforeEach
    void account() {
        zoom = ZOOM.simulator();
        zoom.clock().freezeAt(JANUARY.plusMonths(4).atTime(12, 0).toInstant(java.time.ZoneOffset.UTC));
        SimulatedAccount account = zoom.accounts().addSynthetic("big", SIZE);
        big = account.synthetic().orElseThrow();
        client = new Client(zoom);
        client.bearer(client.accountToken(account.addServerToServerApp()).json().path("access_token").asText());
    }

    private List<JsonNode> all(String path, String list) {
        List<JsonNode> items = new ArrayList<>();
        String token = "";
        do {
            String separator = path.contains("?") ? "&" : "?";
            JsonNode page = ok(path + separator + "page_size=20&next_page_token=" + token);
            page.path(list).forEach(items::add);
            token = page.path("next_page_token").asText();
        } while (!token.isEmpty());
        return items;
    }

    private JsonNode ok(String path) {
        Client.Reply reply = client.get("/v2" + path);
        assertThat(reply.status()).as(path + " " + reply.raw().body()).isEqualTo(200);
        return reply.json();
    }

    private static Set<String> texts(List<JsonNode> items, String field) {
        Set<String> texts = new HashSet<>();
        items.forEach(i -> assertThat(texts.add(i.path(field).asText())).as("twice: " + i).isTrue());
        return texts;
    }

    @Test
    void theListOfUsersIsWhatTheTestKnows() {
        assertThat(texts(all("/users", "users"), "id")).isEqualTo(new HashSet<>(big.userIds())).hasSize(40);
        JsonNode user = ok("/users/" + big.userId(17));
        assertThat(user.path("email").asText()).isEqualTo(big.userEmail(17));
        assertThat(ok("/users/" + big.userEmail(17)).path("id").asText()).isEqualTo(big.userId(17));
        assertThat(client.get("/v2/users/" + big.userId(40)).status()).isEqualTo(404);
    }

    @Test
    void everyMeetingOfEveryUserExactlyOnceAndOpensByItsId() {
        Set<Long> seen = new HashSet<>();
        for (int user = 0; user < 40; user++) {
            for (JsonNode meeting : all("/users/" + big.userId(user) + "/meetings", "meetings")) {
                assertThat(seen.add(meeting.path("id").asLong())).isTrue();
                int index = big.meetings().find(meeting.path("uuid").asText()).orElseThrow();
                assertThat(big.meetings().host(index)).isEqualTo(user);
                assertThat(big.meetings().id(index)).isEqualTo(meeting.path("id").asLong());
            }
        }
        assertThat(seen).hasSize(big.meetings().count()).hasSize(280);
        assertThat(ok("/meetings/" + big.meetings().id(99)).path("uuid").asText()).isEqualTo(big.meetings().uuid(99));
        assertThat(client.get("/v2/meetings/" + (big.meetings().id(99) + 1)).json().path("code").asInt()).isEqualTo(3001);
    }

    @Test
    void someUuidsNeedDoubleEncoding() {
        List<String> uuids = new ArrayList<>();
        for (int i = 0; i < big.meetings().count(); i++) {
            uuids.add(big.meetings().uuid(i));
        }
        assertThat(uuids).doesNotHaveDuplicates().anyMatch(u -> u.startsWith("/")).anyMatch(u -> u.contains("//"))
                .anyMatch(u -> !u.contains("/"));
    }

    @ParameterizedTest
    @CsvSource({ "past_meetings", "report/meetings" })
    void participantsHoldDoublesWithoutAnId(String root) {
        List<JsonNode> rows = all("/" + root + "/" + big.meetings().id(5) + "/participants", "participants");
        assertThat(rows).hasSize(12).isEqualTo(big.meetings().participants(5));
        assertThat(rows.get(3)).isEqualTo(rows.get(4));
        assertThat(rows.get(3).path("id").asText()).isEmpty();
        assertThat(rows.get(1).path("id")).isEqualTo(rows.get(2).path("id"));
        assertThat(rows.get(1)).isNotEqualTo(rows.get(2));
        assertThat(new HashSet<>(rows)).hasSize(10);
    }

    @Test
    void pastMeetingsEndAfterAYear() {
        zoom.clock().freezeAt(big.meetings().start(0).plusSeconds(366 * 86_400L));
        client.bearer(client.accountToken(zoom.accounts().find("big").orElseThrow().serverToServerApp()).json()
                .path("access_token").asText());
        assertThat(client.get("/v2/past_meetings/" + big.meetings().id(0) + "/participants").json().path("code").asInt())
                .isEqualTo(12702);
    }

    @Test
    void recordingsOfAdjoiningWindowsComeExactlyOnce() {
        List<JsonNode> found = new ArrayList<>();
        for (LocalDate month = JANUARY; month.getMonthValue() < 4; month = month.plusMonths(1)) {
            LocalDate last = month.plusMonths(1).minusDays(1);
            List<JsonNode> part = all("/users/" + big.userId(3) + "/recordings?from=" + month + "&to=" + last, "meetings");
            assertThat(part).hasSize(big.meetings().countBetween(3, month, last));
            found.addAll(part);
        }
        assertThat(texts(found, "uuid")).hasSize(7);
        JsonNode file = ok("/meetings/" + found.get(2).path("id").asLong() + "/recordings").path("recording_files").get(0);
        assertThat(file.path("id").asText())
                .isEqualTo(big.meetings().fileId(big.meetings().find(found.get(2).path("uuid").asText()).orElseThrow(), 0));
        assertThat(client.get(file.path("download_url").asText().substring(zoom.origin().length())).status()).isEqualTo(302);
    }

    @Test
    void firstAndLastSecondsOfDaysAreUsed() {
        List<String> times = new ArrayList<>();
        for (int i = 0; i < big.calls().count(); i++) {
            times.add(big.calls().start(i).toString());
        }
        assertThat(times).isSorted().contains("2026-01-01T00:00:00Z", "2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z",
                "2026-03-31T23:59:59Z");
    }

    @ParameterizedTest
    @CsvSource({ "call_logs, call_logs, id", "recordings, recordings, id", "call_history, call_history, call_history_uuid",
            "voice_mails, voice_mails, id" })
    void phoneListsOfTheAccountAndOfAUser(String path, String list, String id) {
        String window = "?from=2026-02-01&to=2026-02-28";
        LocalDate first = LocalDate.parse("2026-02-01");
        assertThat(texts(all("/phone/" + path + window, list), id))
                .hasSize(big.calls().countBetween(first, first.plusDays(27)));
        String ofUser = path.equals("call_history") ? "call_logs" : list;
        assertThat(all("/phone/users/" + big.userId(9) + "/" + path + window, ofUser))
                .hasSize(big.calls().countBetween(9, first, first.plusDays(27)));
    }

    @ParameterizedTest
    @CsvSource({ "/report/history_meetings?from=2026-02-01&to=2026-02-28, history_meetings, meeting_uuid",
            "/metrics/meetings?from=2026-02-01&to=2026-02-28, meetings, uuid" })
    void reportsOfTheAccount(String path, String list, String id) {
        assertThat(texts(all(path, list), id)).hasSize(
                big.meetings().countBetween(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-28")));
    }

    @Test
    void registrantsAndChannelsAndWebinars() {
        assertThat(texts(all("/meetings/" + big.meetings().id(8) + "/registrants", "registrants"), "id")).hasSize(5)
                .contains(big.meetings().registrantId(8, 4));
        assertThat(texts(all("/chat/users/" + big.userId(2) + "/channels", "channels"), "id")).hasSize(3)
                .contains(big.channelId(2, 1));
        assertThat(ok("/chat/channels/" + big.channelId(2, 1)).path("name").asText()).isEqualTo("Channel 1 of 2");
        assertThat(ok("/users/" + big.userId(2) + "/webinars").path("webinars")).hasSize(2);
        assertThat(ok("/webinars/" + big.webinars().id(3)).path("uuid").asText()).isEqualTo(big.webinars().uuid(3));
    }

    @Test
    void whatIsAddedComesAfterWhatIsComputed() {
        String created = client.call("POST", "/v2/users/" + big.userId(1) + "/meetings", "{\"topic\":\"mine\"}").json()
                .path("id").asText();
        List<JsonNode> meetings = all("/users/" + big.userId(1) + "/meetings", "meetings");
        assertThat(meetings).hasSize(8);
        assertThat(meetings.get(7).path("id").asText()).isEqualTo(created);
    }

    @Test
    void theSameSeedGivesTheSameIdsAndAnotherSeedOthers() {
        SyntheticAccount same = zoom.accounts().addSynthetic("other", SIZE).synthetic().orElseThrow();
        SyntheticAccount again = new SyntheticAccount("big", SIZE, 1, JANUARY);
        assertThat(again.userId(5)).isEqualTo(big.userId(5));
        assertThat(again.meetings().uuid(5)).isEqualTo(big.meetings().uuid(5));
        assertThat(same.userId(5)).isNotEqualTo(big.userId(5));
    }

    @Test
    void tenThousandUsersAreThereAtOnce() {
        SimulatedAccount huge = zoom.accounts().addSynthetic("huge", SyntheticSize.users(10_000).meetingsPerUser(300));
        client.bearer(client.accountToken(huge.addServerToServerApp()).json().path("access_token").asText());
        Consumer<Integer> lastPage = number -> assertThat(ok("/users?page_size=2000&page_number=" + number).path("users"))
                .hasSize(2000);
        lastPage.accept(5);
        SyntheticAccount contents = huge.synthetic().orElseThrow();
        assertThat(contents.meetings().count()).isEqualTo(3_000_000);
        assertThat(contents.meetings().find(Long.toString(contents.meetings().id(2_999_999)))).hasValue(2_999_999);
        assertThat(ok("/meetings/" + contents.meetings().id(2_999_999)).path("host_id").asText())
                .isEqualTo(contents.userId(9_999));
    }
}
