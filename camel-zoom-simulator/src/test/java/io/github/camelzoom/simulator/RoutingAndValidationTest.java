package io.github.camelzoom.simulator;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoutingAndValidationTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private Client client;

    @BeforeEach
    void world() {
        client = Client.authorized(ZOOM.simulator());
    }

    @ParameterizedTest
    @CsvSource({ "/v2/nothing/here, 404, 2300", "/users, 404, 64041", "/v2/scim2/Users, 404, 64041", "/scim2/Users, 200, 0",
            "/clips, 200, 0", "/v2/users/, 404, 2300", "/v2//users, 404, 2300", "/, 404, 2300" })
    void pathsAreTakenAsTheyAre(String path, int status, int code) {
        Client.Reply reply = client.get(path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asInt()).isEqualTo(code);
    }

    @Test
    void aMethodThatThePathDoesNotHave() {
        assertThat(client.call("PUT", "/v2/users", "{}").status()).isEqualTo(405);
    }

    @Test
    void fixedSegmentsWinButDoNotHidePlaceholders() {
        client.get("/v2/chat/users/me/contacts");
        client.get("/v2/chat/channels/events");
        assertThat(ZOOM.simulator().journal().apiRequests()).extracting(ApiRequest::operation)
                .containsExactly("chat/users/me/contacts/list", "chat/channels/get");
    }

    @ParameterizedTest
    @CsvSource({ "/v2/users?status=sleeping, status", "/v2/users?page_size=abc, page_size",
            "/v2/users?page_size=2001, page_size",
            "/v2/meetings/abc, meetingId", "/v2/metrics/meetings?from=2026-01-01, to" })
    void badParametersNameTheField(String path, String field) {
        Client.Reply reply = client.get(path);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asInt()).isEqualTo(300);
        assertThat(reply.json().path("errors")).anySatisfy(e -> assertThat(e.path("field").asText()).isEqualTo(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"type\":\"2\"}|type", "{\"type\":77}|type", "{\"duration\":1.5}|duration",
            "{\"settings\":{\"host_video\":\"yes\"}}|settings.host_video", "{\"settings\":[]}|settings",
            "{\"recurrence\":{\"repeat_interval\":1}}|recurrence.type", "{\"tracking_fields\":[{}]}|tracking_fields[0].field" })
    void badBodiesNameTheField(String body, String field) {
        Client.Reply reply = client.call("POST", "/v2/users/alice@example.com/meetings", body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("message").asText()).isEqualTo("Validation Failed.");
        assertThat(StreamSupport.stream(reply.json().path("errors").spliterator(), false).map(e -> e.path("field").asText()))
                .containsExactly(field);
    }

    @Test
    void aBodyMustBeJson() {
        assertThat(client.call("POST", "/v2/users/alice@example.com/meetings", "{\"topic\":").json().path("message").asText())
                .isEqualTo("Request Body should be a valid JSON object.");
        Client.Reply text = client
                .send(client.request("/v2/users/alice@example.com/meetings").header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}")).build());
        assertThat(text.status()).isEqualTo(400);
        assertThat(ZOOM.simulator().journal().apiRequests()).extracting(ApiRequest::bodyKind)
                .containsExactly(BodyKind.JSON, BodyKind.OTHER);
    }

    @Test
    void requiredPropertiesMustBeThere() {
        Client.Reply reply = client.call("POST", "/v2/users", "{}");
        assertThat(reply.json().path("errors").path(0).path("field").asText()).isEqualTo("action");
    }

    @ParameterizedTest
    @CsvSource({ "multipart/form-data; boundary=b, name=\"pic_file\"; filename=\"a.png\", 201, 0",
            "multipart/form-data; boundary=\"b\", name=\"pic_file\"; filename=\"a.png\", 201, 0",
            "multipart/form-data; boundary=b, name=pic_file; filename=\"a.png\", 400, 300",
            "multipart/form-data; boundary=b, name=\"pic_file\", 400, 120", "application/json, name=\"x\", 400, 120",
            "multipart/form-data, name=\"pic_file\"; filename=\"a.png\", 400, 120" })
    void uploadsMustBeProperForms(String type, String disposition, int status, int code) {
        String body = "--b\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\nxyz\r\n--b--\r\n";
        Client.Reply reply = client.send(client.request("/v2/users/alice@example.com/picture").header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)).build());
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asInt()).isEqualTo(code);
    }

    @Test
    void emailsInPathsMayBeEncodedOrNot() {
        assertThat(client.get("/v2/users/bob+test@example.com").status()).isEqualTo(200);
        assertThat(client.get("/v2/users/bob%2Btest%40example.com").status()).isEqualTo(200);
        assertThat(client.get("/v2/users/bob%252Btest%2540example.com").status()).isEqualTo(404);
        assertThat(client.get("/v2/users/bob%20test@example.com").status()).isEqualTo(404);
    }

    @Test
    void otherAnswerTypes() {
        assertThat(client.get("/v2/commerce/files/x").header("Content-Type")).isEqualTo("application/pdf");
        assertThat(client.get("/clips/x/download").header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(client.get("/v2/phone/recording_transcript/download/x").status()).isEqualTo(302);
    }
}
