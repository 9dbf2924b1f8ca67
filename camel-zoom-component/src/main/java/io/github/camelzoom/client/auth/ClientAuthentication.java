package io.github.camelzoom.client.auth;

/** How the app proves to the token endpoint who it is (RFC 6749 section 2.3). */
public enum ClientAuthentication {
    /** Confidential client: id and secret as HTTP Basic credentials, the only method Zoom's metadata lists. */
    BASIC,
    /** Public client with PKCE: no secret and no Authorization header, the id is a form field. */
    NONE
}
