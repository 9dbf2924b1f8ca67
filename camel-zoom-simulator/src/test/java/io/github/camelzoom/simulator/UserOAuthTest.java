package io.github.camelzoom.simulator;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.camelzoom.simulator.oauth.UserGrants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UserOAuthTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String CALLBACK = "http://localhost:33333";
    // The example of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private SimulatedUser alice;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        app = zoom.defaultAccount().generalApp();
        alice = zoom.defaultAccount().users().get(1);
        client = new Client(zoom);
    }

    private URI authorizeUrl(String... more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", app.clientId());
        query.put("redirect_uri", CALLBACK);
        query.put("state", "s&t a=te");
        for (int i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        return URI.create(zoom.oauthUrl() + "/authorize?" + Client.encode(query));
    }

    private String codeOf(URI callback) {
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(callback.toString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private Client.Reply redeem(String code, String... more) {
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return client.token(app, form);
    }

    private Client.Reply refresh(String token) {
        return client.token(app, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private static void assertError(Client.Reply reply, String error, String reason) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo(error);
        assertThat(reply.json().path("reason").asText()).startsWith(reason);
    }

    @Test
    void aBrowserSignsInAllowsAndComesBackWithACode() {
        Client.Reply signIn = client.get(authorizeUrl().toString().substring(zoom.origin().length()));
        assertThat(signIn.raw().body()).contains("<label for=\"email\">");
        String visit = hidden(signIn, "visit");
        Client.Reply wrong = post("/oauth/authorize/signin", "visit", visit, "email", "nobody@example.com", "password", "x");
        assertThat(wrong.raw().body()).contains("role=\"alert\"");
        Client.Reply consent = post("/oauth/authorize/signin", "visit", visit, "email", alice.email(), "password", "x");
        assertThat(consent.raw().body()).contains("id=\"allow\"", "id=\"deny\"");
        Client.Reply back = post("/oauth/authorize/decision", "visit", hidden(consent, "visit"), "decision", "allow");

        assertThat(back.status()).isEqualTo(302);
        assertThat(back.header("Location")).startsWith(CALLBACK + "?code=").endsWith("&state=s%26t%20a%3Dte");
        Client.Reply tokens = redeem(codeOf(URI.create(back.header("Location"))));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().path("refresh_token").asText()).isNotBlank();
        assertThat(tokens.json().path("api_url").asText()).isEqualTo(zoom.origin());
        client.bearer(tokens.json().path("access_token").asText());
        assertThat(client.get("/v2/users/me").json().path("email").asText()).isEqualTo(alice.email());
    }

    private static String hidden(Client.Reply page, String name) {
        Matcher field = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.raw().body());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private Client.Reply post(String path, String... pairs) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return client.send(client.form(path, null, Client.encode(form)));
    }

    @Test
    void denyingSaysSo() {
        assertThat(zoom.consents().deny(authorizeUrl()))
                .hasToString(CALLBACK + "?error=access_denied&state=s%26t%20a%3Dte");
    }

    @ParameterizedTest
    @CsvSource({ "redirect_uri, http://localhost:33333/x, Invalid redirect url, '4,700'",
            "redirect_uri, HTTP://localhost:33333, Invalid redirect url, '4,700'",
            "client_id, nobody, Invalid client_id, '4,702'", "scope, made:up, Invalid scope, '4,711'",
            "response_type, token, Invalid response_type, '4,700'" })
    void errorsStayInTheBrowser(String name, String value, String message, String code) {
        Client.Reply page = client.get(authorizeUrl(name, value).toString().substring(zoom.origin().length()));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.header("Location")).isNull();
        assertThat(page.raw().body()).contains(message, "(" + code + ")");
        assertThatThrownBy(() -> zoom.consents().approve(authorizeUrl(name, value), alice)).hasMessageContaining(message);
    }

    @Test
    void aCodeIsGoodOnceAndForFiveMinutes() {
        String code = codeOf(zoom.consents().approve(authorizeUrl(), alice));
        assertThat(redeem(code).status()).isEqualTo(200);
        assertError(redeem(code), "invalid_request", "Invalid authorization code");

        String late = codeOf(zoom.consents().approve(authorizeUrl(), alice));
        zoom.clock().advance(Duration.ofMinutes(5));
        assertError(redeem(late), "invalid_request", "Invalid authorization code");
    }

    @Test
    void theRedirectUriMustBeTheSameToTheByte() {
        String code = codeOf(zoom.consents().approve(authorizeUrl(), alice));
        assertThat(redeem(code, "redirect_uri", CALLBACK + "/").json().path("errorCode").asInt()).isEqualTo(4709);
        assertThat(redeem(code).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "S256, " + CHALLENGE, "plain, " + VERIFIER, "'', " + VERIFIER })
    void pkce(String method, String challenge) {
        URI url = method.isEmpty()
                ? authorizeUrl("code_challenge", challenge)
                : authorizeUrl("code_challenge", challenge, "code_challenge_method", method);
        String code = codeOf(zoom.consents().approve(url, alice));
        assertError(redeem(code, "code_verifier", "wrong"), "invalid_grant", "");
        assertError(redeem(code), "invalid_grant", "");
        assertThat(redeem(code, "code_verifier", VERIFIER).status()).isEqualTo(200);
    }

    @Test
    void aPublicClientHasNoSecretAndMustUsePkce() {
        app.publicClientId("public-id");
        assertThatThrownBy(() -> zoom.consents().approve(authorizeUrl("client_id", "public-id"), alice))
                .hasMessageContaining("PKCE");
        String code = codeOf(zoom.consents().approve(authorizeUrl("client_id", "public-id", "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"), alice));
        Client.Reply tokens = post("/oauth/token", "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK,
                "client_id", "public-id", "code_verifier", VERIFIER);
        assertThat(tokens.status()).isEqualTo(200);
        String refreshToken = tokens.json().path("refresh_token").asText();
        assertError(refresh(refreshToken), "invalid_grant", "Invalid Token!");
        assertThat(post("/oauth/token", "grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", "public-id")
                .status()).isEqualTo(200);
        assertThat(post("/oauth/token", "grant_type", "refresh_token", "refresh_token", "x", "client_id", app.clientId()).json()
                .path("error").asText()).isEqualTo("invalid_client");
    }

    @Test
    void aRefreshTokenIsDeadOnceUsed() {
        UserGrants.Pair first = zoom.consents().grant(app, alice);
        Client.Reply second = refresh(first.refreshToken());
        String secondToken = second.json().path("refresh_token").asText();
        assertThat(second.status()).isEqualTo(200);
        assertThat(secondToken).isNotEqualTo(first.refreshToken());
        assertError(refresh(first.refreshToken()), "invalid_grant", "Invalid Token!");
        assertThat(refresh(secondToken).status()).isEqualTo(200);
        assertThat(zoom.consents().liveRefreshTokens(app, alice)).isEqualTo(1);
        assertThat(zoom.journal().presentedRefreshTokens()).containsExactly(1L, 1L, 2L);
        assertThat(zoom.journal().tokenRequests()).extracting(TokenRequest::issuedRefreshTokenSerial).containsExactly(2L, 0L,
                3L);
        assertThat(client.bearer(first.accessToken()).get("/v2/users/me").status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoSpendTheSameTokenOneWins() {
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        String form = Client.encode(Map.of("grant_type", "refresh_token", "refresh_token", pair.refreshToken()));
        String basic = Client.basic(app.clientId(), app.clientSecret());
        List<CompletableFuture<Client.Reply>> replies = IntStream.range(0, 30)
                .mapToObj(i -> client.sendAsync(client.form("/oauth/token", basic, form))).toList();

        assertThat(replies.stream().filter(r -> r.join().status() == 200)).hasSize(1);
        assertThat(zoom.journal().tokenRequests(TokenRequest::granted)).hasSize(1);
    }

    @Test
    void lostAnswersLoseTheGrant() {
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        zoom.faults().onToken("refresh_token").loseAnswer();
        assertThatThrownBy(() -> refresh(pair.refreshToken())).isInstanceOf(UncheckedIOException.class);
        assertThat(zoom.journal().tokenRequests().get(0).granted()).isTrue();
        assertError(refresh(pair.refreshToken()), "invalid_grant", "Invalid Token!");

        UserGrants.Pair again = zoom.consents().grant(app, alice);
        zoom.faults().onToken().statusAfterProcessing(500);
        assertThat(refresh(again.refreshToken()).status()).isEqualTo(500);
        assertError(refresh(again.refreshToken()), "invalid_grant", "Invalid Token!");
    }

    @Test
    void toleranceAndAccessTokensOfBefore() {
        zoom.settings().refreshTolerance(Duration.ofSeconds(10)).refreshKillsAccessTokens(true);
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        assertThat(refresh(pair.refreshToken()).status()).isEqualTo(200);
        assertThat(refresh(pair.refreshToken()).status()).isEqualTo(200);
        assertThat(client.bearer(pair.accessToken()).get("/v2/users/me").status()).isEqualTo(401);
        zoom.clock().advance(Duration.ofSeconds(10));
        assertError(refresh(pair.refreshToken()), "invalid_grant", "Invalid Token!");
    }

    @Test
    void refreshTokensEndAfterNinetyDays() {
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        zoom.clock().advance(Duration.ofDays(90));
        assertError(refresh(pair.refreshToken()), "invalid_grant", "Invalid Token!");
    }

    @Test
    void authorizingAgainKillsTheOldPair() {
        UserGrants.Pair old = zoom.consents().grant(app, alice);
        UserGrants.Pair other = zoom.consents().grant(app, zoom.defaultAccount().users().get(2));
        redeem(codeOf(zoom.consents().approve(authorizeUrl(), alice)));

        assertError(refresh(old.refreshToken()), "invalid_grant", "Invalid Token!");
        assertThat(client.bearer(old.accessToken()).get("/v2/users/me").json().path("message").asText())
                .isEqualTo("Invalid access token.");
        assertThat(client.bearer(other.accessToken()).get("/v2/users/me").status()).isEqualTo(200);
    }

    @Test
    void aUserManagedAppSeesOnlyItsUser() {
        app.userManaged(true);
        client.bearer(zoom.consents().grant(app, alice).accessToken());
        assertThat(client.get("/v2/users/me/meetings").status()).isEqualTo(200);
        assertThat(client.get("/v2/users/" + alice.email() + "/meetings").status()).isEqualTo(200);
        Client.Reply foreign = client.get("/v2/users/bob+test@example.com/meetings");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.json().path("code").asInt()).isEqualTo(4711);
        app.userManaged(false);
        assertThat(client.get("/v2/users/bob+test@example.com/meetings").status()).isEqualTo(200);
    }

    @Test
    void revoking() {
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        String basic = Client.basic(app.clientId(), app.clientSecret());
        assertThat(client.send(client.form("/oauth/revoke?token=x", basic, "")).status()).isEqualTo(401);
        Client.Reply reply = client
                .send(client.form("/oauth/revoke", basic, Client.encode(Map.of("token", pair.accessToken()))));
        assertThat(reply.json().path("status").asText()).isEqualTo("success");
        assertError(refresh(pair.refreshToken()), "invalid_grant", "Invalid Token!");
        assertThat(client.bearer(pair.accessToken()).get("/v2/users/me").status()).isEqualTo(401);
    }

    @Test
    void tokensDieWithTheirUser() {
        UserGrants.Pair pair = zoom.consents().grant(app, alice);
        Client.authorized(zoom).delete("/v2/users/" + alice.id());
        assertThat(client.bearer(pair.accessToken()).get("/v2/users").json().path("code").asInt()).isEqualTo(4735);
        assertThat(refresh(pair.refreshToken()).json().path("errorCode").asInt()).isEqualTo(4735);
    }

    @Test
    void accountsLiveInRegions() {
        zoom.defaultAccount().apiUrl("https://api-eu.zoom.us");
        assertThat(redeem(codeOf(zoom.consents().approve(authorizeUrl(), alice))).json().path("api_url").asText())
                .isEqualTo("https://api-eu.zoom.us");
    }

    @Test
    void metadata() {
        assertThat(client.get("/.well-known/oauth-authorization-server").json().path("token_endpoint").asText())
                .isEqualTo(zoom.oauthUrl() + "/token");
    }
}
