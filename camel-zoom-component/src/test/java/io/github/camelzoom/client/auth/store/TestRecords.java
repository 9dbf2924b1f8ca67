package io.github.camelzoom.client.auth.store;

import java.net.URI;
import java.time.Instant;
import java.util.Set;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;

/** Keys and records for tests. */
public final class TestRecords {

    public static final String ACCESS = "eyJ-canary-access";
    public static final String REFRESH = "eyJ-canary-refresh";
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private TestRecords() {}

    public static TokenKey key(String subject) {
        return new TokenKey("https://zoom.us/oauth", "canary-client", "authorization_code", subject);
    }

    /** A record with every field set. */
    public static TokenRecord full(TokenKey key, long version) {
        return new TokenRecord(key, version, Phase.IN_DOUBT, access(ACCESS + version), Secret.of(REFRESH + version),
                new Claim("node-1", "attempt-" + version, "0a1b2c3d"), new Failure("LOST_ANSWER", "Ask again: ä€𝄞", NOW));
    }

    /** A record with nothing but what must be there. */
    public static TokenRecord bare(TokenKey key, long version) {
        return new TokenRecord(key, version, Phase.REFRESHING, null, null, null, null);
    }

    public static TokenRecord claimedBy(String node, TokenKey key, long version) {
        return new TokenRecord(key, version, Phase.REFRESHING, null, Secret.of(REFRESH), new Claim(node, "1", null), null);
    }

    public static AccessToken access(String value) {
        return new AccessToken(Secret.of(value), NOW, NOW.plusSeconds(3000), NOW.plusSeconds(3600),
                Set.of("meeting:read:admin", "user:read", "ünï:code"), URI.create("https://api-us.zoom.us"));
    }
}
