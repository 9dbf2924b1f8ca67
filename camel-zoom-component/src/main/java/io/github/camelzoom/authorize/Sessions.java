package io.github.camelzoom.authorize;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelzoom.client.auth.Secret;

/**
 * Tells browsers apart by a random cookie, and gives each a form token that only our pages for it know: a MAC of the
 * cookie, so that nothing has to be kept. Thread-safe.
 */
final class Sessions {

    static final String COOKIE = "camel-zoom";

    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 32;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random;
    private final SecretKeySpec key;

    Sessions(SecureRandom random) {
        this.random = random;
        this.key = new SecretKeySpec(bytes(), MAC);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    Secret create() {
        return Secret.of(encode(bytes()));
    }

    /**
     * The session of a Cookie header.
     *
     * @param  header anything; more than one Cookie header is none
     * @return        null when there is none, or no single well-formed one
     */
    static Secret read(Object header) {
        Secret found = null;
        if (header instanceof String cookies) {
            for (String cookie : cookies.split(";")) {
                String[] pair = cookie.strip().split("=", 2);
                if (pair.length == 2 && pair[0].equals(COOKIE)) {
                    if (found != null || !VALUE.matcher(pair[1]).matches()) {
                        return null;
                    }
                    found = Secret.of(pair[1]);
                }
            }
        }
        return found;
    }

    static String cookie(Secret session, String path, boolean secure) {
        return COOKIE + "=" + session.reveal() + "; Path=" + path + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** Goes into every form of the session's pages. */
    String formToken(Secret session) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return encode(mac.doFinal(session.reveal().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }

    /** Whether a form came from a page of this session; compares in constant time. */
    boolean isOwnForm(Secret session, String formToken) {
        return session != null && formToken != null && MessageDigest.isEqual(
                formToken(session).getBytes(StandardCharsets.US_ASCII), formToken.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
