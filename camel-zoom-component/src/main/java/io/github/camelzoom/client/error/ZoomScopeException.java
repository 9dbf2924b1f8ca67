package io.github.camelzoom.client.error;

import java.util.List;

/** The app lacks a scope (Zoom code 4711). A new token would not help: the scope has to be added to the app. */
public class ZoomScopeException extends ZoomAuthException {

    private final List<String> missingScopes;

    public ZoomScopeException(ErrorDetail detail, List<String> missingScopes) {
        super(detail, Reason.SCOPE, "scopes", missingScopes.isEmpty()
                ? "the app lacks a scope; add it on the app's Scopes page"
                : "the app lacks one of the scopes " + missingScopes + "; add it on the app's Scopes page", null);
        this.missingScopes = List.copyOf(missingScopes);
    }

    private ZoomScopeException(ZoomScopeException other, String operation) {
        super(other, operation);
        this.missingScopes = other.missingScopes;
    }

    @Override
    public ZoomScopeException forOperation(String operation) {
        return new ZoomScopeException(this, operation);
    }

    /** The scopes that Zoom named, alternatives to each other; empty when it named none. */
    public List<String> getMissingScopes() {
        return missingScopes;
    }
}
