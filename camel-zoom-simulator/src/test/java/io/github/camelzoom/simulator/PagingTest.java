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
