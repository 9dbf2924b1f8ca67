package io.github.camelzoom.simulator.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;

/** {@code POST /oauth/revoke}: ends a token, and for users everything that came with it. */
final class RevokeEndpoint {

    private final ClientAuthentication clients;
    private final UserGrants grants;

    RevokeEndpoint(ClientAuthentication clients, UserGrants grants) {
        this.clients = clients;
        this.grants = grants;
    }

    Answer handle(Request request, TokenTrace trace) {
        FormParameters parameters = TokenEndpoint.parameters(request);
        ClientAuthentication.Client client = clients.authenticate(request, parameters);
        String token = parameters.nonEmpty("token").orElseThrow(() -> OAuthFailure.invalidRequest("Bad Request"));
        if (!client.confidential() || !grants.revoke(token, client.app())) {
            throw OAuthFailure.invalidRequest("Invalid Token!");
        }
        trace.outcome("revoked");
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("status", "success"));
    }
}
