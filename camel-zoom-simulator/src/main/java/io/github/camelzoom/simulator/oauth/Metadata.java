package io.github.camelzoom.simulator.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;

/** RFC 8414 metadata, as incomplete as Zoom's: it names neither account_credentials nor the device flow. */
final class Metadata {

    static final String PATH = "/.well-known/oauth-authorization-server";

    private Metadata() {}

    static Answer answer(String origin) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("issuer", origin).put("authorization_endpoint", origin + "/oauth/authorize");
        body.put("token_endpoint", origin + "/oauth/token").put("revocation_endpoint", origin + "/oauth/revoke");
        body.putArray("grant_types_supported").add("authorization_code").add("refresh_token").add("client_credentials")
                .add("urn:ietf:params:oauth:grant-type:jwt-bearer");
        body.putArray("response_types_supported").add("code");
        body.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
        return Answer.json(200, body);
    }
}
