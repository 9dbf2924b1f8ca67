package io.github.camelzoom.authorize;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may use the pages, and which server serves them. */
class AccessTest {

    private static final String PAGE = "/zoom/connections";

    private final CamelContext context = new DefaultCamelContext();
    private final FakeDesk desk = new FakeDesk().add("acme", true, "NEEDS_CONSENT", null);
    private FakeServer server;

    private void serve(String address, AuthorizeAccess access) throws Exception {
        server = FakeServer.start(context, address);
        start(new AuthorizeSettings("/zoom", access, null));
    }

    private void start(AuthorizeSettings settings) throws Exception {
        context.addComponent("pages", new PagesComponent(desk, FakeServer.NOW).with(settings));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("pages:authorize").to("log:event");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** An address of this machine that is not a loopback one. */
    private static Optional<InetAddress> outside() throws Exception {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4).findFirst();
    }

    private String request(String headers) throws Exception {
        return server.raw("GET " + PAGE + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @Test
    void whoComesFromOutsideIsRefusedWhateverTheHeadersSay() throws Exception {
        serve("0.0.0.0", null);
        Optional<InetAddress> outside = outside();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has no address but loopback ones");
        URI page = URI.create("http://" + outside.get().getHostAddress() + ":" + server.port() + PAGE);
        HttpResponse<String> answer = server.send(page, "GET", null);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<h1>Not allowed</h1>", "authorizeAccess").doesNotContain("acme");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        for (String header : new String[]{ "X-Forwarded-For", "X-Real-IP", "CamelVertxPlatformHttpRemoteAddress",
                "CamelNettyRemoteAddress", "CamelHttpServletRequest" }) {
            assertThat(server.send(page, "GET", null, header, "127.0.0.1").statusCode()).isEqualTo(403);
        }
        assertThat(server.send(page, "POST", "zoomConnection=acme", "Content-Type", "application/x-www-form-urlencoded")
                .statusCode()).isEqualTo(403);
        assertThat(desk.calls).isEmpty();
        URI callback = page.resolve("callback?state=s1&code=c1");
        assertThat(server.send(callback, "GET", null).body()).contains("<h1>Connected</h1>").doesNotContain("connections\"");
    }

    @ParameterizedTest
    @CsvSource({ "localhost, 200", "127.0.0.1, 200", "[::1], 200", "LOCALHOST, 200", "evil.example, 403",
            "127.0.0.1.evil.example, 403", "localhost.evil.example, 403", "'', 403", "192.168.1.1, 403" })
    void aPageUnderAnotherNameIsRefused(String host, int status) throws Exception {
        serve("127.0.0.1", null);
        assertThat(request("Host: " + host + (host.isEmpty() ? "" : ":" + server.port()) + "\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void aQueryCannotPassForAHeader() throws Exception {
        serve("127.0.0.1", null);
        assertThat(server.raw("GET " + PAGE + "?Host=localhost HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(server.raw("GET " + PAGE + "?CamelHttpUrl=http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n"
                + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Forwarded: for=127.0.0.1", "X-Forwarded-For: 127.0.0.1", "x-forwarded-host: localhost",
            "X-Real-IP: 127.0.0.1", "Via: 1.1 proxy" })
    void whatAProxyPassedOnIsRefused(String header) throws Exception {
        serve("127.0.0.1", null);
        assertThat(request("Host: localhost:" + server.port() + "\r\n" + header + "\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void aBeanDecidesFromTheRequest() throws Exception {
        serve("127.0.0.1", request -> {
            String key = request.getMessage().getHeader("X-Key", String.class);
            if (key == null) {
                throw new IllegalStateException("no key");
            }
            return key.equals("right");
        });
        assertThat(server.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(server.get(PAGE, "X-Key", "wrong").statusCode()).isEqualTo(403);
        assertThat(server.get(PAGE, "X-Key", "right", "X-Forwarded-For", "1.2.3.4").statusCode()).isEqualTo(200);
        assertThat(server.get("/zoom/callback?state=a&code=b").statusCode()).isEqualTo(200);
        HttpResponse<String> page = server.get(PAGE, "X-Key", "right", "X-Forwarded-Proto", "https");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void aBeanLeavesEachOnlyTheirOwnConnections() throws Exception {
        desk.add("other-tenant", true, "NEEDS_CONSENT", null).add("broken", true, "READY", null);
        serve("127.0.0.1", new AuthorizeAccess() {
            @Override
            public boolean isAllowed(Exchange request) {
                return true;
            }

            @Override
            public boolean isAllowed(Exchange request, String connection) {
                if (connection.equals("broken")) {
                    throw new IllegalStateException("no answer");
                }
                return connection.equals("acme");
            }
        });
        FakeServer.Visit visit = server.visit(PAGE);
        assertThat(visit.html()).contains("acme").doesNotContain("other-tenant", "broken");
        assertThat(server.get(PAGE).headers().toString()).contains("localhost:33333")
                .doesNotContain("localhost:44444");
        for (String action : new String[]{ "authorize", "test", "revoke" }) {
            Map<String, String> form = Map.of(ConnectionsPage.TOKEN, visit.token(), ConnectionsPage.CONNECTION, "other-tenant",
                    ConnectionsPage.ACTION, action);
            assertThat(server.post(PAGE, form, visit.cookie()).statusCode()).isEqualTo(404);
        }
        assertThat(desk.calls).isEmpty();
        assertThat(server.post(PAGE, Map.of(ConnectionsPage.TOKEN, visit.token(), ConnectionsPage.CONNECTION, "acme",
                ConnectionsPage.ACTION, "test"), visit.cookie()).statusCode()).isEqualTo(303);
        assertThat(desk.calls).containsExactly("test acme");
    }

    @Test
    void anotherServerServesTheSamePages() throws Exception {
        server = new FakeServer(FakeServer.freePort());
        context.addComponent("netty-http", new NettyHttpComponent());
        context.getRestConfiguration().setComponent("netty-http");
        context.getRestConfiguration().setHost("127.0.0.1");
        context.getRestConfiguration().setPort(server.port());
        start(new AuthorizeSettings("/admin/zoom", null, "netty-http"));
        String path = "/admin/zoom/connections";

        FakeServer.Visit visit = server.visit(path);
        assertThat(visit.html()).contains("acme");
        Map<String, String> form = new HashMap<>(Map.of(ConnectionsPage.TOKEN, visit.token(), ConnectionsPage.CONNECTION,
                "acme", ConnectionsPage.ACTION, "authorize"));
        HttpResponse<String> answer = server.post(path, form, visit.cookie());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(FakeDesk.ZOOM.toString());
        assertThat(server.post(path, form, null).statusCode()).isEqualTo(403);
        assertThat(server.get(path, "X-Thing", "1").headers().map()).containsKey("cache-control").doesNotContainKeys("x-thing",
                "user-agent", "host");
        assertThat(server.get(path).headers().firstValue("Set-Cookie").orElseThrow()).contains("; Path=/admin/zoom;");
        assertThat(server.raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(server.get("/admin/zoom/callback?state=a&code=b").body()).contains("<h1>Connected</h1>");
        assertThat(server.send("DELETE", path, null).statusCode()).isEqualTo(405);
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> start(new AuthorizeSettings("/zoom", null, "no-such-server")))
                .hasStackTraceContaining("httpServerComponent=no-such-server is no component that serves HTTP");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "zoom", "/", "/zoom/", "//zoom", "/a/../b", "/zoom*", "/{x}", "/a b", "/..", "/zoom?x" })
    void aPathThatIsNoPlainOneIsRefused(String path) {
        assertThatThrownBy(() -> new AuthorizeSettings(path, null, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorizePath=" + path);
    }
}
