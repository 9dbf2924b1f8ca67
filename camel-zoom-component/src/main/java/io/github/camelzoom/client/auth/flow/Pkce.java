package io.github.camelzoom.client.auth.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

import io.github.camelzoom.client.auth.Secret;

/**
 * Proof that whoever redeems an authorization code is who began the consent (RFC 7636): the challenge goes into the
 * authorization URL, the verifier into the token request. Immutable, thread-safe; {@code toString} shows no secret.
 *
 * @param verifier  43 to 128 characters, to be kept until the code comes
 * @param challenge its SHA-256 digest, which may be seen by anybody
 */
public record Pkce(Secret verifier, String challenge) {

    /** The only method that is used; with {@code plain}, who sees the URL could redeem the code. */
    public static final String METHOD = "S256";

    private static final int BYTES = 32;

    public Pkce {
        Objects.requireNonNull(verifier, "verifier");
        Objects.requireNonNull(challenge, "challenge");
    }

    /** A new pair with 256 random bits. */
    public static Pkce generate(SecureRandom random) {
        return of(Secret.of(random(random, BYTES)));
    }

    /** The pair of a verifier. */
    public static Pkce of(Secret verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
            return new Pkce(verifier, Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Random bytes as letters, digits, minus and underscore. */
    static String random(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
