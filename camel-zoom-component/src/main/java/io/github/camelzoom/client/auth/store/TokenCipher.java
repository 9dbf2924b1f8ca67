package io.github.camelzoom.client.auth.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStoreException;

/**
 * Encrypts the content of token records: AES-256-GCM with a random 96-bit nonce. The record's key and version are
 * authenticated with the content, so that a record cannot be moved to another connection or be given another version
 * unnoticed. Putting back an older copy of a whole record is not noticed; no cipher can do that alone.
 *
 * <p>
 * Layout: format (1 byte, value 1), length of the key id (1 byte), key id (ASCII), version (8 bytes, big endian), nonce
 * (12 bytes), content and tag. Random nonces are safe for 2^32 records per key: with 10,000 connections that write three
 * times an hour, sixteen years.
 *
 * <p>
 * Thread-safe. Modelled on the key ids of Google Tink.
 */
public final class TokenCipher {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final TokenKeys keys;
    private final SecureRandom random;

    /**
     * @param keys   what to write and read with
     * @param random where nonces come from
     */
    public TokenCipher(TokenKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** What was encrypted, and the version it was encrypted with. */
    record Opened(long version, byte[] content) {}

    /**
     * Encrypts with the primary key.
     *
     * @throws TokenStoreException if there is no usable primary key
     */
    public byte[] encrypt(TokenKey key, long version, byte[] content) {
        String id = primary();
        byte[] idBytes = id.getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ByteBuffer header = ByteBuffer.allocate(2 + idBytes.length + Long.BYTES).put(FORMAT).put((byte) idBytes.length)
                .put(idBytes).putLong(version);
        SecretKey secret = find(id);
        if (secret == null) {
            throw new TokenStoreException("The token store keys have no key for their primary id " + id, null);
        }
        try {
            byte[] sealed = run(Cipher.ENCRYPT_MODE, secret, nonce, header.array(), key, ByteBuffer.wrap(content));
            return ByteBuffer.allocate(header.capacity() + NONCE_BYTES + sealed.length).put(header.array()).put(nonce)
                    .put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new TokenStoreException("The token store key " + id + " cannot be used for AES-256-GCM", e);
        }
    }

    /**
     * Decrypts with the key that the content names.
     *
     * @param  key                 of the record the content belongs to
     * @param  where               the place of the content, for the error message
     * @throws TokenStoreException if the key is not known or not the right one, or the content was changed
     */
    Opened decrypt(TokenKey key, byte[] sealed, String where) {
        ByteBuffer in = ByteBuffer.wrap(sealed);
        int idLength = sealed.length > 1 ? sealed[1] & 0xff : 0;
        int headerLength = 2 + idLength + Long.BYTES;
        if (sealed.length < headerLength + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw undecryptable(where, "it is too short", null);
        }
        if (sealed[0] != FORMAT) {
            throw undecryptable(where, "unknown format " + sealed[0], null);
        }
        byte[] header = new byte[headerLength];
        in.get(header);
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        String id = new String(header, 2, idLength, StandardCharsets.US_ASCII);
        SecretKey secret = TokenKeyList.ID.matcher(id).matches() ? find(id) : null;
        if (secret == null) {
            throw undecryptable(where, "it names a key that is not among those given, which are " + ids(), null);
        }
        long version = ByteBuffer.wrap(header).getLong(headerLength - Long.BYTES);
        try {
            return new Opened(version, run(Cipher.DECRYPT_MODE, secret, nonce, header, key, in));
        } catch (GeneralSecurityException e) {
            throw undecryptable(where, "tried with key " + id, e);
        }
    }

    private static TokenStoreException undecryptable(String where, String detail, Throwable cause) {
        return new TokenStoreException(
                where + " cannot be decrypted: wrong key or changed content (" + detail + "); it was left as it is", cause);
    }

    private byte[] run(int mode, SecretKey secret, byte[] nonce, byte[] header, TokenKey key, ByteBuffer input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce), random);
        cipher.updateAAD(header);
        cipher.updateAAD(bytes(key));
        return cipher.doFinal(input.array(), input.position(), input.remaining());
    }

    private String primary() {
        String id;
        try {
            id = keys.primary();
        } catch (RuntimeException e) {
            throw new TokenStoreException("The token store keys cannot be had", e);
        }
        if (id == null || !TokenKeyList.ID.matcher(id).matches()) {
            throw new TokenStoreException("The primary id of the token store keys is not 1 to 64 of A-Z a-z 0-9 . _ -",
                    null);
        }
        return id;
    }

    private SecretKey find(String id) {
        SecretKey secret;
        try {
            secret = keys.find(id);
        } catch (RuntimeException e) {
            throw new TokenStoreException("The token store key " + id + " cannot be had", e);
        }
        byte[] encoded = secret == null ? null : secret.getEncoded();
        // A key in a hardware module has no encoded form; AES would otherwise take shorter keys without a word.
        if (encoded != null) {
            int length = encoded.length;
            Arrays.fill(encoded, (byte) 0);
            if (length != 32) {
                throw new TokenStoreException("The token store key " + id + " does not have 256 bits", null);
            }
        }
        return secret;
    }

    private String ids() {
        try {
            return String.join(", ", keys.ids());
        } catch (RuntimeException e) {
            return "not known";
        }
    }

    /** The name under which a record is stored: 64 hex digits that tell nothing of the account or the app. */
    static String name(TokenKey key) {
        return HexFormat.of().formatHex(Digests.sha256(bytes(key)));
    }

    /** Length-prefixed UTF-16, so that no two keys have the same bytes. */
    private static byte[] bytes(TokenKey key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : new String[]{ key.realm(), key.clientId(), key.grantKind(), key.subject() }) {
                out.writeInt(part == null ? -1 : part.length());
                out.writeChars(part == null ? "" : part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }
}
