package io.github.camelzoom.consumer.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request to the byte as a test writes it, over a socket: HTTP clients would put right what is wrong in it. */
final class RawPost {

    private static final int PATIENCE_MILLIS = 20_000;

    /** What came back: everything, and its parts. */
    record Answer(String all) {

        int status() {
            return all.isEmpty() ? 0 : Integer.parseInt(all.split(" ", 3)[1]);
        }

        String head() {
            return all.split("\r\n\r\n", 2)[0];
        }

        String body() {
            String[] parts = all.split("\r\n\r\n", 2);
            return parts.length == 2 ? parts[1] : "";
        }
    }

    private final URI url;
    private final List<String> lines = new ArrayList<>();
    private byte[] body = {};
    private boolean length = true;

    RawPost(String url) {
        this.url = URI.create(url);
        lines.add("POST " + this.url.getRawPath() + " HTTP/1.1");
        lines.add("Host: " + this.url.getAuthority());
        lines.add("Connection: close");
    }

    RawPost line(String line) {
        lines.add(line);
        return this;
    }

    RawPost json() {
        return line("Content-Type: application/json; charset=utf-8");
    }

    RawPost body(byte[] bytes) {
        body = bytes;
        return this;
    }

    RawPost body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the body in pieces, with no length told before. */
    RawPost chunked() {
        length = false;
        return line("Transfer-Encoding: chunked");
    }

    Answer send() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            if (length) {
                lines.add("Content-Length: " + body.length);
            }
            try {
                out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                write(out);
                out.flush();
            } catch (IOException answeredBeforeItWasRead) {
                // The answer is there all the same.
            }
            return new Answer(read(socket.getInputStream()));
        }
    }

    private void write(OutputStream out) throws IOException {
        if (length) {
            out.write(body);
            return;
        }
        for (int from = 0; from < body.length; from += 8192) {
            int size = Math.min(8192, body.length - from);
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, from, size);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                all.write(some, 0, count);
            }
        } catch (SocketException reset) {
            // What came before it counts.
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
