package io.github.camelzoom.client.auth;

/** The token store cannot be read or written, or holds something that cannot be understood. Holds no secret. */
public class TokenStoreException extends RuntimeException {

    public TokenStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
