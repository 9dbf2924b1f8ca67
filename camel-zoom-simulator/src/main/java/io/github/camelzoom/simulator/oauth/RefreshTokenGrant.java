package io.github.camelzoom.simulator.oauth;

/** Swaps a refresh token for a new pair; the old one is dead at once. */
final class RefreshTokenGrant implements PublicClientGrant {

    private final UserGrants grants;

    RefreshTokenGrant(UserGrants grants) {
        this.grants = grants;
    }

    @Override
    public String grantType() {
        return "refresh_token";
    }

    @Override
    public Granted grant(GrantRequest request) {
        return grants.refresh(request.required("refresh_token"), request.clientId());
    }
}
