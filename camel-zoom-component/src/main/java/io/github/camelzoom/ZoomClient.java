package io.github.camelzoom;

/**
 * The registration of a Zoom app: made once, named by many connections. Changing the secret here changes it for exactly
 * the connections that name this client, with their next call.
 *
 * <p>
 * A bean: fields may be set at any time by one thread, and are read by many. {@code toString} shows no secret.
 */
public class ZoomClient {

    private volatile String oauthClientId;
    private volatile String oauthClientSecret;

    public ZoomClient() {}

    /**
     * @param oauthClientSecret null for a public client, which proves itself by PKCE
     */
    public ZoomClient(String oauthClientId, String oauthClientSecret) {
        this.oauthClientId = oauthClientId;
        this.oauthClientSecret = oauthClientSecret;
    }

    public String getOauthClientId() {
        return oauthClientId;
    }

    /** The client id of the app. */
    public void setOauthClientId(String oauthClientId) {
        this.oauthClientId = oauthClientId;
    }

    public String getOauthClientSecret() {
        return oauthClientSecret;
    }

    /** The client secret of the app; null for a public client. */
    public void setOauthClientSecret(String oauthClientSecret) {
        this.oauthClientSecret = oauthClientSecret;
    }

    @Override
    public String toString() {
        return "ZoomClient[" + oauthClientId + "]";
    }
}
