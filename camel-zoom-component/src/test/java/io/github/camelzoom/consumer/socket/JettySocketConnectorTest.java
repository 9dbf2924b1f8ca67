package io.github.camelzoom.consumer.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.github.camelzoom.client.socket.SocketChannel;
import io.github.camelzoom.client.socket.SocketConnector.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Connections that are let in, and those that are not. */
class JettySocketConnectorTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration OPENING = Duration.ofSeconds(5);

    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final SocketChannel.Listener listener = new SocketChannel.Listener() {

        @Override
        public boolean text(String message) {
            first.complete(message);
            return true;
        }

        @Override
        public void ended(String reason) {
            end.complete(reason);
        }
    };

    private static URI url(String host, ServerSocket server) {
        return URI.create((server.getClass() == ServerSocket.class ? "ws://" : "wss://") + host + ":" + server.getLocalPort()
                + "/ws?subscriptionId=s&access_token=secret");
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void answer(ServerSocket server, String head) throws IOException {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write((head + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(
                    StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 302, 401, 403, 404, 429, 500, 503 })
    void aRefusalTellsItsStatusAndNothingElse(int status) throws Exception {
        try (ServerSocket server = server(); JettySocketConnector connector = new JettySocketConnector(null, null, OPENING)) {
            CompletableFuture<SocketChannel> opening = connector.open(url("127.0.0.1", server), listener).toCompletableFuture();
            answer(server, "HTTP/1.1 " + status + " No\r\nLocation: ws://127.0.0.1:1/elsewhere");
            assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class).cause()
                    .isInstanceOf(RefusedException.class).hasMessage("the server answered HTTP " + status).hasNoCause();
        }
    }

    @Test
    void whoWasRefusedComesBackOnALineOfItsOwn() throws Exception {
        try (ServerSocket server = server(); JettySocketConnector connector = new JettySocketConnector(null, null, OPENING)) {
            server.setSoTimeout(10_000);
            CompletableFuture<SocketChannel> refused = connector.open(url("127.0.0.1", server), listener).toCompletableFuture();
            try (Socket kept = server.accept()) {
                RawZoom.header(kept.getInputStream());
                kept.getOutputStream()
                        .write("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).hasMessageContaining("503");
                CompletableFuture<SocketChannel> again = connector.open(url("127.0.0.1", server), listener)
                        .toCompletableFuture();
                RawZoom.serve(server, RawZoom.burst(List.of()));
                assertThat(again.get(10, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket server = server();
                JettySocketConnector connector = new JettySocketConnector(null, null, Duration.ofMillis(300))) {
            CompletableFuture<SocketChannel> opening = connector.open(url("127.0.0.1", server), listener).toCompletableFuture();
            try (Socket silent = server.accept()) {
                assertThat(silent.isConnected()).isTrue();
                assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(RefusedException.class)
                        .hasMessageStartingWith("no connection: ").message().doesNotContain("secret");
            }
        }
    }

    @Test
    void tlsIsThatOfTheContextAndTheHostIsChecked(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder);
        SSLContext ours = context(keys);
        try (ServerSocket server = ours.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                JettySocketConnector trusting = new JettySocketConnector(ours, null, OPENING);
                JettySocketConnector doubting = new JettySocketConnector(null, null, OPENING)) {
            CompletableFuture<SocketChannel> opening = trusting.open(url("127.0.0.1", server), listener).toCompletableFuture();
            RawZoom.serve(server, RawZoom.burst(List.of("{}")));
            assertThat(opening.get(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(first.get(10, TimeUnit.SECONDS)).contains("build_connection");
            assertThat(end.get(10, TimeUnit.SECONDS)).startsWith("the line broke");
            assertRefused(server, doubting, "127.0.0.1");
            assertRefused(server, trusting, "localhost");
        }
    }

    private void assertRefused(ServerSocket server, JettySocketConnector connector, String host) throws IOException {
        CompletableFuture<SocketChannel> opening = connector.open(url(host, server), listener).toCompletableFuture();
        try (Socket socket = server.accept()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(RefusedException.class)
                .hasMessage("no connection: SSLHandshakeException");
    }

    /** A certificate for 127.0.0.1 and no name. */
    private static KeyStore keys(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "zoom", "-keyalg", "EC", "-dname", "CN=zoom", "-ext", "SAN=ip:127.0.0.1", "-storetype",
                "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(Files.newInputStream(file), PASSWORD);
        keys.setCertificateEntry("trusted", keys.getCertificate("zoom"));
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory key = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        key.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(key.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
