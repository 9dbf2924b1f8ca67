package io.github.camelzoom.simulator.oauth;

/** One way to get tokens: a value of {@code grant_type} and what it takes. Implementations are thread-safe. */
interface GrantHandler {

    /** The {@code grant_type} it answers. */
    String grantType();

    /**
     * Issues tokens or refuses.
     *
     * @throws OAuthFailure
     *             when the request does not deserve any
     */
    Granted grant(GrantRequest request);
}
