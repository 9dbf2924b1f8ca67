package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelzoom.client.auth.Secret;

/**
 * Keys given as text: {@code key} or {@code id:key}, several of them separated by commas or line breaks, the first one
 * being the primary. A key is 32 random bytes as base64 (either alphabet, with or without padding) or as 64 hex digits:
 * {@code openssl rand -base64 32} makes one. Without an id the key's own fingerprint is its id.
 *
 * <p>
 * A pass phrase is refused, not stretched: its salt would have to live in every store, and a store that fell into the
 * wrong hands could be attacked by guessing. That also refuses a mask ({@code ******}) that a form sent back.
 *
 * <p>
 * Immutable and thread-safe; {@code toString} shows ids only. Equal to a list of the same keys with the same primary.
 */
public final class TokenKeyList implements TokenKeys {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String FILE = "file:";
    private static final int KEY_BYTES = 32;
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]");

    private final Map<String, SecretKey> keys;
    private final String primary;

    private TokenKeyList(Map<String, SecretKey> keys) {
        this.keys = Collections.unmodifiableMap(keys);
        this.primary = keys.keySet().iterator().next();
    }

    /**
     * The keys that option {@code tokenStoreKey} names: the text itself, or {@code file:path} for a file that holds it,
     * such as a mounted secret. The file is read once, now.
     *
     * @throws IllegalArgumentException as {@link #parse} does, and if the file cannot be read
     */
    public static TokenKeyList from(Secret option) {
        String text = option.reveal();
        if (!text.startsWith(FILE)) {
            return parse(option);
        }
        String path = text.substring(FILE.length());
        try {
            String content = Files.readString(Path.of(path));
            return parse(Secret.of(content.isEmpty() ? "#" : content));
        } catch (IOException e) {
            throw new IllegalArgumentException("The token store keys in " + path + " cannot be read: " + Reasons.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (in " + path + ")", e);
        }
    }

    /**
     * Reads keys from text. Lines that start with {@code #} are comments.
     *
     * @throws IllegalArgumentException if there is no key, or one of them is not 32 bytes, or an id stands twice; the
     *                                  message says which one by its position and holds nothing of the key
     */
    public static TokenKeyList parse(Secret text) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        int position = 0;
        for (String part : SEPARATOR.split(COMMENT.matcher(text.reveal()).replaceAll(""))) {
            String entry = part.strip();
            if (entry.isEmpty()) {
                continue;
            }
            position++;
            int colon = entry.indexOf(':');
            byte[] bytes = bytes(entry.substring(colon + 1).strip(), position);
            String id = colon < 0 ? fingerprint(bytes) : entry.substring(0, colon).strip();
            if (!ID.matcher(id).matches()) {
                throw new IllegalArgumentException("Key " + position + " of the token store keys has an unusable id: "
                        + "1 to 64 of A-Z a-z 0-9 . _ - are allowed");
            }
            if (keys.put(id, new SecretKeySpec(bytes, "AES")) != null) {
                throw new IllegalArgumentException("The id of key " + position + " of the token store keys stands twice");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("The token store keys hold no key");
        }
        return new TokenKeyList(keys);
    }

    /** A new key as text that {@link #parse} reads. */
    static Secret generate(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] bytes(String text, int position) {
        byte[] bytes;
        try {
            bytes = text.length() == 2 * KEY_BYTES
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // The decoders' messages quote the offending text.
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("Key " + position + " of the token store keys is not 32 bytes in base64 or "
                    + "64 hex digits; pass phrases are not accepted. openssl rand -base64 32 makes a key; in a URI write it"
                    + " as RAW(...), or its + becomes a blank");
        }
        return bytes;
    }

    private static String fingerprint(byte[] key) {
        return "k" + HexFormat.of().formatHex(Digests.sha256(key), 0, 4);
    }

    @Override
    public String primary() {
        return primary;
    }

    @Override
    public SecretKey find(String id) {
        return keys.get(id);
    }

    @Override
    public Set<String> ids() {
        return keys.keySet();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TokenKeyList list) || !primary.equals(list.primary)
                || !keys.keySet().equals(list.keys.keySet())) {
            return false;
        }
        boolean same = true;
        for (Map.Entry<String, SecretKey> entry : keys.entrySet()) {
            same &= MessageDigest.isEqual(entry.getValue().getEncoded(), list.keys.get(entry.getKey()).getEncoded());
        }
        return same;
    }

    @Override
    public int hashCode() {
        return keys.keySet().hashCode();
    }

    @Override
    public String toString() {
        return "TokenKeyList" + keys.keySet();
    }
}
