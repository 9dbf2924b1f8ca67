package io.github.camelzoom.simulator.oauth;

import io.github.camelzoom.simulator.SimulatedAccounts;

/** Swaps a refresh token for a new pair; the old one is dead at once. */
final class RefreshTokenGrant implements PublicClientGrant {

    private static final int OWNER_GONE = 4735;

    private final UserGrants grants;
    private final SimulatedAccounts accounts;

    RefreshTokenGrant(UserGrants grants, SimulatedAccounts accounts) {
        this.grants = grants;
        this.accounts = accounts;
    }

    @Override
    public String grantType() {
        return "refresh_token";
    }

    @Override
    public Granted grant(GrantRequest request) {
        String refreshToken = request.required("refresh_token");
        boolean ownerGone = grants.refreshTokens().find(refreshToken).map(RefreshToken::consent)
                .filter(c -> accounts.find(c.accountId()).flatMap(a -> a.data().user(c.userId())).isEmpty()).isPresent();
        if (ownerGone) {
            throw OAuthFailure.numbered(400, OWNER_GONE, "The owner of the token does not exist.");
        }
        return grants.refresh(refreshToken, request.clientId());
    }
}
