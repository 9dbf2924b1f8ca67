package io.github.camelzoom.client.auth;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.camelzoom.client.auth.TokenAnswer.Granted;
import io.github.camelzoom.client.auth.TokenAnswer.Refused;
import io.github.camelzoom.client.auth.TokenAnswer.Unknown;
import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

/** Over a real socket: one POST, whatever the client is configured to do, and a right reading of each answer. */
@Timeout(20)
class HttpTokenEndpointTest {

    @RegisterExtension
    static final WireMockExtension ZOOM = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private static final ScheduledExecutorService SCHEDULER = Executors.newSingleThreadScheduledExecutor();
    /** Retries and redirects are on: the endpoint must not let them happen. */
    private static final CloseableHttpClient CLIENT = HttpClients.custom().setRetryStrategy(
            new DefaultHttpRequestRetryStrategy(3, TimeValue.ofMilliseconds(1))).build();

    private final TokenEndpoint endpoint = new HttpTokenEndpoint(() -> CLIENT, SCHEDULER, () -> NOW, Duration.ofSeconds(2),
            Duration.ofMillis(700));

    @AfterAll
    static void stop() throws IOException {
        CLIENT.close();
        SCHEDULER.shutdownNow();
    }

    private static TokenRequest request(TokenForm form, String secret) {
        return new TokenRequest(URI.create(ZOOM.baseUrl() + "/oauth/token"), ClientAuthentication.BASIC, "client", Secret.of(
                secret), form);
    }

    private TokenAnswer answer(ResponseDefinitionBuilder response) {
        ZOOM.stubFor(post(anyUrl()).willReturn(response));
        return endpoint.post(request(new AccountCredentialsGrant("acc").firstRequest(), "s3cr3t"));
    }

    private TokenAnswer answer(int status, String body) {
        return answer(aResponse().withStatus(status).withBody(body).withHeader("x-zm-trackingid", "v=2;t=1"));
    }

    @Test
    void whenGranted_thenEverythingIsRead() {
        Granted granted = (Granted) answer(200, "{\"access_token\":\"eyJ.a-b_c\",\"token_type\":\"bearer\",\"expires_in\":3599,"
                + "\"refresh_token\":\"rt\",\"scope\":\"a:read b:write\",\"api_url\":\"https://api-eu.zoom.us\"}");
        assertThat(granted.accessToken().reveal()).isEqualTo("eyJ.a-b_c");
        assertThat(granted.refreshToken().reveal()).isEqualTo("rt");
        assertThat(granted.expiresIn()).isEqualTo(Duration.ofSeconds(3599));
        assertThat(granted.scopes()).containsExactlyInAnyOrder("a:read", "b:write");
        assertThat(granted.apiUrl()).hasHost("api-eu.zoom.us");
        ZOOM.verify(1, postRequestedFor(urlPathEqualTo("/oauth/token")).withoutQueryParam("grant_type").withHeader(
                "Authorization", equalTo("Basic Y2xpZW50OnMzY3IzdA==")).withHeader("Content-Type",
                        equalTo(
                                "application/x-www-form-urlencoded"))
                .withRequestBody(equalTo(
                        "grant_type=account_credentials&account_id=acc")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"Access_token\":\"t\",\"Expire_in\":\"60\",\"scope\":[\"a\",\"b\"]}|60|2",
            "{\"ACCESS_TOKEN\":\"t\",\"expires_in\":60.0}|60|0", "{\"access_token\":\"t\",\"scope\":\"a,b c\"}||3",
            "{\"access_token\":\"t\",\"expires_in\":\"soon\",\"scope\":null}||0",
            "{\"access_token\":\"t\",\"expires_in\":0,\"api_url\":\"::\"}||0", })
    void whenZoomsSpellingVaries_thenItIsUnderstood(String body, Long seconds, int scopes) {
        Granted granted = (Granted) answer(200, body);
        assertThat(granted.accessToken().reveal()).isEqualTo("t");
        assertThat(granted.expiresIn()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        assertThat(granted.scopes()).hasSize(scopes);
        assertThat(granted.refreshToken()).isNull();
        assertThat(granted.apiUrl()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401 })
    void whenRefused_thenZoomsWordsAreKept(int status) {
        Refused refused = (Refused) answer(status, "{\"reason\":\"Invalid client_id or client_secret\",\"error\":"
                + "\"invalid_client\"}");
        assertThat(refused).isEqualTo(new Refused(status, "invalid_client", 0, "Invalid client_id or client_secret", null,
                "v=2;t=1"));
    }

    @Test
    void whenRefusedInTheOtherShape_thenTheCodeIsRead() {
        Refused refused = (Refused) answer(400, "{\"status\":false,\"errorCode\":4704,\"errorMessage\":\"Invalid\",\"result\":"
                + "null}");
        assertThat(refused.code()).isEqualTo(4704);
        assertThat(refused.reason()).isEqualTo("Invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"error\":\"invalid_grant\",\"reason\":\"Invalid Token!\"}",
            "{\"errorCode\":4741,\"errorMessage\":\"revoked\"}" })
    void bug24_whenHttp200MeansFailure_thenItIsRefused(String body) {
        assertThat(answer(200, body)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>login</html>", "{}", "[]", "null", "\"text\"", "{\"access_token\":\"\"}",
            "{\"access_token\":\"a\\r\\nX: b\"}", "{\"access_token\":\"a b\"}", "{\"access_token\":{\"a\":1}}",
            "{\"access_token\":\"t" })
    void whenHttp200IsUnreadable_thenTheOutcomeIsUnknown(String body) {
        assertThat(answer(200, body)).isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown.sent()).isTrue());
    }

    @Test
    void whenTheBodyIsEndless_thenItIsNotRead() {
        assertThat(answer(200, "{\"access_token\":\"" + "t".repeat(70_000) + "\"}")).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 504 })
    void when5xx_thenTheOutcomeIsUnknownAndNothingIsRepeated(int status) {
        Unknown unknown = (Unknown) answer(aResponse().withStatus(status).withHeader("Retry-After", "7"));
        assertThat(unknown.sent()).isTrue();
        assertThat(unknown.status()).isEqualTo(status);
        assertThat(unknown.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        ZOOM.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "60|60", "Thu, 15 Jan 2026 12:01:30 GMT|90", "2026-01-15T12:00:05Z|5",
            "2026-01-15T13:00:05+01:00|5", "Thu, 15 Jan 2026 11:00:00 GMT|0", "soon|", "-5|" })
    void when429_thenRetryAfterIsReadInEachForm(String header, Long seconds) {
        Refused refused = (Refused) answer(aResponse().withStatus(429).withHeader("Retry-After", header));
        assertThat(refused.retryAfter()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        assertThat(Refusal.of(refused).isTransient()).isTrue();
        ZOOM.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void whenRedirected_thenNothingFollows(int status) {
        Refused refused = (Refused) answer(aResponse().withStatus(status).withHeader("Location", ZOOM.baseUrl() + "/thief"));
        assertThat(Refusal.of(refused)).isEqualTo(Refusal.NOT_ZOOM);
        ZOOM.verify(0, postRequestedFor(urlPathEqualTo("/thief")));
        ZOOM.verify(0, getRequestedFor(urlPathEqualTo("/thief")));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whenTheLineBreaks_thenTheOutcomeIsUnknownAndNothingIsRepeated(Fault fault) {
        assertThat(answer(aResponse().withFault(fault))).isInstanceOfSatisfying(Unknown.class, unknown -> assertThat(unknown
                .sent()).isTrue());
        ZOOM.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void whenTheAnswerIsLate_thenTheTotalTimeoutEndsIt() {
        Unknown unknown = (Unknown) answer(aResponse().withStatus(200).withFixedDelay(3_000));
        assertThat(unknown.sent()).isTrue();
    }

    @Test
    void whenTheAnswerDrips_thenTheTotalTimeoutEndsItAllTheSame() {
        Unknown unknown = (Unknown) answer(aResponse().withStatus(200).withBody("{\"access_token\":\"" + "t".repeat(500)
                + "\"}").withChunkedDribbleDelay(50, 5_000));
        assertThat(unknown.sent()).isTrue();
        assertThat(unknown.reason()).contains("700 ms");
    }

    @Test
    void whenTheConnectionIsRefused_thenNothingWasSent() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertNothingSent("http://localhost:" + port + "/oauth/token");
    }

    @Test
    void whenTheHostIsUnknown_thenNothingWasSent() {
        assertNothingSent("http://no-such-host.invalid/oauth/token");
    }

    @Test
    void whenTlsFails_thenNothingWasSent() {
        assertNothingSent("https://localhost:" + ZOOM.getPort() + "/oauth/token");
    }

    private void assertNothingSent(String uri) {
        TokenAnswer answer = endpoint.post(new TokenRequest(URI.create(uri), ClientAuthentication.BASIC, "client", Secret.of(
                "s3cr3t"), TokenForm.of("client_credentials")));
        assertThat(answer).isInstanceOfSatisfying(Unknown.class, unknown -> {
            assertThat(unknown.sent()).isFalse();
            assertThat(unknown.reason()).contains("before anything was sent");
        });
    }

    @Test
    void bug22_secretsWithSpecialCharactersAreEncoded() {
        ZOOM.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{\"access_token\":\"t\"}")));
        endpoint.post(request(TokenForm.of("refresh_token").with("refresh_token", "a&b=c+d%e/ü€ f"), "gehe&im+%ü:x"));
        ZOOM.verify(postRequestedFor(anyUrl()).withRequestBody(equalTo(
                "grant_type=refresh_token&refresh_token=a%26b%3Dc%2Bd%25e%2F%C3%BC%E2%82%AC+f")).withHeader("Authorization",
                        equalTo("Basic Y2xpZW50OmdlaGUmaW0rJcO8Ong=")));
    }

    @Test
    void whenTheClientIsPublic_thenThereIsNoAuthorizationHeader() {
        ZOOM.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{\"access_token\":\"t\"}")));
        endpoint.post(new TokenRequest(URI.create(ZOOM.baseUrl() + "/oauth/token"), ClientAuthentication.NONE, "pub", null,
                TokenForm.of("refresh_token").with("refresh_token", "rt")));
        ZOOM.verify(postRequestedFor(anyUrl()).withoutHeader("Authorization").withRequestBody(equalTo(
                "grant_type=refresh_token&refresh_token=rt&client_id=pub")));
    }

    @Test
    void bug13_whenZoomEchoesSecrets_thenTheyAreCutOut() {
        String echoed = "bad secret s3cr3t in Y2xpZW50OnMzY3IzdA== for eyJhbGciOiJIUzUxMiJ9.eyJhdWQiOiJodHRwczovL29h\\nnext "
                + "x".repeat(20) + " y".repeat(300);
        Refused refused = (Refused) answer(400, "{\"error\":\"invalid_request\",\"reason\":\"" + echoed + "\"}");
        assertThat(refused.reason()).doesNotContain("s3cr3t", "Y2xpZW50", "eyJhbGci", "\n").hasSizeLessThan(210);
    }
}
