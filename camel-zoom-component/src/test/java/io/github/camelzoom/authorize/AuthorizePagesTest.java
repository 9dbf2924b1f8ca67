package io.github.camelzoom.authorize;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages as a browser on this machine sees them, over a real server. */
class AuthorizePagesTest extends CamelTestSupport {

    private static final String PAGE = "/zoom/connections";

    private FakeServer server;
    private final FakeDesk desk = new FakeDesk();
    private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = FakeServer.start(context, "127.0.0.1");
        context.addComponent("pages", new PagesComponent(desk, FakeServer.NOW));
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("pages:authorize").routeId("pages").process(exchange -> {
                    if (trouble.get() != null) {
                        throw trouble.get();
                    }
                }).to("mock:events");
            }
        };
    }

    @BeforeEach
    void connections() {
        desk.add("acme", true, "NEEDS_CONSENT", null).add("beta", true, "READY", null)
                .add("gamma", false, "REFUSED", "check oauthClientSecret").add("delta", false, "COLD", null);
    }

    private Map<String, String> form(FakeServer.Visit visit, String connection, String action) {
        return new HashMap<>(Map.of(ConnectionsPage.TOKEN, visit.token(), ConnectionsPage.CONNECTION, connection,
                ConnectionsPage.ACTION, action));
    }

    private HttpResponse<String> press(FakeServer.Visit visit, String connection, String action) throws Exception {
        return server.post(PAGE, form(visit, connection, action), visit.cookie());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static void assertHardened(HttpResponse<?> answer) {
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
    }

    private static void assertCleanPage(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertHardened(answer);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-")
                .contains("frame-ancestors 'none'; base-uri 'none'").doesNotContain("unsafe");
        assertThat(answer.body()).contains("<html lang=\"en\">", "name=\"viewport\"", "<h1>")
                .doesNotContain("<script", "Exception", "\tat ");
    }

    @Test
    void thePageListsEveryConnectionInWordsAndWithWhatCanBeDone() throws Exception {
        HttpResponse<String> page = server.get(PAGE);
        assertCleanPage(page, 200);
        assertThat(header(page, "Content-Security-Policy")).contains("form-action 'self' https://zoom.us ",
                " http://localhost:33333;");
        assertThat(page.body()).contains("needs authorization", ">connected<", "refused", "Check oauthClientSecret",
                "not used yet", "expires in 50 minutes", "<time datetime=\"2026-11-22T05:50:00Z\">22 Nov 2026, 05:50 UTC");
        assertThat(page.body()).containsOnlyOnce("class=\"first\">Authorize");
        assertThat(page.body().split("value=\"authorize\"", -1)).hasSize(3);
        assertThat(page.body().split("value=\"test\"", -1)).hasSize(5);
    }

    @Test
    void theSessionIsARandomCookieThatScriptsAndOtherSitesCannotUse() throws Exception {
        String cookie = header(server.get(PAGE), "Set-Cookie");
        assertThat(cookie).matches("camel-zoom=[A-Za-z0-9_-]{43}; Path=/zoom; HttpOnly; SameSite=Lax");
        assertThat(header(server.get(PAGE), "Set-Cookie")).isNotEqualTo(cookie);
        FakeServer.Visit visit = server.visit(PAGE);
        HttpResponse<String> again = server.get(PAGE, "Cookie", visit.cookie());
        assertThat(header(again, "Set-Cookie")).isNull();
        assertThat(again.body()).contains(visit.token());
        assertThat(visit.html()).doesNotContain(visit.cookie().split("=")[1]);
    }

    @Test
    void authorizeLeadsToZoomAndBindsTheBrowser() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        HttpResponse<String> answer = press(visit, "acme", "authorize");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(header(answer, "Location")).isEqualTo(FakeDesk.ZOOM.toString());
        assertHardened(answer);
        assertThat(desk.browsers.get(0).reveal()).isEqualTo(visit.cookie().split("=")[1]);
        assertThat(press(visit, "delta", "authorize").statusCode()).isEqualTo(303);
        assertThat(server.get(PAGE, "Cookie", visit.cookie()).body())
                .contains("notice bad\">Connection &#39;delta&#39; needs no person");
    }

    @Test
    void testAndRevokeComeBackToThePageWithANoticeThatIsShownOnceAndToThatBrowserOnly() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        desk.next = new Outcome(true, "OK", "beta", "Zoom answered as Jane");
        HttpResponse<String> answer = press(visit, "beta", "test");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(server.uri(PAGE).resolve(header(answer, "Location"))).isEqualTo(server.uri(PAGE));
        assertThat(server.get(PAGE).body()).doesNotContain("Jane");
        assertThat(server.get(PAGE, "Cookie", visit.cookie()).body()).contains("notice good\">Zoom answered as Jane");
        assertThat(server.get(PAGE, "Cookie", visit.cookie()).body()).doesNotContain("Jane");
        MockEndpoint events = getMockEndpoint("mock:events");
        events.expectedMessageCount(1);
        events.expectedHeaderReceived("CamelZoomConnection", "beta");
        press(visit, "beta", "revoke");
        events.assertIsSatisfied();
        assertThat(events.getExchanges().get(0).getMessage().getBody())
                .isEqualTo(new AuthorizationEvent("beta", "REVOKED", FakeServer.NOW, null));
        assertThat(desk.calls).containsExactly("test beta", "revoke beta");
    }

    @Test
    void theCallbackConnectsTellsTheRouteAndLeavesTheAddressWithTheCode() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        desk.add("acme", true, "READY", null);
        MockEndpoint events = getMockEndpoint("mock:events");
        events.expectedMessageCount(1);
        HttpResponse<String> answer = server.get("/zoom/callback?state=s1&code=c%2F1", "Cookie", visit.cookie());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(server.uri("/zoom/callback").resolve(header(answer, "Location"))).isEqualTo(server.uri(PAGE));
        assertThat(desk.calls).containsExactly("complete s1 c/1 null");
        assertThat(desk.browsers.get(0).reveal()).isEqualTo(visit.cookie().split("=")[1]);
        events.assertIsSatisfied();
        assertThat(events.getExchanges().get(0).getMessage().getBody()).isEqualTo(
                new AuthorizationEvent("acme", "GRANTED", FakeServer.NOW, FakeServer.NOW.plusSeconds(3000)));
        assertThat(events.getExchanges().get(0).getMessage().getHeaders()).containsOnlyKeys("CamelZoomConnection");
    }

    @Test
    void aBrowserWithoutASessionGetsAResultPage() throws Exception {
        HttpResponse<String> answer = server.get("/zoom/callback?state=the-state&code=the-code");
        assertCleanPage(answer, 200);
        assertThat(answer.body()).contains("<h1>Connected</h1>", "Connection &#39;acme&#39; is authorized")
                .doesNotContain("the-state", "the-code");
    }

    @ParameterizedTest
    @CsvSource({ "DENIED, 200, Not connected", "UNKNOWN_STATE, 400, This answer belongs to no request",
            "REPLAYED_STATE, 400, This answer was used before", "EXPIRED, 400, This took too long",
            "OTHER_BROWSER, 403, This answer belongs to another browser", "NO_CODE, 400, This address is incomplete",
            "CODE_REFUSED, 400, The authorization code is no longer good", "UNAVAILABLE, 503, Zoom cannot be reached",
            "CLIENT_REFUSED, 400, Not connected" })
    void aConsentThatFailsIsExplained(String status, int http, String title) throws Exception {
        desk.next = new Outcome(false, status, null, "what happened");
        HttpResponse<String> answer = server.get("/zoom/callback?state=evil-state&code=evil-code&error=evil-error");
        assertCleanPage(answer, http);
        assertThat(answer.body()).contains("<h1>" + title + "</h1>").doesNotContain("evil");
    }

    @Test
    void onlyWhatUsedAConsentUpReachesTheRoute() throws Exception {
        for (String status : List.of("UNKNOWN_STATE", "REPLAYED_STATE", "EXPIRED", "OTHER_BROWSER", "DENIED")) {
            desk.next = new Outcome(false, status, "acme", "no");
            server.get("/zoom/callback?state=s1&code=c1");
        }
        MockEndpoint events = getMockEndpoint("mock:events");
        events.expectedMessageCount(1);
        events.assertIsSatisfied();
        assertThat(events.getExchanges().get(0).getMessage().getBody(AuthorizationEvent.class).status()).isEqualTo("DENIED");
    }

    @Test
    void aFailingRouteIsNotThePersonsTrouble() throws Exception {
        trouble.set(new IllegalStateException("route"));
        assertCleanPage(server.get("/zoom/callback?state=s1&code=c1"), 200);
    }

    @Test
    void aFormThatIsNotOursChangesNothing() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        FakeServer.Visit other = server.visit(PAGE);
        Map<String, String> form = form(visit, "beta", "revoke");
        assertCleanPage(server.post(PAGE, form, null), 403);
        assertCleanPage(server.post(PAGE, form, other.cookie()), 403);
        assertCleanPage(server.post(PAGE, form, "camel-zoom=short"), 403);
        assertCleanPage(server.post(PAGE, form, visit.cookie() + "; " + other.cookie()), 403);
        form.put(ConnectionsPage.TOKEN, visit.token() + "x");
        assertCleanPage(server.post(PAGE, form, visit.cookie()), 403);
        form.remove(ConnectionsPage.TOKEN);
        assertCleanPage(server.post(PAGE, form, visit.cookie()), 403);
        String twice = "zoomFormToken=" + visit.token() + "&zoomFormToken=x&zoomConnection=beta&zoomAction=revoke";
        assertCleanPage(server.send("POST", PAGE, twice, "Content-Type", "application/x-www-form-urlencoded", "Cookie",
                visit.cookie()), 400);
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void unknownConnectionsButtonsAndTypesAreCleanPages() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        assertCleanPage(press(visit, "../../etc/passwd", "authorize"), 404);
        assertCleanPage(press(visit, "nobody", "revoke"), 404);
        assertCleanPage(press(visit, "beta", "delete"), 400);
        assertCleanPage(server.send("POST", PAGE, "{}", "Content-Type", "application/json", "Cookie", visit.cookie()), 415);
        assertCleanPage(server.send("POST", PAGE, "--b--", "Content-Type", "multipart/form-data; boundary=b", "Cookie",
                visit.cookie()), 415);
        assertCleanPage(server.send("POST", PAGE, null, "Cookie", visit.cookie()), 415);
        assertThat(desk.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH" })
    void otherMethodsAreNotAllowed(String method) throws Exception {
        for (String path : List.of(PAGE, "/zoom/callback?state=s1&code=c1")) {
            HttpResponse<String> answer = server.send(method, path, null);
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(header(answer, "Allow")).isEqualTo(path.equals(PAGE) ? "GET, POST" : "GET");
            assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
        }
        assertThat(desk.calls).isEmpty();
        assertThat(server.send("POST", "/zoom/callback", "state=s1&code=c1", "Content-Type",
                "application/x-www-form-urlencoded").statusCode()).isEqualTo(405);
        assertThat(desk.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/zoom", "/zoom/", "/zoomfoo", "/zoom/connections/acme/authorize", "/zoom/../etc/passwd",
            "/zoom/connections/%2e%2e/%2e%2e/etc/passwd", "/zoom/connections.css" })
    void otherPathsAreNotThere(String path) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void namesAndMessagesCannotBecomeMarkup() throws Exception {
        String evil = "\"><script>alert('x')</script><img src=x onerror=alert(1)>\u202Egnp";
        desk.views.clear();
        desk.add(evil, true, "REFUSED", "<b>bold</b> & \u0007");
        FakeServer.Visit visit = server.visit(PAGE);
        assertThat(visit.html()).doesNotContain("<script", "<img", "<b>").contains("&lt;script&gt;", "&lt;b&gt;bold");
        assertThat(press(visit, evil, "authorize").statusCode()).isEqualTo(303);
        assertThat(desk.calls).containsExactly("begin " + evil);
        desk.next = new Outcome(false, "<i>STATUS", evil, "<script>message</script>");
        press(visit, evil, "test");
        assertThat(server.get(PAGE, "Cookie", visit.cookie()).body()).contains("&lt;script&gt;message")
                .doesNotContain("<script");
        assertThat(server.get("/zoom/callback?state=s").body()).contains("&lt;script&gt;message").doesNotContain("<script");
    }

    @Test
    void bodiesAndQueriesAreBounded() throws Exception {
        FakeServer.Visit visit = server.visit(PAGE);
        Map<String, String> form = form(visit, "x".repeat(9000), "revoke");
        assertThat(server.post(PAGE, form, visit.cookie()).statusCode()).isBetween(400, 413);
        form.put(ConnectionsPage.CONNECTION, "beta");
        for (int i = 0; i < 3; i++) {
            form.put("filler" + i, "x".repeat(4000));
        }
        assertThat(server.post(PAGE, form, visit.cookie()).statusCode()).isEqualTo(413);
        assertThat(desk.calls).isEmpty();
        assertCleanPage(server.get("/zoom/callback?state=a&state=b&code=c"), 400);
        assertThat(server.raw("GET /zoom/callback?state=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void nothingOfARequestComesBack() throws Exception {
        HttpResponse<String> answer = server.get(PAGE + "?query-thing=1", "X-Thing", "2", "Authorization", "Bearer t",
                "CamelHttpResponseCode", "299");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).doesNotContain("x-thing", "query-thing", "authorization",
                "camelhttpresponsecode", "user-agent");
        FakeServer.Visit visit = server.visit(PAGE);
        answer = press(visit, "beta", "test");
        assertThat(answer.headers().map().keySet()).doesNotContain("zoomformtoken", "zoomconnection", "cookie");
    }

    @Test
    void aFailingDeskIsACleanPage() throws Exception {
        desk.next = null;
        assertCleanPage(server.get("/zoom/callback?state=s1&code=c1"), 500);
    }

    @Test
    void theRouteCanBeStoppedAndStarted() throws Exception {
        context.getRouteController().stopRoute("pages");
        assertThat(server.get(PAGE).statusCode()).isEqualTo(404);
        context.getRouteController().startRoute("pages");
        assertCleanPage(server.get(PAGE), 200);
        assertThat(URI.create(server.uri(PAGE).toString())).hasPath(PAGE);
    }
}
