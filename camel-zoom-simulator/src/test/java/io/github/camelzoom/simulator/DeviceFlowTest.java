package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceFlowTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private ZoomSimulator zoom;
    private SimulatedApp app;
    private SimulatedUser alice;
    private Client client;
    private JsonNode device;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        zoom.clock().freeze();
        app = zoom.defaultAccount().generalApp();
        alice = zoom.defaultAccount().users().get(1);
        client = new Client(zoom);
        device = deviceCode().json();
    }

    private Client.Reply deviceCode() {
        return client.send(client.form("/oauth/devicecode", Client.basic(app.clientId(), app.clientSecret()),
                "client_id=" + app.clientId()));
    }

    private Client.Reply poll() {
        return client.token(app, Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code",
                device.path("device_code").asText()));
    }

    private String pollError() {
        Client.Reply reply = poll();
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().path("error").asText();
    }

    @Test
    void theCodesAndWhereToTypeThem() {
        assertThat(device.path("expires_in").asInt()).isEqualTo(900);
        assertThat(device.path("interval").asInt()).isEqualTo(5);
        assertThat(device.path("verification_uri").asText()).isEqualTo(zoom.origin() + "/oauth_device");
        assertThat(device.path("verification_uri_complete").asText()).contains(device.path("user_code").asText());
        app.deviceFlow(false);
        assertThat(deviceCode().status()).isEqualTo(400);
    }

    @Test
    void patienceIsRewarded() {
        assertThat(pollError()).isEqualTo("authorization_pending");
        zoom.clock().advance(Duration.ofSeconds(4));
        assertThat(pollError()).isEqualTo("slow_down");
        zoom.clock().advance(Duration.ofSeconds(9));
        assertThat(pollError()).isEqualTo("slow_down");
        zoom.clock().advance(Duration.ofSeconds(15));
        assertThat(pollError()).isEqualTo("authorization_pending");

        assertThat(zoom.consents().approveDevice(device.path("user_code").asText(), alice)).isTrue();
        zoom.clock().advance(Duration.ofSeconds(15));
        Client.Reply tokens = poll();
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(3599);
        assertThat(tokens.json().has("api_url")).isFalse();
        assertThat(tokens.json().path("refresh_token").asText()).isNotBlank();
        client.bearer(tokens.json().path("access_token").asText());
        assertThat(client.get("/v2/users/me").json().path("id").asText()).isEqualTo(alice.id());
        assertThat(pollError()).isEqualTo("invalid_grant");
    }

    @Test
    void codesExpire() {
        zoom.clock().advance(Duration.ofSeconds(900));
        assertThat(pollError()).isEqualTo("expired_token");
        assertThat(zoom.consents().approveDevice(device.path("user_code").asText(), alice)).isFalse();
    }

    @Test
    void theUserMayDenyOnThePage() {
        String code = device.path("user_code").asText();
        assertThat(client.get("/oauth_device?user_code=" + code).raw().body()).contains("value=\"" + code + "\"");
        String form = Client.encode(Map.of("user_code", code, "email", alice.email(), "password", "x", "decision", "deny"));
        assertThat(client.send(client.form("/oauth_device", null, form)).raw().body()).contains("Request denied");
        assertThat(pollError()).isEqualTo("access_denied");
        assertThat(client.send(client.form("/oauth_device", null, form)).raw().body()).contains("not valid");
    }
}
