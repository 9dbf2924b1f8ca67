package io.github.camelzoom.kamelets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.apache.camel.component.kamelet.KameletComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several uses of a Kamelet, folders, and mistakes. */
class KameletUseTest extends KameletTestSupport {

    private static final String WHO = "accountId={{zoom.account}}&clientId={{zoom.client}}&clientSecret={{zoom.secret}}";

    @Test
    void kameletsOfOneAppShareItsToken() throws Exception {
        load(route("direct:one", "kamelet:zoom-action?operation=users/list&" + WHO)
                + route("direct:two", "kamelet:zoom-action?operation=users/get&parameters=userId=me&" + WHO)
                + route("direct:three", "kamelet:zoom-meeting-action?userId=me&connection=acme"));
        call("direct:one", "", Map.of());
        call("direct:two", "", Map.of());
        call("direct:three", "{\"topic\": \"Shared\"}", Map.of());
        assertThat(ZOOM.simulator().journal().apiRequests()).hasSize(3);
        assertThat(ZOOM.simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void twoEqualUsesOfAWebhookBothGetTheEvent() throws Exception {
        WebhookSubscription webhook = webhook("/zoom/events");
        load(twice("zoom-webhook-source", "secretToken={{zoom.secretToken}}"));
        webhook.send(EventSamples.of("meeting.started", account.id(), 1, Instant.now()));
        awaitLogged("one done", "two done");
    }

    @Test
    void twoEqualUsesOfAReportBothGetIt() throws Exception {
        load(twice("zoom-report-source", "report=report/daily/get&cron=*+*+*+*+*+?&connection=acme"));
        awaitLogged("one done", "two done");
    }

    @Test
    void twoEqualUsesOfAListAreRefusedWithTheReason() {
        assertThatThrownBy(() -> load(twice("zoom-poll-source", "operation=users/list&connection=acme")))
                .hasMessageContaining("Multiple consumers for the same endpoint is not allowed: zoom://users/list");
    }

    @Test
    void twoUsesOfAnActionDoNotClash() throws Exception {
        String action = "kamelet:zoom-action?operation=users/list&connection=acme";
        load(route("direct:one", action) + route("direct:two", action));
        assertThat(call("direct:one", "", Map.of()).getMessage().getBody(String.class))
                .isEqualTo(call("direct:two", "", Map.of()).getMessage().getBody(String.class)).contains("owner@example.com");
    }

    @Test
    void loadsFromAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("zoom-people-action.kamelet.yaml"),
                Kamelets.text("zoom-action").replace("zoom-action", "zoom-people-action"));
        context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + folder);
        load(route("direct:one", "kamelet:zoom-people-action?operation=users/list&connection=acme"));
        assertThat(call("direct:one", "", Map.of()).getMessage().getBody(String.class)).contains("owner@example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "kamelet:zoom-events-source | subscriptionId", "kamelet:zoom-webhook-source | secretToken",
            "kamelet:zoom-poll-source?connection=acme | operation", "kamelet:zoom-report-source?connection=acme | report",
            "kamelet:zoom-webhook-source?secretToke=x | secretToken",
            "kamelet:zoom-poll-source?operation=users/lists&connection=acme | users/list",
            "kamelet:zoom-poll-source?operation=users/list&connection=acme&parameters=pageSise=3 | page_size",
            "kamelet:zoom-poll-source?operation=users/list&connection=acne | acne",
            "kamelet:zoom-poll-source?operation=users/list&connection=acme&startFrom=1d | startFrom",
            "kamelet:zoom-recordings-source?connection=acme&startFrom=soon | startFrom",
            "kamelet:zoom-report-source?report=report/dayly/get&connection=acme | report/daily/get",
            "kamelet:zoom-webhook-source?secretToken=x&ack=BEFORE | ack" })
    void mistakesAreNamedAtTheStart(String source, String named) {
        assertThatThrownBy(() -> load(route(source, "mock:nowhere"))).satisfies(
                failure -> assertThat(messages(failure)).contains(named).doesNotContain(app.clientSecret()));
        assertThat(ZOOM.simulator().journal().apiRequestCount()).isZero();
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    /** With ids, as Camel allows one consumer of a kamelet: endpoint only. */
    private static String twice(String kamelet, String properties) {
        return route("kamelet:" + kamelet + "/one?" + properties, "mock:nowhere").replace("DONE", "one done")
                + route("kamelet:" + kamelet + "/two?" + properties, "mock:nowhere").replace("DONE", "two done");
    }

    private static String route(String from, String to) {
        return """
                - route:
                    from:
                      uri: "FROM"
                      steps:
                        - to: "TO"
                        - log: "DONE"
                """.replace("FROM", from).replace("TO", to);
    }
}
