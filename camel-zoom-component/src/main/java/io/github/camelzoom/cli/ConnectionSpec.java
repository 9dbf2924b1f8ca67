package io.github.camelzoom.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.http.HostPolicy;

/**
 * One connection as it was described, unchecked. Immutable; {@code toString} shows no secret.
 *
 * @param name    under which rotating tokens are kept
 * @param options by the names of {@code ZoomConnection}
 */
record ConnectionSpec(String name, Map<String, String> options) {

    /** Where the component keeps tokens that rotate, unless told otherwise. */
    private static final String ROTATING_STORE = "file:${user.home}/.camel-zoom";
    private static final String REPLAYABLE_STORE = "memory://default";
    private static final List<String> REGIONS = List.of("GLOBAL", "US", "EU", "AU", "CA", "IN", "SA", "SG", "UK", "GOV");

    ConnectionSpec {
        options = Map.copyOf(options);
    }

    ConnectionSpec named(String newName) {
        return new ConnectionSpec(newName, options);
    }

    ConnectionSpec with(String option, Secret value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value.reveal());
        return new ConnectionSpec(name, more);
    }

    /** The name that the component gives to a connection whose options stand in a URI. */
    String anonymousName() {
        if (options.containsKey("accountId")) {
            return "account " + options.get("accountId");
        }
        if (options.containsKey("oauthClientId")) {
            return "client " + options.get("oauthClientId");
        }
        AuthScheme scheme = OAuthSettings.parse("authScheme", AuthScheme.class, options.get("authScheme"));
        return "authScheme=" + (scheme == null ? AuthScheme.OAUTH : scheme);
    }

    /** @throws IllegalArgumentException naming the option and its valid values */
    OAuthSettings oauth() {
        return new OAuthSettings(name, OAuthSettings.parse("authScheme", AuthScheme.class, options.get("authScheme")),
                OAuthSettings.parse("initiateOAuth", InitiateOAuth.class, options.get("initiateOAuth")),
                OAuthSettings.parse("oauthGrant", OAuthGrant.class, options.get("oauthGrant")), options.get("oauthClientId"),
                options.get("oauthClientSecret"), options.get("accountId"), options.get("oauthAccessToken"),
                options.get("oauthRefreshToken"), number("oauthExpiresIn"), number("oauthTokenTimestamp"))
                .withConsent(options.get("oauthVerifier"), options.get("pkceVerifier"), options.get("callbackUrl"));
    }

    private Long number(String option) {
        String text = options.get(option);
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is not a whole number");
        }
    }

    /** Whether a client secret is needed and was not given. */
    boolean lacksSecret() {
        OAuthSettings oauth = oauth();
        return oauth.authScheme().usesBearer() && oauth.mode() != InitiateOAuth.OFF && oauth.clientSecret() == null
                && oauth.grant() != OAuthGrant.AUTHORIZATION_CODE;
    }

    /** Whether tokens rotate, so that they belong to this connection and not to the app. */
    boolean rotates() {
        OAuthSettings oauth = oauth();
        return oauth.authScheme().usesBearer() && oauth.mode() != InitiateOAuth.OFF && oauth.effectiveGrant().needsPerson();
    }

    String tokenStore() {
        String location = options.get("tokenStore");
        if (location != null && location.startsWith("#")) {
            throw new IllegalArgumentException("tokenStore=" + location + " is a bean of the routes; the command line can use "
                    + "file: stores only");
        }
        return location != null ? location : rotates() ? ROTATING_STORE : REPLAYABLE_STORE;
    }

    /** Null when none was given. */
    Secret tokenStoreKey() {
        String key = options.get("tokenStoreKey");
        return key == null || key.isEmpty() ? null : Secret.of(key);
    }

    /** Null when the token answer is to decide. */
    BaseUrls api() {
        if (options.get("baseUrl") != null) {
            return BaseUrls.explicit(options.get("baseUrl"));
        }
        String region = region();
        if (region == null) {
            return null;
        }
        return BaseUrls.ofApiHost(switch (region) {
            case "GLOBAL" -> "https://api.zoom.us";
            case "GOV" -> "https://api.zoomgov.com";
            default -> "https://api-" + region.toLowerCase(Locale.ROOT) + ".zoom.us";
        });
    }

    private String region() {
        String region = options.get("region");
        if (region == null) {
            return null;
        }
        String constant = region.strip().toUpperCase(Locale.ROOT);
        if (!REGIONS.contains(constant)) {
            throw new IllegalArgumentException("region=" + region + " is not valid; it must be one of " + REGIONS);
        }
        return constant;
    }

    /** Which hosts may see the bearer. */
    HostPolicy hosts() {
        return new HostPolicy(options.get("baseUrl") == null ? null : URI.create(options.get("baseUrl").strip()));
    }

    /** @throws IllegalArgumentException when it is no https URL; http is for this machine only */
    URI tokenUri() {
        String standard = "GOV".equals(region()) ? "https://zoomgov.com/oauth" : "https://zoom.us/oauth";
        String base = options.getOrDefault("oauthUrl", standard);
        URI uri;
        try {
            uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/token");
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes the URL, and a URL may carry a password.
            throw new IllegalArgumentException("oauthUrl is not a URL");
        }
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean local = "http".equalsIgnoreCase(uri.getScheme()) && HostPolicy.isLoopbackHost(uri.getHost());
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || !https && !local) {
            throw new IllegalArgumentException(
                    "oauthUrl must be an https URL without user and query; http is for this machine only");
        }
        return uri;
    }

    @Override
    public String toString() {
        return "ConnectionSpec[" + name + "]";
    }
}
