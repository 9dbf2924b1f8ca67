package io.github.camelzoom.simulator.oauth;

/**
 * The app for itself: chatbot, event subscriptions, WebSocket. Zoom's WebSocket page names it for server-to-server apps as well, so
 * both types get an answer.
 */
final class ClientCredentialsGrant implements GrantHandler {

    private final TokenRegistry tokens;

    ClientCredentialsGrant(TokenRegistry tokens) {
        this.tokens = tokens;
    }

    @Override
    public String grantType() {
        return "client_credentials";
    }

    @Override
    public Granted grant(GrantRequest request) {
        IssuedToken token = tokens.issue(request.app(), request.app().accountId(), null, grantType(), request.app().scopes());
        return Granted.of(token, null);
    }
}
