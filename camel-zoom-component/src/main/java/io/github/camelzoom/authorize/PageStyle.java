package io.github.camelzoom.authorize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The one style sheet of the pages. It stands in the page itself, so that a page is one answer. */
final class PageStyle {

    static final String CSS = read();
    /** What the content security policy lets in: this style sheet, and no other. */
    static final String SOURCE = "'sha256-" + digest(CSS) + "'";

    private PageStyle() {}

    private static String read() {
        try (InputStream css = PageStyle.class.getResourceAsStream("pages.css")) {
            // A checkout may have turned line ends; a browser counts them as they are served.
            return new String(css.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
