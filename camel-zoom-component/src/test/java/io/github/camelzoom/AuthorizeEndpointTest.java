package io.github.camelzoom;

import java.util.Map;

import io.github.camelzoom.authorize.AuthorizeAccess;
import io.github.camelzoom.authorize.FakeServer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The options of {@code zoom:authorize}, and what the page tells of real connections. */
class AuthorizeEndpointTest extends ZoomTestSupport {

    private FakeServer server;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = FakeServer.start(context, "127.0.0.1");
        return context;
    }

    private void from(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("mock:events");
            }
        });
    }

    @Test
    void thePageListsNamedConnectionsWithoutTheirSecrets() throws Exception {
        ZoomConnection hq = new ZoomConnection();
        hq.setOauthClientId("hq-client");
        hq.setOauthClientSecret("hq-secret");
        hq.setAccountId("hq-account");
        context.getRegistry().bind("hq", hq);
        ZoomConnection broken = new ZoomConnection();
        broken.setOauthClientId("broken-client");
        broken.setBaseUrl("http://not-loopback.example/v2");
        context.getRegistry().bind("broken", broken);
        from("zoom:authorize?authorizePath=/admin/zoom");

        String page = server.get("/admin/zoom/connections").body();
        assertThat(page).contains("hq-client", "not used yet", "Server-to-server", "broken", "wrong settings")
                .doesNotContain("hq-secret");
        assertThat(server.get("/zoom/connections").statusCode()).isEqualTo(404);
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void whoeverTheBeanAllowsMayUseThePage() throws Exception {
        context.getRegistry().bind("door", (AuthorizeAccess) request -> "yes"
                .equals(request.getMessage().getHeader("X-Friend")));
        from("zoom:authorize?authorizeAccess=#door");
        assertThat(server.get("/zoom/connections").statusCode()).isEqualTo(403);
        assertThat(server.get("/zoom/connections", "X-Friend", "yes").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "zoom:users/get?userId=me, cannot be consumed from", "zoom:request?path=/users/me, cannot be consumed from",
            "zoom:token, cannot be consumed from", "zoom:authorize?authorizePath=zoom, authorizePath=zoom is no plain path",
            "zoom:authorize?httpServerComponent=log, httpServerComponent=log is no component that serves HTTP",
            "zoom:authorize?userId=me, userId" })
    void whatCannotBeConsumedFromSaysSo(String uri, String message) {
        assertThatThrownBy(() -> from(uri)).hasStackTraceContaining(message);
    }

    @Test
    void twoRoutesCannotServeTheSamePages() throws Exception {
        from("zoom:authorize");
        assertThatThrownBy(() -> from("zoom:authorize")).hasStackTraceContaining("Multiple consumers");
    }

    @Test
    void nothingCanBeSentToThePages() {
        assertThatThrownBy(() -> send("zoom:authorize", null, Map.of())).hasMessageContaining("can only be consumed from");
    }
}
