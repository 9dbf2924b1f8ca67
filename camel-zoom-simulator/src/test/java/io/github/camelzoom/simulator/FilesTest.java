package io.github.camelzoom.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as a test asks for them, and uploads in parts. */
class FilesTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<byte[]> fetch(SimulatedFile file, String range) throws Exception {
        String location = Client.authorized(ZOOM.simulator()).get(file.downloadPath()).header("Location");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(location));
        return http.send((range == null ? request : request.header("Range", range)).build(), HttpResponse.BodyHandlers
                .ofByteArray());
    }

    @Test
    void everyByteOfAFileFollowsFromItsPlace() throws IOException {
        byte[] whole = FileBytes.of("a", 0, 1000);
        assertThat(FileBytes.of("a", 13, 500)).isEqualTo(Arrays.copyOfRange(whole, 13, 513));
        assertThat(FileBytes.of("b", 0, 1000)).isNotEqualTo(whole);
        assertThat(FileBytes.matching("a", new ByteArrayInputStream(whole))).isEqualTo(1000);
        whole[700]++;
        assertThat(FileBytes.matching("a", new ByteArrayInputStream(whole))).isEqualTo(700);
    }

    @Test
    void aLineBreaksOnceAtEachPlaceThatWasNamed() throws Exception {
        SimulatedFile file = ZOOM.simulator().files().add("f", 300_000).resetAt(List.of(100_000L)).disposition("inline");
        assertThatThrownBy(() -> fetch(file, null)).isInstanceOf(IOException.class);
        assertThat(file.bytesSent()).isEqualTo(100_000);
        HttpResponse<byte[]> rest = fetch(file, "bytes=100000-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(FileBytes.of("f", 100_000, 200_000));
        assertThat(rest.headers().firstValue("Content-Disposition")).contains("inline");
        assertThat(file.bytesSent()).isEqualTo(300_000);
        assertThat(fetch(file, "bytes=300000-").statusCode()).isEqualTo(416);
        assertThat(fetch(file.announceLength(false), null).headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void anUploadInPartsIsPutTogetherAndChecked() {
        Client client = Client.authorized(ZOOM.simulator());
        String upload = client.call("POST", "/v2/clips/files/multipart/upload_events",
                "{\"method\":\"CreateMultipartUpload\",\"params\":{\"file_name\":\"a.mp4\"}}").json().path("upload_context")
                .asText();
        String form = "--x\r\nContent-Disposition: form-data; name=\"upload_context\"\r\n\r\n" + upload
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"part_number\"\r\n\r\n1\r\n--x\r\n"
                + "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncon\r\ntent\r\n--x--\r\n";
        Client.Reply part = client.send(client.request("/v2/clips/files/multipart").header("Content-Type",
                "multipart/form-data; boundary=x").POST(HttpRequest.BodyPublishers.ofString(form)).build());
        String etag = part.json().at("/part_number_etag/etag").asText();
        String complete = "{\"method\":\"CompleteMultipartUpload\",\"params\":{\"upload_context\":\"" + upload
                + "\",\"part_number_etags\":[{\"part_number\":1,\"etag\":\"%s\"}]}}";
        assertThat(client.call("POST", "/v2/clips/files/multipart/upload_events", String.format(complete, "wrong")).status())
                .isEqualTo(
                        400);
        assertThat(client.call("POST", "/v2/clips/files/multipart/upload_events", String.format(complete, etag)).status())
                .isEqualTo(201);
        assertThat(ZOOM.simulator().files().uploads()).singleElement().satisfies(file -> assertThat(file.content()).asString()
                .isEqualTo("con\r\ntent"));
    }
}
