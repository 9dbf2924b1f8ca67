package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.AppType;
import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure;

/** {@code POST /oauth/token}: checks what all grants share, then leaves the rest to the grant's own class. */
final class TokenEndpoint {

    private static final List<String> NEVER_IN_QUERY = List.of("access_token", "refresh_token", "token");

    private final ClientAuthentication clients;
    private final Map<String, GrantHandler> grants;
    private final Function<String, String> apiUrl;

    TokenEndpoint(ClientAuthentication clients, List<GrantHandler> grants, Function<String, String> apiUrl) {
        this.clients = clients;
        this.grants = grants.stream().collect(Collectors.toUnmodifiableMap(GrantHandler::grantType, Function.identity()));
        this.apiUrl = apiUrl;
    }

    Answer handle(Request request, TokenTrace trace) {
        FormParameters parameters = parameters(request);
        ClientAuthentication.Client client = clients.authenticate(request, parameters);
        if (parameters.hasRepeats()) {
            throw OAuthFailure.invalidRequest("Bad Request");
        }
        String grantType = parameters.nonEmpty("grant_type").orElseThrow(() -> OAuthFailure.invalidRequest("Bad Request"));
        GrantHandler grant = grants.get(grantType);
        if (grant == null) {
            throw OAuthFailure.of(400, "unsupported_grant_type", "Unsupported grant type");
        }
        if (!client.app().active()) {
            throw client.app().appType() == AppType.SERVER_TO_SERVER
                    ? OAuthFailure.invalidRequest("Account does not enabled the OAuth app type")
                    : OAuthFailure.numbered(400, 4717, "The app has been disabled.");
        }
        if (!client.confidential() && !(grant instanceof PublicClientGrant)) {
            throw clients.invalidClient();
        }
        Granted granted = grant.grant(new GrantRequest(client.app(), client.clientId(), client.confidential(), parameters));
        trace.granted(granted.token().serial(), granted.refreshToken() == null ? 0 : granted.refreshToken().serial());
        return Answer.json(200, body(granted));
    }

    /** Form and query together; refuses what must not be in the query, and bodies of another type. */
    static FormParameters parameters(Request request) {
        if (NEVER_IN_QUERY.stream().anyMatch(request.query()::contains)) {
            throw OAuthFailure.rest(new ApiFailure(401, 124,
                    "Invalid access token, this access token is not supported as query parameter string."));
        }
        if (request.bodyKind() == BodyKind.NONE) {
            return request.query();
        }
        if (request.bodyKind() != BodyKind.FORM) {
            throw OAuthFailure.invalidRequest("Bad Request");
        }
        return FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8)).and(request.query());
    }

    private ObjectNode body(Granted granted) {
        IssuedToken token = granted.token();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("access_token", token.value());
        body.put("token_type", "bearer");
        if (granted.refreshToken() != null) {
            body.put("refresh_token", granted.refreshToken().value());
        }
        body.put("expires_in", granted.expiresIn());
        body.put("scope", String.join(" ", new TreeSet<>(token.scopes())));
        if (granted.withApiUrl()) {
            body.put("api_url", apiUrl.apply(token.accountId()));
        }
        return body;
    }
}
