package io.github.camelzoom.client.error;

import java.net.URI;

/** A person has to allow the app once, at {@link #getAuthorizationUrl()}; until then every call fails at once. */
public class ZoomConsentRequiredException extends ZoomAuthException {

    private final URI authorizationUrl;

    /**
     * @param authorizationUrl where the person consents; null when none can be built
     */
    public ZoomConsentRequiredException(ErrorDetail detail, URI authorizationUrl, String message, Throwable cause) {
        super(detail, Reason.NEEDS_CONSENT, null, message, cause);
        this.authorizationUrl = authorizationUrl;
    }

    private ZoomConsentRequiredException(ZoomConsentRequiredException other, String operation) {
        super(other, operation);
        this.authorizationUrl = other.authorizationUrl;
    }

    @Override
    public ZoomConsentRequiredException forOperation(String operation) {
        return new ZoomConsentRequiredException(this, operation);
    }

    /** Where the person consents; null when no URL can be built. It holds no secret. */
    public URI getAuthorizationUrl() {
        return authorizationUrl;
    }
}
