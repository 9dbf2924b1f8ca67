package io.github.camelzoom.consumer.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Zoom's side of one WebSocket, on a bare socket, which a library would end more politely than it may happen. */
final class RawZoom {

    private RawZoom() {}

    /** One connection: let in, all events in one go, and the end of the stream. */
    static void serve(ServerSocket server, byte[] burst) throws Exception {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            String key = header(socket.getInputStream());
            String accept = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key
                    + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
            socket.getOutputStream().write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(burst);
            socket.shutdownOutput();
            // Until the client has gone as well: closed with something unread, it would be a reset.
            socket.getInputStream().readAllBytes();
        }
    }

    /** Reads a request's head; the key of the WebSocket. */
    static String header(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .findFirst().orElseThrow().split(":", 2)[1].strip();
    }

    static byte[] burst(List<String> events) throws IOException {
        ByteArrayOutputStream burst = new ByteArrayOutputStream();
        burst.write(frame("{\"module\":\"build_connection\",\"success\":true,\"content\":\"\"}"));
        for (String event : events) {
            burst.write(frame("{\"module\":\"message\",\"content\":\"" + event.replace("\"", "\\\"") + "\"}"));
        }
        return burst.toByteArray();
    }

    /** A text frame, whole and unmasked (RFC 6455, section 5.2). */
    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length < 126
                ? ByteBuffer.allocate(2 + bytes.length).put((byte) 0x81).put((byte) bytes.length).put(bytes).array()
                : ByteBuffer.allocate(4 + bytes.length).put((byte) 0x81).put((byte) 126).putShort((short) bytes.length)
                        .put(bytes)
                        .array();
    }
}
