package io.github.camelzoom.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text that must not be shown: a token, a client secret, a key. Immutable and thread-safe. {@link #toString()} is a
 * mask; the only way to the text is {@link #reveal()}, which makes every use visible in a review. Not serializable.
 */
public final class Secret {

    private static final String MASK = "******";

    private final String value;
    // Computed when first asked for; two threads that do so at once compute the same.
    private String shortFingerprint;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * @throws IllegalArgumentException if the value is null or empty; the message does not contain it
     */
    public static Secret of(String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        return new Secret(value);
    }

    /** The text itself. Never pass it to a log, an exception or a URI. */
    public String reveal() {
        return value;
    }

    /** Eight hex digits that identify the secret in logs and comparisons without giving it away. */
    public String fingerprint() {
        String known = shortFingerprint;
        if (known == null) {
            known = fingerprint(4);
            shortFingerprint = known;
        }
        return known;
    }

    /**
     * @param  bytes how many bytes of the SHA-256 digest, 1 to 32
     * @return       twice as many hex digits
     */
    public String fingerprint(int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8),
                secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
