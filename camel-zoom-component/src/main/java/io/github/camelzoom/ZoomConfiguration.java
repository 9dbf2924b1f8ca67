package io.github.camelzoom;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.scope.ScopeCheck;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * Who we are towards Zoom and how calls are sent: set on the component for all endpoints, or on one endpoint. Not
 * thread-safe; each endpoint has a copy of its own.
 */
@UriParams
@Configurer(extended = true)
public class ZoomConfiguration implements Cloneable {

    @UriParam(label = "security", description = "The name of a connection: an entry of the component's connections, or a bean of type"
            + " io.github.camelzoom.ZoomConnection. The header CamelZoomConnection beats it, per message.")
    private String connection;
    @UriParam(label = "security", secret = true, description = "A whole connection in the form Key=Value;Key=Value; as other drivers take it, for instance"
            + " AuthScheme=OAuth;InitiateOAuth=GETANDREFRESH;OAuthClientId=...;OAuthClientSecret=...;"
            + " Its credentials replace those of the other options.")
    private String connectionString;
    @UriParam(label = "security", defaultValue = "OAUTH", description = "How to authenticate. OAUTH: with OAuth, on behalf of an account or a user. OAUTH_CLIENT: with"
            + " the app's own credentials, no person involved. NONE: no Authorization header, for a gateway"
            + " that adds it.")
    private AuthScheme authScheme = AuthScheme.OAUTH;
    @UriParam(label = "security", defaultValue = "GETANDREFRESH", description = "Who gets the access token. OFF: you, by oauthAccessToken, and nobody renews it. REFRESH: you the"
            + " first one, the component every further one. GETANDREFRESH: the component, always.")
    private InitiateOAuth initiateOAuth = InitiateOAuth.GETANDREFRESH;
    @UriParam(label = "security", description = "The OAuth grant. If not set, it follows from what else is set: account credentials with"
            + " accountId, client credentials with authScheme=OAUTH_CLIENT.")
    private OAuthGrant oauthGrant;
    @UriParam(label = "security", description = "The client id of the Zoom app.")
    private String oauthClientId;
    @UriParam(label = "security", secret = true, description = "The client secret of the Zoom app.")
    private String oauthClientSecret;
    @UriParam(label = "security", description = "The account id of a server-to-server app, as its App Credentials page shows it.")
    private String accountId;
    @UriParam(label = "security", secret = true, description = "An access token that you bring. With initiateOAuth=OFF it is the only one ever used.")
    private String oauthAccessToken;
    @UriParam(label = "security", secret = true, description = "A refresh token that you bring, for initiateOAuth=REFRESH. It is used once; the one that Zoom"
            + " answers with is kept in the tokenStore and beats this one from then on.")
    private String oauthRefreshToken;
    @UriParam(label = "security", defaultValue = "http://localhost:33333", description = "The redirect URL of the app, equal to the byte to the one that is registered with Zoom.")
    private String callbackUrl;
    @UriParam(label = "security", defaultValue = "memory://default", description = "Where tokens are kept: memory://id (one JVM), file:path (encrypted, shared by the processes of a"
            + " machine), or #bean of type io.github.camelzoom.client.auth.TokenStore.")
    private Object tokenStore;
    @UriParam(label = "advanced", defaultValue = "GLOBAL", description = "The region of the account. If not set, the API host that Zoom names in the token answer is used.")
    private Region region;
    @UriParam(label = "advanced", defaultValue = "https://api.zoom.us/v2", description = "The base URL of the API, for a gateway or a test server. It replaces the host of every"
            + " operation. Plain http is accepted for loopback hosts only.")
    private String baseUrl;
    @UriParam(label = "advanced", defaultValue = "https://zoom.us/oauth", description = "The base URL of the OAuth endpoints, for a gateway or a test server. Plain http is accepted for"
            + " loopback hosts only.")
    private String oauthUrl;
    @UriParam(label = "advanced", defaultValue = "10000", javaType = "java.time.Duration", description = "How long a connection may take to be made.")
    private long connectTimeout = 10_000;
    @UriParam(label = "advanced", defaultValue = "60000", javaType = "java.time.Duration", description = "How long to wait for the first byte of an answer, and between two packets of it.")
    private long responseTimeout = 60_000;
    @UriParam(label = "producer,advanced", defaultValue = "3", description = "How often a call is repeated after a 5xx answer or a broken line. Only calls whose method is"
            + " idempotent (GET, PUT, DELETE) are ever repeated.")
    private int maxRetries = 3;
    @UriParam(label = "producer,advanced", defaultValue = "1000", javaType = "java.time.Duration", description = "The wait before the first repetition. It doubles with each further one, up to 30 seconds, with"
            + " jitter.")
    private long retryDelay = 1000;
    @UriParam(label = "producer,advanced", defaultValue = "120000", javaType = "java.time.Duration", description = "How long one call may wait for Zoom's rate limits in all. No thread is blocked meanwhile. A call"
            + " that would have to wait longer fails at once and tells until when.")
    private long rateLimitTimeout = 120_000;
    @UriParam(label = "advanced", defaultValue = "WARN", description = "What happens when the app lacks a scope that the operation needs. WARN: a warning names it, once the"
            + " context has started. FAIL: the endpoint does not start; where there is no token yet, calls fail as soon as there is one, before"
            + " they are sent. OFF: nothing, Zoom refuses the calls.")
    private ScopeCheck scopeCheck = ScopeCheck.WARN;

    /** A copy that can be changed without changing this one. */
    public ZoomConfiguration copy() {
        try {
            return (ZoomConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getConnectionString() {
        return connectionString;
    }

    public void setConnectionString(String connectionString) {
        this.connectionString = connectionString;
    }

    public String getOauthRefreshToken() {
        return oauthRefreshToken;
    }

    public void setOauthRefreshToken(String oauthRefreshToken) {
        this.oauthRefreshToken = oauthRefreshToken;
    }

    public String getCallbackUrl() {
        return callbackUrl;
    }

    public void setCallbackUrl(String callbackUrl) {
        this.callbackUrl = callbackUrl;
    }

    public AuthScheme getAuthScheme() {
        return authScheme;
    }

    public void setAuthScheme(AuthScheme authScheme) {
        this.authScheme = authScheme;
    }

    public InitiateOAuth getInitiateOAuth() {
        return initiateOAuth;
    }

    public void setInitiateOAuth(InitiateOAuth initiateOAuth) {
        this.initiateOAuth = initiateOAuth;
    }

    public OAuthGrant getOauthGrant() {
        return oauthGrant;
    }

    public void setOauthGrant(OAuthGrant oauthGrant) {
        this.oauthGrant = oauthGrant;
    }

    public String getOauthClientId() {
        return oauthClientId;
    }

    public void setOauthClientId(String oauthClientId) {
        this.oauthClientId = oauthClientId;
    }

    public String getOauthClientSecret() {
        return oauthClientSecret;
    }

    public void setOauthClientSecret(String oauthClientSecret) {
        this.oauthClientSecret = oauthClientSecret;
    }

    public String getAccountId() {
        return accountId;
    }

    public void setAccountId(String accountId) {
        this.accountId = accountId;
    }

    public String getOauthAccessToken() {
        return oauthAccessToken;
    }

    public void setOauthAccessToken(String oauthAccessToken) {
        this.oauthAccessToken = oauthAccessToken;
    }

    public Object getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(Object tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Region getRegion() {
        return region;
    }

    public void setRegion(Region region) {
        this.region = region;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getOauthUrl() {
        return oauthUrl;
    }

    public void setOauthUrl(String oauthUrl) {
        this.oauthUrl = oauthUrl;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRateLimitTimeout() {
        return rateLimitTimeout;
    }

    public void setRateLimitTimeout(long rateLimitTimeout) {
        this.rateLimitTimeout = rateLimitTimeout;
    }

    public ScopeCheck getScopeCheck() {
        return scopeCheck;
    }

    public void setScopeCheck(ScopeCheck scopeCheck) {
        this.scopeCheck = scopeCheck;
    }
}
