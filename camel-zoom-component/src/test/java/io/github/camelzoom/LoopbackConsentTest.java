package io.github.camelzoom;

import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.SimulatedApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** SEEDS A, CallbackURL: a loopback callback is served by the component itself while a consent is pending. */
class LoopbackConsentTest extends ZoomTestSupport {

    @TempDir
    private Path folder;

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whenABrowserComesBackToTheLoopbackCallbackThenTheRouteGoesOnAndThePortIsClosedAgain() throws Exception {
        String callback = "http://localhost:" + freePort() + "/back";
        SimulatedApp app = simulator().defaultAccount().generalApp().redirectUris(callback);
        ZoomConnection jane = new ZoomConnection();
        jane.setOauthClientId(app.clientId());
        jane.setOauthClientSecret(app.clientSecret());
        jane.setCallbackUrl(callback);
        jane.setTokenStore("file:" + folder.resolve("tokens"));
        context.getRegistry().bind("jane", jane);

        ZoomConsentRequiredException waiting = failure(ZoomConsentRequiredException.class,
                "zoom:users/get?connection=jane&userId=me", null, Map.of());
        URI back = simulator().consents().approve(waiting.getAuthorizationUrl(),
                simulator().defaultAccount().users().get(0));
        HttpClient browser = HttpClient.newHttpClient();
        HttpResponse<String> page = browser.send(HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("jane").doesNotContain(app.clientSecret());

        ok("zoom:users/get?connection=jane&userId=me", null, Map.of());
        await().untilAsserted(() -> assertThatThrownBy(
                () -> browser.send(HttpRequest.newBuilder(back).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class));
    }
}
