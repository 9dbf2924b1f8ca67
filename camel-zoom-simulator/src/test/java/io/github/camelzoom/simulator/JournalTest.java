package io.github.camelzoom.simulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ZoomSimulatorExtension.class)
class JournalTest {

    @Test
    void everythingInOrderAndAsSent(ZoomSimulator zoom) {
        Client client = Client.authorized(zoom);
        client.get("/v2/users/a%2Fb?x=%20y");
        client.call("POST", "/v2/users/alice@example.com/meetings", "{\"topic\":\"ü\"}");

        assertThat(zoom.journal().all()).extracting(RecordedRequest::sequence).isSorted().doesNotHaveDuplicates().hasSize(3);
        assertThat(zoom.journal().tokenRequestCount()).isEqualTo(1);
        assertThat(zoom.journal().apiRequestCount()).isEqualTo(2);
        TokenRequest token = zoom.journal().tokenRequests().get(0);
        assertThat(token.granted()).isTrue();
        assertThat(token.endpoint()).isEqualTo("token");
        assertThat(token.issuedTokenSerial()).isEqualTo(1);
        assertThat(token.parameters()).containsEntry("grant_type", "account_credentials");
        assertThat(token).asString().doesNotContain(zoom.defaultAccount().serverToServerApp().clientSecret());
        ApiRequest get = zoom.journal().apiRequests().get(0);
        assertThat(get.rawPath()).isEqualTo("/v2/users/a%2Fb");
        assertThat(get.rawQuery()).isEqualTo("x=%20y");
        assertThat(get.authorization()).isEqualTo("Bearer " + client.bearer());
        assertThat(get.status()).isEqualTo(404);
        assertThat(get.bodyKind()).isEqualTo(BodyKind.NONE);
        ApiRequest post = zoom.journal().apiRequests("users/meetings/create").get(0);
        assertThat(post.bodyText()).isEqualTo("{\"topic\":\"ü\"}");
        assertThat(post.bodyKind()).isEqualTo(BodyKind.JSON);
        assertThat(post.trackingId()).isNotEqualTo(get.trackingId());
        zoom.journal().clear();
        assertThat(zoom.journal().all()).isEmpty();
    }

    @Test
    void itForgetsTheOldestWhenItIsKeptSmall(ZoomSimulator zoom) {
        zoom.settings().journalSize(2);
        Client client = Client.authorized(zoom);
        client.get("/v2/users");
        client.get("/v2/users/me");
        assertThat(zoom.journal().all()).extracting(RecordedRequest::sequence).hasSize(2).doesNotContain(1L);
    }

    @Test
    void theSameSeedGivesTheSameWorld(ZoomSimulator zoom) {
        try (ZoomSimulator other = ZoomSimulatorMain.builder("--seed", "1", "--plan", "pro", "--latency", "1").start()) {
            assertThat(other.defaultAccount().id()).isEqualTo(zoom.defaultAccount().id());
            assertThat(other.defaultAccount().users()).isEqualTo(zoom.defaultAccount().users());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ZoomSimulatorMain.describe(other, new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8)).contains(other.baseUrl().toString(),
                    other.defaultAccount().serverToServerApp().clientId());
        }
    }
}
