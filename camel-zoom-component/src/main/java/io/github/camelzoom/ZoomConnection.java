package io.github.camelzoom;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.limit.Plan;

/**
 * Who we are towards Zoom, under a name: a bean of the registry, or an entry of the component's {@code connections}. What
 * is not set here (address, store, client) is taken from the component; credentials of a person or account never are.
 *
 * <p>
 * Fields may be set at any time by one thread and are read by many; a change counts from the next call on.
 * {@code toString} shows no secret.
 */
public class ZoomConnection {

    private volatile AuthScheme authScheme;
    private volatile InitiateOAuth initiateOAuth;
    private volatile OAuthGrant oauthGrant;
    private volatile ZoomClient client;
    private volatile String oauthClientId;
    private volatile String oauthClientSecret;
    private volatile String accountId;
    private volatile AppType appType;
    private volatile String webSocketUrl;
    private volatile String callbackUrl;
    private volatile String oauthAccessToken;
    private volatile String oauthRefreshToken;
    private volatile Long oauthTokenTimestamp;
    private volatile Long oauthExpiresIn;
    private volatile String oauthVerifier;
    private volatile String pkceVerifier;
    private volatile Object tokenStore;
    private volatile Region region;
    private volatile String baseUrl;
    private volatile String oauthUrl;
    private volatile Plan plan;
    private volatile String username;
    private volatile String password;

    public AuthScheme getAuthScheme() {
        return authScheme;
    }

    /** How to authenticate; {@code OAUTH} unless set. */
    public void setAuthScheme(AuthScheme authScheme) {
        this.authScheme = authScheme;
    }

    public InitiateOAuth getInitiateOAuth() {
        return initiateOAuth;
    }

    /** Who gets the tokens; {@code GETANDREFRESH} unless set. */
    public void setInitiateOAuth(InitiateOAuth initiateOAuth) {
        this.initiateOAuth = initiateOAuth;
    }

    public OAuthGrant getOauthGrant() {
        return oauthGrant;
    }

    /** The OAuth grant; follows from what else is set unless set. */
    public void setOauthGrant(OAuthGrant oauthGrant) {
        this.oauthGrant = oauthGrant;
    }

    public ZoomClient getClient() {
        return client;
    }

    /** The app's registration, shared with other connections; instead of an id and a secret here. */
    public void setClient(ZoomClient client) {
        this.client = client;
    }

    public String getOauthClientId() {
        return oauthClientId;
    }

    /** The client id of the app, when no {@link #setClient client} is set. */
    public void setOauthClientId(String oauthClientId) {
        this.oauthClientId = oauthClientId;
    }

    public String getOauthClientSecret() {
        return oauthClientSecret;
    }

    /** The client secret of the app, when no {@link #setClient client} is set. */
    public void setOauthClientSecret(String oauthClientSecret) {
        this.oauthClientSecret = oauthClientSecret;
    }

    public String getAccountId() {
        return accountId;
    }

    /** The account of a server-to-server app. */
    public void setAccountId(String accountId) {
        this.accountId = accountId;
    }

    public String getWebSocketUrl() {
        return webSocketUrl;
    }

    /** Where the events of subscriptions come from; the component's unless set. Plain {@code ws} only to this machine. */
    public void setWebSocketUrl(String webSocketUrl) {
        this.webSocketUrl = webSocketUrl;
    }

    public AppType getAppType() {
        return appType;
    }

    /** Who installed the app; checked against the grant when set. */
    public void setAppType(AppType appType) {
        this.appType = appType;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    /** The redirect URL, equal to the byte to the one registered with Zoom. */
    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public String getOauthAccessToken() {
        return oauthAccessToken;
    }

    /** An access token that you bring. */
    public void setOauthAccessToken(String oauthAccessToken) {
        this.oauthAccessToken = oauthAccessToken;
    }

    public String getOauthRefreshToken() {
        return oauthRefreshToken;
    }

    /** A refresh token that you bring. */
    public void setOauthRefreshToken(String oauthRefreshToken) {
        this.oauthRefreshToken = oauthRefreshToken;
    }

    public Long getOauthTokenTimestamp() {
        return oauthTokenTimestamp;
    }

    /**
     * When the tokens that you bring were issued, in milliseconds since 1970; older than the stored ones, they
     * lose.
     */
    public void setOauthTokenTimestamp(Long oauthTokenTimestamp) {
        this.oauthTokenTimestamp = oauthTokenTimestamp;
    }

    public Long getOauthExpiresIn() {
        return oauthExpiresIn;
    }

    /** How long the access token that you bring lives, in seconds from the timestamp on. */
    public void setOauthExpiresIn(Long oauthExpiresIn) {
        this.oauthExpiresIn = oauthExpiresIn;
    }

    public String getOauthVerifier() {
        return oauthVerifier;
    }

    /** An authorization code, or the whole callback URL with it, as the browser showed it; used once. */
    public void setOauthVerifier(String oauthVerifier) {
        this.oauthVerifier = oauthVerifier;
    }

    public String getPkceVerifier() {
        return pkceVerifier;
    }

    /** The PKCE verifier of the consent that led to {@link #setOauthVerifier oauthVerifier}, if it was begun with one. */
    public void setPkceVerifier(String pkceVerifier) {
        this.pkceVerifier = pkceVerifier;
    }

    public Object getTokenStore() {
        return tokenStore;
    }

    /** Where tokens are kept: a location, or a {@code TokenStore}. */
    public void setTokenStore(Object tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Region getRegion() {
        return region;
    }

    /** The region of the account; the one that Zoom names unless set. */
    public void setRegion(Region region) {
        this.region = region;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    /** The base URL of the API, for a gateway or a test server. */
    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getOauthUrl() {
        return oauthUrl;
    }

    /** The base URL of the OAuth endpoints, for a gateway or a test server. */
    public void setOauthUrl(String oauthUrl) {
        this.oauthUrl = oauthUrl;
    }

    public Plan getPlan() {
        return plan;
    }

    /** What the Zoom account has bought, which decides its rate limits; the component's unless set. */
    public void setPlan(Plan plan) {
        this.plan = plan;
    }

    public String getUsername() {
        return username;
    }

    /** The user name for a gateway, with {@code BASIC} or {@code NTLM}. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** The password for a gateway, with {@code BASIC} or {@code NTLM}. */
    public void setPassword(String password) {
        this.password = password;
    }

    @Override
    public String toString() {
        return "ZoomConnection[" + (accountId != null ? accountId : client != null ? client.toString() : oauthClientId) + "]";
    }
}
