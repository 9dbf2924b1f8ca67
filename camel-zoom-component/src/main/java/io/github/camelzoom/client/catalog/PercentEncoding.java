package io.github.camelzoom.client.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of RFC 3986. {@code java.net.URLEncoder} writes forms, where a blank is {@code +}, and
 * {@code java.net.URI} leaves {@code /} and {@code +} alone: neither makes a path segment.
 */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";

    private PercentEncoding() {}

    /**
     * Every byte of the UTF-8 form but letters, digits and {@code -._~}.
     *
     * @throws IllegalArgumentException if the text contains half a surrogate pair, which has no UTF-8 form
     */
    static String encode(String text) {
        return encode(text, "");
    }

    /** As {@link #encode(String)}, with further ASCII characters left alone; an existing {@code %XX} stays if % is one. */
    static String encode(String text, String kept) {
        if (isPlain(text)) {
            return text;
        }
        ByteBuffer bytes = utf8(text);
        StringBuilder out = new StringBuilder(bytes.remaining() + 16);
        boolean escapesStay = kept.indexOf('%') >= 0;
        while (bytes.hasRemaining()) {
            int position = bytes.position();
            int b = bytes.get() & 0xff;
            boolean stays = b == '%' ? escapesStay && isEscape(bytes, position) : isUnreserved(b) || kept.indexOf(b) >= 0;
            if (stays) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** One round of decoding; what is no {@code %XX} stays. Only for looking at a path, never for sending it. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = utf8(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.remaining());
        while (bytes.hasRemaining()) {
            int position = bytes.position();
            int b = bytes.get();
            if (b == '%' && isEscape(bytes, position)) {
                b = Character.digit(bytes.get(), 16) << 4 | Character.digit(bytes.get(), 16);
            }
            out.write(b);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isEscape(ByteBuffer bytes, int position) {
        return position + 2 < bytes.limit() && Character.digit(bytes.get(position + 1), 16) >= 0
                && Character.digit(bytes.get(position + 2), 16) >= 0;
    }

    private static boolean isUnreserved(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || UNRESERVED.indexOf(b) >= 0;
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text is not valid Unicode", e);
        }
    }
}
