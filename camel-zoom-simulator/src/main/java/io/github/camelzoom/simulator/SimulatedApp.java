package io.github.camelzoom.simulator;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.github.camelzoom.simulator.world.Ids;

/** An app registered with the simulated Zoom: credentials, type and scopes. Thread-safe. */
public final class SimulatedApp {

    private final String clientId;
    private final String accountId;
    private final AppType appType;
    private final Set<String> scopes;
    private final boolean allScopes;
    private final TokenRegistry tokens;
    private final Set<String> redirectUris = new CopyOnWriteArraySet<>();
    private volatile String clientSecret;
    private volatile String secretToken;
    private volatile boolean active = true;
    private volatile boolean deviceFlow = true;
    private volatile boolean userManaged;
    private volatile Optional<String> publicClientId = Optional.empty();

    SimulatedApp(String clientId, String clientSecret, String accountId, AppType appType, Set<String> scopes, boolean allScopes,
            TokenRegistry tokens) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.secretToken = new Ids(clientId.hashCode() ^ 0x5EC2E7L).plain();
        this.accountId = accountId;
        this.appType = appType;
        this.scopes = Set.copyOf(scopes);
        this.allScopes = allScopes;
        this.tokens = tokens;
    }

    public String clientId() {
        return clientId;
    }

    public String clientSecret() {
        return clientSecret;
    }

    /** The account that owns the app. */
    public String accountId() {
        return accountId;
    }

    public AppType appType() {
        return appType;
    }

    /** What its webhooks are signed with; the portal calls it Secret Token. */
    public String secretToken() {
        return secretToken;
    }

    /** Replaces the Secret Token, as "Regenerate" does. */
    public void secretToken(String newToken) {
        secretToken = newToken;
    }

    /** The scopes its tokens carry. */
    public Set<String> scopes() {
        return scopes;
    }

    /** Whether it may call every operation, whatever the scopes say. */
    public boolean allScopes() {
        return allScopes;
    }

    /** Whether it is activated. */
    public boolean active() {
        return active;
    }

    /** Deactivates it: no more tokens, and the ones it has stop working. */
    public void deactivate() {
        active = false;
    }

    /** Activates it again. */
    public void activate() {
        active = true;
    }

    /** Replaces the secret, as an admin does on the app's page; the old one is refused from now on. */
    public void clientSecret(String newSecret) {
        clientSecret = newSecret;
    }

    /** Takes all its tokens away: Zoom then calls them invalid. */
    public void revokeTokens() {
        tokens.revoke(t -> t.app() == this);
    }

    /** Ends the lives of all its tokens: Zoom then calls them expired. */
    public void expireTokens() {
        tokens.expire(t -> t.app() == this);
    }

    /** How many tokens it got, revoked ones not counted. */
    public long issuedTokens() {
        return tokens.issuedCount(this);
    }

    /** The client id without a secret, for apps that cannot keep one; empty unless it was given. */
    public Optional<String> publicClientId() {
        return publicClientId;
    }

    /** Gives it a client id without a secret. */
    public SimulatedApp publicClientId(String id) {
        publicClientId = Optional.of(id);
        return this;
    }

    /** Whether "Use App on Device" is on; it is unless turned off. */
    public boolean deviceFlow() {
        return deviceFlow;
    }

    /** Turns the device flow on or off. */
    public SimulatedApp deviceFlow(boolean on) {
        deviceFlow = on;
        return this;
    }

    /** Whether it is user-managed: its users' tokens then only open what is theirs. Otherwise an admin consents for all. */
    public boolean userManaged() {
        return userManaged;
    }

    /** Makes it user-managed, or account-level again. */
    public SimulatedApp userManaged(boolean value) {
        userManaged = value;
        return this;
    }

    /** Redirect URLs on its allow list. */
    public Set<String> redirectUris() {
        return redirectUris;
    }

    /** Puts redirect URLs on the allow list. */
    public SimulatedApp redirectUris(String... uris) {
        redirectUris.addAll(Set.of(uris));
        return this;
    }

    @Override
    public String toString() {
        return "SimulatedApp[" + appType + " " + clientId + " of " + accountId + "]";
    }
}
