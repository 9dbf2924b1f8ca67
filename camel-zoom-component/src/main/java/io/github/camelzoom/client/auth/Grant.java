package io.github.camelzoom.client.auth;

/**
 * One way of getting tokens from Zoom (RFC 6749 section 1.3). A new way is a new class: the token manager asks only the
 * questions below. Implementations are immutable, thread-safe and make no call.
 */
public interface Grant {

    /** Its name, e.g. {@code account_credentials}; part of the {@link TokenKey}. */
    String kind();

    /**
     * Whether the same request may be sent again at will. False for grants whose refresh token dies with its use: for
     * these the manager guards every single send.
     */
    boolean isReplayable();

    /** Whether {@link #firstRequest()} can be sent without a person having to consent first. */
    boolean startsWithoutPerson();

    /** On whose behalf, as far as the app's credentials tell: an account id, or empty for the app itself. Not null. */
    String owner();

    /**
     * Proof, good for one {@link #firstRequest()}, that a person has consented already: the code that the user pasted as
     * {@code oauthVerifier}. Null when there is none.
     */
    default Secret verifier() {
        return null;
    }

    /**
     * The form that gets the first tokens.
     *
     * @throws IllegalStateException when the grant needs a person and there is no {@link #verifier()}
     */
    TokenForm firstRequest();

    /** The form that trades a refresh token for new tokens (RFC 6749 section 6). */
    default TokenForm refreshRequest(Secret refreshToken) {
        return TokenForm.of("refresh_token").with("refresh_token", refreshToken.reveal());
    }

    /** How the app proves who it is. */
    default ClientAuthentication clientAuthentication() {
        return ClientAuthentication.BASIC;
    }
}
