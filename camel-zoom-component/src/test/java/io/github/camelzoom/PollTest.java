package io.github.camelzoom;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.simulator.SimulatedAccount;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code from("zoom:<list operation>")} against the simulator. */
class PollTest extends ZoomTestSupport {

    private static final Instant NOW = SystemTime.clock().instant().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path directory;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration()
                .setTokenStore("file:" + directory.resolve(context.getName()));
        return context;
    }

    private static SimulatedAccount account() {
        return simulator().defaultAccount();
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("polled").to("mock:items");
            }
        });
    }

    private MockEndpoint items() {
        return getMockEndpoint("mock:items");
    }

    @Test
    void everyUserComesOnceAlsoAfterARestartOfTheRoute() throws Exception {
        IntStream.range(0, 40).forEach(i -> account().addUser("u" + i + "@example.com", "U", "" + i));
        int users = account().users().size();
        items().expectedMessageCount(users);
        route("zoom:users/list?param.page_size=30&initialDelay=1&delay=50&outputType=MAP");
        items().assertIsSatisfied();
        assertThat(items().getExchanges()).extracting(e -> e.getMessage().getBody(Map.class).get("id"))
                .containsExactlyInAnyOrderElementsOf(account().users().stream().<Object>map(u -> u.id()).toList());

        items().reset();
        items().expectedMessageCount(1);
        context.getRouteController().stopRoute("polled");
        account().addUser("new@example.com", "New", "One");
        context.getRouteController().startRoute("polled");
        items().assertIsSatisfied();
        Exchange one = items().getExchanges().get(0);
        assertThat(one.getMessage().getHeader(ZoomConstants.ITEM_ID)).isEqualTo(account().users().get(users).id());
        assertThat(one.getProperty(Exchange.BATCH_SIZE)).isEqualTo(1);
        assertThat(one.getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
    }

    @Test
    void recordingsBeginAtStartFromAndAChangedOneComesAgain() throws Exception {
        account().addRecording(account().users().get(0), "old", NOW.minus(100, ChronoUnit.DAYS));
        List<String> uuids = IntStream.of(80, 45, 3).mapToObj(days -> account()
                .addRecording(account().users().get(0), "in", NOW.minus(days, ChronoUnit.DAYS)).get("uuid").asText()).toList();
        items().expectedMessageCount(3);
        route("zoom:users/recordings/list?param.userId=" + userId() + "&startFrom=90d&initialDelay=1&delay=50");
        items().assertIsSatisfied();
        assertThat(items().getExchanges()).extracting(e -> e.getMessage().getHeader(ZoomConstants.ITEM_ID))
                .containsExactlyInAnyOrderElementsOf(List.copyOf(uuids));
        assertThat(items().getExchanges().get(0).getMessage().getBody(String.class)).contains("\"recording_files\"");
        assertThat(items().getExchanges().get(0).getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }
}
