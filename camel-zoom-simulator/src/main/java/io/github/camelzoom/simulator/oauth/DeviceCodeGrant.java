package io.github.camelzoom.simulator.oauth;

/** What a device polls with until its user decided. */
final class DeviceCodeGrant implements GrantHandler {

    private static final long TOLD_LIFETIME_SHORTFALL = 1;

    private final DeviceCodes devices;
    private final UserGrants grants;

    DeviceCodeGrant(DeviceCodes devices, UserGrants grants) {
        this.devices = devices;
        this.grants = grants;
    }

    @Override
    public String grantType() {
        return "urn:ietf:params:oauth:grant-type:device_code";
    }

    /** Zoom's sample tells one second less than an hour here and no {@code api_url}. */
    @Override
    public Granted grant(GrantRequest request) {
        DeviceCodes.Device device = devices.poll(request.required("device_code"), request.app());
        Granted granted = grants.authorize(request.app(), request.clientId(), device.user(), grantType());
        return new Granted(granted.token(), granted.refreshToken(), granted.expiresIn() - TOLD_LIFETIME_SHORTFALL, false);
    }
}
