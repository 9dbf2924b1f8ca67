package io.github.camelzoom.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatefulTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private static final String ALICE = "/v2/users/alice@example.com";

    private ZoomSimulator zoom;
    private Client client;

    @BeforeEach
    void world() {
        zoom = ZOOM.simulator();
        client = Client.authorized(zoom);
    }

    @Test
    void meetingsAreKeptAsSent() {
        JsonNode made = client.call("POST", ALICE + "/meetings",
                "{\"topic\":\"T\",\"type\":2,\"settings\":{\"jbh_time\":0,\"host_video\":false,\"waiting_room\":false,"
                        + "\"alternative_hosts\":\"\",\"global_dial_in_countries\":[]},\"unknown\":1}")
                .json();
        String path = "/v2/meetings/" + made.path("id").asLong();
        JsonNode read = client.get(path).json();

        assertThat(made.path("id").isNumber()).isTrue();
        assertThat(made.path("id").asLong()).isGreaterThan(Integer.MAX_VALUE);
        assertThat(read.path("settings").path("jbh_time").asInt(-1)).isZero();
        assertThat(read.path("settings").path("waiting_room").asBoolean(true)).isFalse();
        assertThat(read.path("settings").path("global_dial_in_countries").isArray()).isTrue();
        assertThat(read.has("unknown")).isFalse();

        assertThat(client.call("PATCH", path, "{\"settings\":{\"mute_upon_entry\":true}}").status()).isEqualTo(204);
        assertThat(client.get(path).json().path("settings").path("mute_upon_entry").asBoolean()).isTrue();
        assertThat(client.get(ALICE + "/meetings").json().path("meetings").path(0).path("topic").asText()).isEqualTo("T");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).json().path("code").asInt()).isEqualTo(3001);
    }

    @ParameterizedTest
    @ValueSource(strings = { "meetings", "webinars" })
    void registrants(String root) {
        SimulatedAccount account = zoom.defaultAccount();
        SimulatedUser host = account.users().get(0);
        ObjectNode session = root.equals("meetings") ? account.addMeeting(host, "t") : account.addWebinar(host, "t");
        String path = "/v2/" + root + "/" + session.get("id").asText();
        assertThat(client.call("POST", path + "/registrants", "{\"first_name\":\"A\"}").status()).isEqualTo(400);
        client.call("PATCH", path, "{\"settings\":{\"approval_type\":1}}");
        String id = client.call("POST", path + "/registrants", "{\"first_name\":\"A\",\"email\":\"a@example.com\"}").json()
                .path("registrant_id").asText();

        assertThat(client.get(path + "/registrants").json().path("registrants")).isEmpty();
        assertThat(client.get(path + "/registrants?status=pending").json().path("registrants")).hasSize(1);
        client.call("PUT", path + "/registrants/status", "{\"action\":\"approve\",\"registrants\":[{\"id\":\"" + id + "\"}]}");
        assertThat(client.get(path + "/registrants/" + id).json().path("status").asText()).isEqualTo("approved");
        assertThat(client.delete(path + "/registrants/" + id).status()).isEqualTo(204);
        assertThat(client.get(path + "/registrants/" + id).status()).isEqualTo(404);
    }

    @Test
    void users() {
        String id = client
                .call("POST", "/v2/users", "{\"action\":\"create\",\"user_info\":{\"email\":\"x@example.com\",\"type\":1}}")
                .json()
                .path("id").asText();
        assertThat(client.call("PATCH", "/v2/users/" + id, "{\"dept\":\"D\"}").status()).isEqualTo(204);
        assertThat(client.get("/v2/users/x@example.com").json().path("dept").asText()).isEqualTo("D");
        assertThat(client.call("PUT", "/v2/users/" + id + "/status", "{\"action\":\"deactivate\"}").status()).isEqualTo(204);
        assertThat(client.get("/v2/users?status=inactive").json().path("users").findValuesAsText("id")).containsExactly(id);
        assertThat(client.call("PUT", "/v2/users/" + id + "/status", "{\"action\":\"clock_out\"}").status()).isEqualTo(204);
        assertThat(client.call("PUT", "/v2/users/" + id + "/status", "{\"action\":\"activate\"}").status()).isEqualTo(204);
        assertThat(client.get("/v2/users?status=inactive").json().path("users")).isEmpty();
        assertThat(client.delete("/v2/users/" + id).status()).isEqualTo(204);
        Client.Reply gone = client.get("/v2/users/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("code").asInt()).isEqualTo(1001);
        assertThat(client.get("/v2/users/" + id + "/meetings").json().path("code").asInt()).isEqualTo(1001);
    }

    @Test
    void recordingsOfTheDayByDefaultAndOneMonthAtMost() {
        zoom.clock().freezeAt(Instant.parse("2026-06-30T12:00:00Z"));
        client = Client.authorized(zoom);
        SimulatedAccount account = zoom.defaultAccount();
        SimulatedUser alice = account.users().get(1);
        account.addRecording(alice, "today", Instant.parse("2026-06-30T09:00:00Z"));
        account.addRecording(alice, "june", Instant.parse("2026-06-10T09:00:00Z"));
        account.addRecording(alice, "old", Instant.parse("2026-04-10T09:00:00Z"));

        assertThat(client.get(ALICE + "/recordings").json().path("meetings").findValuesAsText("topic"))
                .containsExactly("today");
        JsonNode cut = client.get(ALICE + "/recordings?from=2026-01-01&to=2026-06-30").json();
        assertThat(cut.path("meetings").findValuesAsText("topic")).containsExactly("today", "june");
        assertThat(cut.path("from").asText()).isEqualTo("2026-05-30");
    }

    @Test
    void recordingsCanBeTrashedAndRecovered() {
        SimulatedAccount account = zoom.defaultAccount();
        SimulatedUser alice = account.users().get(1);
        ObjectNode recording = account.addRecording(alice, "r", zoom.clock().instant());
        String uuid = Client.enc(Client.enc(recording.get("uuid").asText()));
        String path = "/v2/meetings/" + recording.get("id").asText() + "/recordings";
        String fileId = recording.path("recording_files").path(1).path("id").asText();

        assertThat(client.delete(path + "/" + fileId).status()).isEqualTo(204);
        assertThat(client.get(path).json().path("recording_files")).hasSize(1);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).json().path("code").asInt()).isEqualTo(3301);
        assertThat(client.get(ALICE + "/recordings?trash=true").json().path("meetings")).hasSize(1);
        if (recording.get("uuid").asText().contains("/")) {
            assertThat(client.call("PUT", "/v2/meetings/" + uuid + "/recordings/status", "{\"action\":\"recover\"}").status())
                    .isEqualTo(200);
            assertThat(client.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void downloadsRedirectToASignedAddress() throws Exception {
        SimulatedAccount account = zoom.defaultAccount();
        ObjectNode recording = account.addRecording(account.users().get(1), "r", zoom.clock().instant());
        JsonNode shown = client.get("/v2/meetings/" + recording.get("id").asText()
                + "/recordings?include_fields=download_access_token").json();
        String url = shown.path("recording_files").path(0).path("download_url").asText();
        String path = url.substring(zoom.origin().length());

        assertThat(new Client(zoom).get(path).status()).isEqualTo(401);
        Client.Reply redirect = new Client(zoom).bearer(shown.path("download_access_token").asText()).get(path);
        assertThat(redirect.status()).isEqualTo(302);
        URI storage = URI.create(redirect.header("Location"));
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<byte[]> file = http.send(HttpRequest.newBuilder(storage).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(file.body()).hasSize(40_000);
        HttpRequest rest = HttpRequest.newBuilder(storage).header("Range", "bytes=39990-").build();
        HttpResponse<byte[]> tail = http.send(rest, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(tail.statusCode()).isEqualTo(206);
        assertThat(tail.headers().firstValue("Content-Range")).contains("bytes 39990-39999/40000");
        assertThat(tail.body()).isEqualTo(java.util.Arrays.copyOfRange(file.body(), 39_990, 40_000));
        zoom.settings().rangeRequests(false);
        assertThat(http.send(rest, HttpResponse.BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
        zoom.files().storageOrigin("http://localhost:" + zoom.port());
        assertThat(http.send(HttpRequest.newBuilder(storage).header("Authorization", "Bearer x").build(),
                HttpResponse.BodyHandlers.ofByteArray()).statusCode()).isEqualTo(403);
        zoom.clock().advance(Duration.ofMinutes(6));
        assertThat(http.send(rest, HttpResponse.BodyHandlers.ofByteArray()).statusCode()).isEqualTo(403);
    }

    @Test
    void transcriptsComeLater() {
        SimulatedAccount account = zoom.defaultAccount();
        ObjectNode recording = account.addRecording(account.users().get(1), "r", zoom.clock().instant());
        account.addRecordingFile(recording.get("uuid").asText(), "TRANSCRIPT", "audio_transcript", "processing");

        JsonNode files = client.get("/v2/meetings/" + recording.get("id").asText() + "/recordings").json()
                .path("recording_files");
        assertThat(files.path(2).path("status").asText()).isEqualTo("processing");
        assertThat(files.path(2).path("file_size").asInt(-1)).isZero();
    }

    @Test
    void chat() {
        String channel = client.call("POST", "/v2/chat/users/alice@example.com/channels", "{\"name\":\"c\",\"type\":1}").json()
                .path("id").asText();
        String messages = "/v2/chat/users/alice@example.com/messages";
        String id = client.call("POST", messages, "{\"message\":\"hi\",\"to_channel\":\"" + channel + "\"}").json().path("id")
                .asText();
        assertThat(client.get(messages + "?to_channel=" + channel).json().path("messages").path(0).path("message").asText())
                .isEqualTo("hi");
        assertThat(client.call("PUT", messages + "/" + id, "{\"message\":\"ho\",\"to_channel\":\"" + channel + "\"}").status())
                .isEqualTo(204);
        assertThat(client.get(messages + "/" + id + "?to_channel=" + channel).json().path("message").asText()).isEqualTo("ho");
        assertThat(client.delete(messages + "/" + id + "?to_channel=" + channel).status()).isEqualTo(204);
        assertThat(client.get(messages + "/" + id + "?to_channel=" + channel).json().path("code").asInt()).isEqualTo(5301);
        assertThat(client.call("POST", messages, "{\"message\":\"x\"}").json().path("code").asInt()).isEqualTo(5301);
        assertThat(client.get("/v2/chat/channels/nope").json().path("code").asInt()).isEqualTo(4130);
    }
}
