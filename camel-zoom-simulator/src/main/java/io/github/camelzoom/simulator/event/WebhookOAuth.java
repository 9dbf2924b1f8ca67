package io.github.camelzoom.simulator.event;

import java.net.URI;

/**
 * The OAuth option of a webhook's authentication: before it posts, Zoom gets itself a bearer from the receiver's own authorization
 * server, by the client credentials grant.
 *
 * @param tokenUrl
 *            of the receiver's authorization server
 * @param scope
 *            empty for none
 * @param inBody
 *            whether client id and secret are fields of the form, and not in a Basic header
 */
public record WebhookOAuth(URI tokenUrl, String clientId, String clientSecret, String scope, boolean inBody) {

    @Override
    public String toString() {
        return "WebhookOAuth[" + tokenUrl + "]";
    }
}
