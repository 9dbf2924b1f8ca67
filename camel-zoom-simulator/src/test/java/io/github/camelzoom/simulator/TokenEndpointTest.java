package io.github.camelzoom.simulator;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenEndpointTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        app = zoom.defaultAccount().serverToServerApp();
        client = new Client(zoom);
    }

    @Test
    void accountCredentialsGiveATokenWithoutRefreshToken() {
        Client.Reply reply = client.accountToken(app);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(reply.json().path("access_token").asText()).hasSizeGreaterThan(600);
        assertThat(reply.json().path("api_url").asText()).isEqualTo(zoom.origin());
        assertThat(reply.json().path("scope").asText()).contains("meeting:read:admin");
        assertThat(reply.json().has("refresh_token")).isFalse();
        assertThat(reply.header("x-zm-trackingid")).isNotBlank();
    }

    @Test
    void clientCredentialsNeedNoAccount() {
        SimulatedApp general = zoom.defaultAccount().generalApp();

        assertThat(client.token(general, Map.of("grant_type", "client_credentials")).status()).isEqualTo(200);
        assertThat(zoom.journal().tokenRequests().get(0).grantType()).isEqualTo("client_credentials");
    }

    @Test
    void grantAndAccountMayBeInTheQuery() {
        HttpRequest request = HttpRequest
                .newBuilder(client.uri("/oauth/token?grant_type=account_credentials&account_id=" + app.accountId()))
                .header("Authorization", Client.basic(app.clientId(), app.clientSecret())).POST(BodyPublishers.noBody())
                .build();

        assertThat(client.send(request).status()).isEqualTo(200);
    }

    @Test
    void aTokenInTheQueryIsRefused() {
        Client.Reply reply = client.send(client.form("/oauth/token?refresh_token=abc",
                Client.basic(app.clientId(), app.clientSecret()), "grant_type=refresh_token"));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("code").asInt()).isEqualTo(124);
        assertThat(reply.json().path("message").asText()).contains("not supported as query parameter");
    }

    @Test
    void aWrongSecretIsInvalidClient() {
        Client.Reply reply = client.send(client.form("/oauth/token", Client.basic(app.clientId(), "wrong"),
                "grant_type=account_credentials&account_id=" + app.accountId()));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_client");
        assertThat(reply.json().path("reason").asText()).isEqualTo("Invalid client_id or client_secret");
        assertThat(zoom.journal().tokenRequests().get(0).clientId()).isEqualTo(app.clientId());
        zoom.settings().invalidClientStatus(401);
        assertThat(client.send(client.form("/oauth/token", null, "grant_type=account_credentials")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({ "grant_type=account_credentials&account_id=nobody, Account does not exist",
            "grant_type=account_credentials, Bad Request", "account_id=x, Bad Request",
            "grant_type=account_credentials&account_id=a&account_id=b, Bad Request" })
    void badParametersAreInvalidRequests(String form, String reason) {
        Client.Reply reply = client.send(client.form("/oauth/token", Client.basic(app.clientId(), app.clientSecret()), form));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("invalid_request");
        assertThat(reply.json().path("reason").asText()).isEqualTo(reason);
    }

    @Test
    void aJsonBodyIsAnInvalidRequest() {
        HttpRequest request = HttpRequest.newBuilder(client.uri("/oauth/token")).header("Content-Type", "application/json")
                .header("Authorization", Client.basic(app.clientId(), app.clientSecret()))
                .POST(BodyPublishers.ofString("{\"grant_type\":\"account_credentials\"}")).build();

        assertThat(client.send(request).json().path("error").asText()).isEqualTo("invalid_request");
    }

    @Test
    void theWrongKindOfAppIsRefused() {
        SimulatedApp general = zoom.defaultAccount().generalApp();

        assertThat(client.accountToken(general).json().path("reason").asText())
                .isEqualTo("Account does not enabled the OAuth app type");
    }

    @Test
    void aDeactivatedAppGetsNothing() {
        app.deactivate();
        SimulatedApp general = zoom.defaultAccount().generalApp();
        general.deactivate();

        assertThat(client.accountToken(app).json().path("reason").asText()).contains("does not enabled");
        assertThat(client.token(general, Map.of("grant_type", "client_credentials")).json().path("errorCode").asInt())
                .isEqualTo(4717);
    }

    @Test
    void severalTokensLiveSideBySideUpToTheCap() {
        String first = client.accountToken(app).json().path("access_token").asText();
        client.accountToken(app);
        assertThat(zoom.liveTokens()).isEqualTo(2);
        assertThat(client.bearer(first).get("/v2/users").status()).isEqualTo(200);

        zoom.settings().liveTokenCap(2);
        client.accountToken(app);
        assertThat(zoom.liveTokens()).isEqualTo(2);
        assertThat(client.get("/v2/users").status()).isEqualTo(401);
    }

    @Test
    void lifetimeFollowsTheVirtualClock() {
        zoom.settings().tokenLifetime(Duration.ofMinutes(10));
        Client.Reply reply = client.accountToken(app);
        assertThat(reply.json().path("expires_in").asInt()).isEqualTo(600);
        client.bearer(reply.json().path("access_token").asText());

        zoom.clock().advance(Duration.ofMinutes(9));
        assertThat(client.get("/v2/users").status()).isEqualTo(200);
        zoom.clock().advance(Duration.ofMinutes(2));
        Client.Reply late = client.get("/v2/users");
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.json().path("message").asText()).isEqualTo("Access token is expired.");
    }

    @Test
    void credentialsMayHoldCharactersThatNeedEncoding() {
        SimulatedApp odd = zoom.accounts().add("acct").addApp(AppType.SERVER_TO_SERVER, "id+&%", "s&cr+t%ü");

        assertThat(client.accountToken(odd).status()).isEqualTo(200);
    }

    @Test
    void onlyPostIsAnswered() {
        assertThat(client.get("/oauth/token").status()).isEqualTo(405);
    }
}
