package io.github.camelzoom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.client.socket.SocketChannel;
import io.github.camelzoom.consumer.socket.JettySocketConnector;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** WebSockets with the settings of the https component. */
class SocketClientsTest {

    private static final Duration OPENING = Duration.ofSeconds(5);
    private static final SocketChannel.Listener NOBODY = new SocketChannel.Listener() {

        @Override
        public boolean text(String message) {
            return true;
        }

        @Override
        public void ended(String reason) {}
    };

    private final CamelContext context = new DefaultCamelContext();
    private final HttpComponent https = context.getComponent("https", HttpComponent.class);

    @Test
    void theProxyOfTheHttpsComponentIsUsedAndDoesNotSeeTheToken() throws Exception {
        https.setProxyHost("127.0.0.1");
        try (ServerSocket proxy = proxy(); JettySocketConnector connector = SocketClients.connector(context, OPENING)) {
            CompletableFuture<SocketChannel> opening = connector
                    .open(URI.create("wss://ws.zoom.example/ws?access_token=t"), NOBODY).toCompletableFuture();
            try (Socket asked = proxy.accept();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(asked.getInputStream(),
                            StandardCharsets.US_ASCII))) {
                asked.setSoTimeout(5_000);
                assertThat(lines.readLine()).isEqualTo("CONNECT ws.zoom.example:443 HTTP/1.1");
            }
            assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS)).hasMessageContaining("no connection");
        }
    }

    @Test
    void theTlsSettingsOfTheHttpsComponentComeBeforeThoseOfTheContext() {
        SSLContextParameters unusable = new SSLContextParameters();
        unusable.setSecureSocketProtocol("none");
        context.setSSLContextParameters(unusable);
        assertThatThrownBy(() -> SocketClients.connector(context, OPENING)).hasMessageContaining(
                "of the CamelContext");
        https.setSslContextParameters(new SSLContextParameters());
        try (JettySocketConnector connector = SocketClients.connector(context, OPENING)) {
            assertThat(connector).isNotNull();
        }
    }

    private ServerSocket proxy() throws IOException {
        ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        https.setProxyPort(proxy.getLocalPort());
        return proxy;
    }
}
