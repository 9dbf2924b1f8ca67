package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.AppType;

/** Swaps an authorization code for the first token pair. */
final class AuthorizationCodeGrant implements PublicClientGrant {

    private static final int GRANT_NOT_SUPPORTED = 4705;
    private static final int REDIRECT_MISMATCH = 4709;

    private final AuthorizationCodes codes;
    private final UserGrants grants;

    AuthorizationCodeGrant(AuthorizationCodes codes, UserGrants grants) {
        this.codes = codes;
        this.grants = grants;
    }

    @Override
    public String grantType() {
        return "authorization_code";
    }

    @Override
    public Granted grant(GrantRequest request) {
        if (request.app().appType() != AppType.GENERAL) {
            throw OAuthFailure.numbered(400, GRANT_NOT_SUPPORTED, "This grant type is not supported for the app.");
        }
        String value = request.required("code");
        AuthorizationCodes.Code code = codes.find(value).filter(c -> c.request().clientId().equals(request.clientId()))
                .orElseThrow(() -> OAuthFailure.invalidRequest("Invalid authorization code " + value));
        if (!request.parameters().first("redirect_uri").orElse("").equals(code.request().redirectUri())) {
            throw OAuthFailure.numbered(400, REDIRECT_MISMATCH, "Redirect URI mismatch.");
        }
        Pkce challenge = code.request().challenge();
        String verifier = request.parameters().first("code_verifier").orElse("");
        if (challenge != null && !challenge.isAnsweredBy(verifier)) {
            throw OAuthFailure.of(400, "invalid_grant", "Invalid code verifier");
        }
        codes.use(code);
        return grants.authorize(request.app(), request.clientId(), code.user(), grantType());
    }
}
