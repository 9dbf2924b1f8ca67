package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelzoom.client.auth.Secret;

/** HMAC-SHA256 as Zoom uses it: the key is the secret's text in UTF-8, the result is lower-case hex. */
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /** Of several pieces as if they were one. */
    static String hex(Secret key, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            for (byte[] piece : pieces) {
                mac.update(piece);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    static String hex(Secret key, String text) {
        return hex(key, text.getBytes(StandardCharsets.UTF_8));
    }
}
