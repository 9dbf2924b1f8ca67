package io.github.camelzoom.simulator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class BearerAndScopeTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        client = Client.authorized(zoom);
    }

    private void assertRefused(Client.Reply reply, int status, int code, String message) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asInt()).isEqualTo(code);
        assertThat(reply.json().path("message").asText()).isEqualTo(message);
        assertThat(reply.header("x-zm-trackingid")).isNotBlank();
    }

    @Test
    void noHeader() {
        assertRefused(new Client(zoom).get("/v2/users"), 401, 4700, "Token cannot be empty.");
    }

    @Test
    void unknownToken() {
        assertRefused(new Client(zoom).bearer("nonsense").get("/v2/users"), 401, 124, "Invalid access token.");
    }

    @Test
    void tokenInTheQuery() {
        assertThat(client.get("/v2/users?access_token=" + client.bearer()).json().path("code").asInt()).isEqualTo(124);
    }

    @Test
    void otherScheme() {
        Client.Reply reply = client.send(java.net.http.HttpRequest.newBuilder(client.uri("/v2/users"))
                .header("Authorization", "Basic YTpi").build());
        assertRefused(reply, 401, 124, "This API only supports OAuth2 authorization.");
    }

    @Test
    void schemeInLowerCase() {
        Client.Reply reply = client.send(java.net.http.HttpRequest.newBuilder(client.uri("/v2/users"))
                .header("Authorization", "bearer " + client.bearer()).build());
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void revokedAndExpiredTokensDiffer() {
        zoom.expireAllTokens();
        assertRefused(client.get("/v2/users"), 401, 124, "Access token is expired.");
        zoom.revokeAllTokens();
        assertRefused(client.get("/v2/users"), 401, 124, "Invalid access token.");
        assertThat(zoom.issuedTokens()).isEqualTo(1);
    }

    @Test
    void deactivatedApp() {
        zoom.defaultAccount().serverToServerApp().deactivate();
        assertRefused(client.get("/v2/users"), 401, 4717, "The app has been disabled.");
    }

    @Test
    void tokensFromBeforeAResetStayDead() {
        zoom.reset();
        String again = Client.authorized(zoom).bearer();
        assertThat(again).isNotEqualTo(client.bearer());
        assertRefused(client.get("/v2/users"), 401, 124, "Invalid access token.");
    }

    @Test
    void missingScopesNameTheGenerationOfTheApp() {
        SimulatedApp granular = zoom.defaultAccount().addServerToServerApp("meeting:read:meeting:admin");
        client.bearer(client.accountToken(granular).json().path("access_token").asText());
        assertRefused(client.get("/v2/users"), 400, 4711,
                "Invalid access token, does not contain scopes:[user:read:list_users:admin].");

        SimulatedApp classic = zoom.defaultAccount().addServerToServerApp("meeting:read:admin");
        client.bearer(client.accountToken(classic).json().path("access_token").asText());
        assertRefused(client.get("/v2/users"), 400, 4711,
                "Invalid access token, does not contain scopes:[user:read, user:write, user:read:admin, user:write:admin].");
    }

    @Test
    void anyOneOfTheAlternativesIsEnough() {
        SimulatedApp app = zoom.defaultAccount().addServerToServerApp("user:write:admin");
        client.bearer(client.accountToken(app).json().path("access_token").asText());
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
    }

    @Test
    void meIsNobodyForServerToServerTokens() {
        assertRefused(client.get("/v2/users/me"), 404, 1001, "User does not exist: me.");
    }

    @Test
    void accountsDoNotSeeEachOther() {
        SimulatedAccount other = zoom.accounts().add("other");
        client.bearer(client.accountToken(other.addServerToServerApp()).json().path("access_token").asText());
        assertThat(client.get("/v2/users/alice@example.com").status()).isEqualTo(404);
        assertThat(client.get("/v2/users/owner@other.example.com").status()).isEqualTo(200);
    }
}
