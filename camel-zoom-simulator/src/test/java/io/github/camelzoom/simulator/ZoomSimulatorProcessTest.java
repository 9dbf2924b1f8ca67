package io.github.camelzoom.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ZoomSimulatorProcessTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aJvmOfItsOwnIsSteeredFromOutside() throws Exception {
        try (ZoomSimulatorProcess zoom = ZoomSimulatorProcess.start("--plan", "free", "--users", "40", "--meetings", "2",
                "--from", "2026-01-01", "--to", "2026-01-31", "--seed", "5", "--limit", "light=2")) {
            String bearer = token(zoom);
            JsonNode page = get(zoom, bearer, "/users");
            assertThat(page.path("total_records").asInt()).isEqualTo(43);
            SyntheticSize size = SyntheticSize.users(40).meetingsPerUser(2).seed(5);
            assertThat(page.path("users").path(0).path("id").asText())
                    .isEqualTo(new SyntheticAccount(zoom.accountId(), size, 5, java.time.LocalDate.EPOCH).userId(0));

            zoom.control("settings?rateLimits=off&rateLimit.medium=1000");
            String next = page.path("next_page_token").asText();
            zoom.control("page-tokens?list=users/list&killNext=1");
            assertThat(get(zoom, bearer, "/users?next_page_token=" + next).path("code").asInt()).isEqualTo(300);
            zoom.control("faults?kind=status&status=502&path=/users&times=1");
            assertThat(get(zoom, bearer, "/users").path("code").asInt()).isEqualTo(502);
            zoom.control("clock?advance=PT2H");
            assertThat(get(zoom, bearer, "/users").path("message").asText()).contains("expired");

            assertThat(zoom.rateLimitStatistics().requests("medium")).isEqualTo(2);
            assertThat(zoom.statistics().path("pageTokensRefused").asInt()).isEqualTo(1);
            assertThatThrownBy(() -> zoom.control("settings?nonsense=1")).hasMessageContaining("Unknown setting: nonsense");
        }
    }

    @Test
    void itTellsEventsFromOutside() throws Exception {
        com.sun.net.httpserver.HttpServer receiver = com.sun.net.httpserver.HttpServer
                .create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try (ZoomSimulator zoom = ZoomSimulatorMain.builder().start()) {
            Client client = new Client(zoom);
            String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
            JsonNode webhook = client.get("/control/events/webhook?url=" + url).json();
            assertThat(webhook.path("secretToken").asText())
                    .isEqualTo(zoom.defaultAccount().serverToServerApp().secretToken());
            String id = "id=" + webhook.path("id").asText();
            client.get("/control/events/webhook/send?" + id + "&count=50");
            client.get("/control/events/webhook/send?" + id + "&count=50&perSecond=500&name=user.created");
            await().until(() -> client.get("/control/events/webhook/state?" + id).json().path("delivered").asInt() == 100);

            JsonNode socket = client.get("/control/events/socket/send?id=sub&count=3").json();
            assertThat(socket.path("connected").asBoolean()).isFalse();
            assertThat(socket.path("lost").asInt()).isEqualTo(3);
            assertThat(client.get("/control/events/socket/end?id=sub&way=nonsense").status()).isEqualTo(400);
            assertThat(client.get("/control/events/nonsense").status()).isEqualTo(404);
        } finally {
            receiver.stop(0);
        }
    }

    private String token(ZoomSimulatorProcess zoom) throws Exception {
        String body = "grant_type=account_credentials&account_id=" + zoom.accountId();
        HttpRequest request = HttpRequest.newBuilder(URI.create(zoom.oauthUrl() + "/token"))
                .header("Authorization", Client.basic(zoom.clientId(), zoom.clientSecret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return send(request).path("access_token").asText();
    }

    private JsonNode get(ZoomSimulatorProcess zoom, String bearer, String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(zoom.baseUrl() + path)).header("Authorization", "Bearer " + bearer)
                .build());
    }

    private JsonNode send(HttpRequest request) throws Exception {
        return mapper.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void itSaysWhyItDoesNotStart() {
        assertThatThrownBy(() -> ZoomSimulatorProcess.start("--colour", "blue").close())
                .hasMessageContaining("unknown argument --colour; known: --port");
    }

    @Test
    void aSimulatorInTheTestsOwnJvmCannotBeSteered() throws Exception {
        try (ZoomSimulator zoom = ZoomSimulator.start()) {
            assertThat(new Client(zoom).get("/control/statistics").status()).isEqualTo(401);
        }
    }
}
