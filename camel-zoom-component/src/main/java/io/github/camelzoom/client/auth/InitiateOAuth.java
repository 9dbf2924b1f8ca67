package io.github.camelzoom.client.auth;

/** Who gets tokens and who renews them; the rows are in {@link OAuthDecision}. */
public enum InitiateOAuth {
    /** The user brings the access token and nobody renews it. The token endpoint is never called. */
    OFF,
    /** The user brings the first tokens, the component renews them. */
    REFRESH,
    /** The component gets tokens and renews them. */
    GETANDREFRESH
}
