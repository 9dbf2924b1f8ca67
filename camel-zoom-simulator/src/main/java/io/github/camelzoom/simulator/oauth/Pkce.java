package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.github.camelzoom.simulator.http.FormParameters;

/** A code challenge and how it was made; {@code plain} when the method is left out. */
record Pkce(String challenge, String method) {

    private static final int BAD_METHOD = 4700;

    /** Null when the query has none. */
    static Pkce read(FormParameters query) {
        String challenge = query.nonEmpty("code_challenge").orElse(null);
        if (challenge == null) {
            return null;
        }
        String method = query.nonEmpty("code_challenge_method").orElse("plain");
        if (!method.equals("S256") && !method.equals("plain")) {
            throw new PageFailure(BAD_METHOD, "Invalid code_challenge_method");
        }
        return new Pkce(challenge, method);
    }

    boolean isAnsweredBy(String verifier) {
        return challenge.equals(method.equals("S256") ? hash(verifier) : verifier);
    }

    private static String hash(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
