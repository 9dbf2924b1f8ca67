package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PagingTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        client = Client.authorized(zoom);
        for (int i = 0; i < 67; i++) {
            zoom.defaultAccount().addUser("user" + i + "@example.com", "User", "No " + i);
        }
    }

    @Test
    void theDefaultIsThirtyAndTheLastPageHasAnEmptyToken() {
        List<Integer> sizes = new ArrayList<>();
        String token = "";
        do {
            Client.Reply page = client.get("/v2/users?next_page_token=" + token);
            sizes.add(page.json().path("users").size());
            token = page.json().path("next_page_token").asText();
            assertThat(page.json().path("total_records").asInt()).isEqualTo(70);
            assertThat(page.json().path("page_count").asInt()).isEqualTo(3);
        } while (!token.isEmpty());
        assertThat(sizes).containsExactly(30, 30, 10);
    }

    @Test
    void aTokenDiesAfterFifteenMinutes() {
        String token = client.get("/v2/users?page_size=10").json().path("next_page_token").asText();
        zoom.clock().advance(Duration.ofMinutes(14));
        assertThat(client.get("/v2/users?page_size=10&next_page_token=" + token).status()).isEqualTo(200);
        zoom.clock().advance(Duration.ofMinutes(1));
        assertDead(client.get("/v2/users?page_size=10&next_page_token=" + token));
    }

    @Test
    void aTokenBelongsToItsQuery() {
        String token = client.get("/v2/users?page_size=10").json().path("next_page_token").asText();
        assertDead(client.get("/v2/users?page_size=20&next_page_token=" + token));
        assertDead(client.get("/v2/users?page_size=10&next_page_token=made-up"));
    }

    @Test
    void aTokenDiesWhenATestWantsIt() {
        String token = client.get("/v2/users?page_size=10").json().path("next_page_token").asText();
        zoom.pageTokens().killNext("users/list", 1);
        assertDead(client.get("/v2/users?page_size=10&next_page_token=" + token));
        assertDead(client.get("/v2/users?page_size=10&next_page_token=" + token));
        String second = client.get("/v2/users?page_size=10").json().path("next_page_token").asText();
        String third = client.get("/v2/users?page_size=10&next_page_token=" + second).json().path("next_page_token").asText();
        zoom.pageTokens().killAll(PageTokens.EVERY_LIST);
        assertDead(client.get("/v2/users?page_size=10&next_page_token=" + third));
        assertThat(zoom.pageTokens().issued()).isEqualTo(3);
        assertThat(zoom.pageTokens().refused()).isEqualTo(3);
    }

    @Test
    void theAnswerForADeadTokenCanBeOneOfTheOddOnes() {
        zoom.settings().deadPageToken(404, 30051005, "The next page token is invalid or expired");
        Client.Reply reply = client.get("/v2/users?next_page_token=x");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("code").asLong()).isEqualTo(30051005);
    }

    @Test
    void somePageNumberListsGiveTheFirstPageForEver() {
        zoom.settings().pageNumbersIgnored(true);
        Client.Reply third = client.get("/v2/users?page_number=3");
        assertThat(third.json().path("page_number").asInt()).isEqualTo(1);
        assertThat(third.json().path("users")).isEqualTo(client.get("/v2/users").json().path("users"));
    }

    @Test
    void aPageSizeAboveTheMaximumIsRefusedOrCut() {
        assertThat(client.get("/v2/users?page_size=2001").json().path("code").asInt()).isEqualTo(300);
        zoom.settings().pageSizesCut(true);
        assertThat(client.get("/v2/users?page_size=2001").json().path("page_size").asInt()).isEqualTo(2000);
    }

    private static void assertDead(Client.Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asInt()).isEqualTo(300);
        assertThat(reply.json().path("message").asText()).contains("next page token is invalid or expired");
    }

    @Test
    void pageNumbersStillWork() {
        Client.Reply third = client.get("/v2/users?page_number=3");
        assertThat(third.json().path("users")).hasSize(10);
        assertThat(third.json().path("page_number").asInt()).isEqualTo(3);
        assertThat(client.get("/v2/users?page_number=9").json().path("users")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "/v2/contact_center/queues, page_size, next_page_token, next_page_token, queues",
            "/v2/calendars/users/x/calendarList, maxResults, pageToken, nextPageToken, items" })
    void operationsWithoutStateHavePagesToo(String path, String size, String parameter, String field, String list) {
        Client.Reply first = client.get(path + "?" + size + "=3");
        assertThat(first.json().path(list)).hasSize(3);
        Client.Reply second = client.get(path + "?" + size + "=3&" + parameter + "=" + first.json().path(field).asText());
        assertThat(second.json().path(list)).hasSize(2);
        assertThat(second.json().path(field).asText()).isEmpty();
    }

    @Test
    void scimCountsFromOne() {
        Client.Reply page = client.get("/scim2/Users?startIndex=4&count=10");
        assertThat(page.json().path("Resources")).hasSize(2);
        assertThat(page.json().path("totalResults").asInt()).isEqualTo(5);
    }
}
