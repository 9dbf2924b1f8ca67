package io.github.camelzoom.examples.chat;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChatNotificationsTest extends ExampleTest {

    private Application application;
    private WebhookSubscription zoom;

    @Override
    protected Example example() {
        return new ChatNotifications();
    }

    private SimulatedAccount account() {
        return simulator().defaultAccount();
    }

    private void start() throws Exception {
        simulator().faults().onApi("POST", ChatNotifications.CALLBACK).status(200, "{}").always();
        int port = ChatNotifications.freePort();
        application = stage(Dsl.YAML).application(example(), ChatNotifications.properties(account().generalApp(), port))
                .start();
        zoom = simulator().events().webhook(account().generalApp(), URI.create("http://127.0.0.1:" + port + "/zoom/events"));
    }

    @AfterEach
    void stop() {
        if (application != null) {
            application.close();
        }
    }

    private WebhookDelivery recorded() {
        ObjectNode recording = account().addRecording(account().users().get(0), "Planning", simulator().clock().instant());
        return zoom.send(ChatNotifications.completed(account(), recording, simulator()));
    }

    private List<ApiRequest> messages() {
        return simulator().journal().apiRequests("im/chat/messages/create");
    }

    private static void ends(WebhookDelivery delivery, State state) {
        Awaitility.await().until(() -> delivery.state() == state);
    }

    @Test
    void whatMaySucceedLaterIsSentAgainByZoom() throws Exception {
        start();
        simulator().faults().onApi("POST", "/im/chat/messages").status(500);
        WebhookDelivery delivery = recorded();
        application.await("recorded", 1);
        Awaitility.await().until(() -> delivery.attempts().size() == 1);
        assertThat(delivery.state()).isEqualTo(State.PENDING);
        assertThat(printed()).last().asString().startsWith("recording.completed comes again: ");
        simulator().clock().advance(Duration.ofMinutes(5));
        ends(delivery, State.DELIVERED);
        assertThat(messages()).hasSize(2);
    }

    @Test
    void whatZoomRefusesIsToldAndAcknowledged() throws Exception {
        start();
        simulator().faults().onApi("POST", "/im/chat/messages").error(400, 7002, "Invalid robot_jid.").always();
        ends(recorded(), State.DELIVERED);
        assertThat(printed()).last().asString().startsWith("recording.completed cannot be told: ").contains("7002");
        assertThat(messages()).hasSize(1);
    }

    @Test
    void anEventThatComesTwiceIsToldOnce() throws Exception {
        start();
        ObjectNode recording = account().addRecording(account().users().get(0), "Planning", simulator().clock().instant());
        List<WebhookDelivery> copies = zoom.sendCopies(ChatNotifications.completed(account(), recording, simulator()), 2);
        copies.forEach(copy -> ends(copy, State.DELIVERED));
        assertThat(messages()).hasSize(1);
    }

    @Test
    void keepingChangesNothing() throws Exception {
        start();
        ends(zoom.send(ChatNotifications.pressed(account(), "keep x", simulator())), State.DELIVERED);
        assertThat(printed()).endsWith("answered Zoe: Kept by Zoe");
        assertThat(simulator().journal().apiRequests("meetings/recordings/deleteAll")).isEmpty();
    }

    @Test
    void writesToZoomOnlyWhenAllowed() {
        assertThat(playWithoutWriting()).isOne();
        assertThat(simulator().journal().all()).isEmpty();
    }
}
