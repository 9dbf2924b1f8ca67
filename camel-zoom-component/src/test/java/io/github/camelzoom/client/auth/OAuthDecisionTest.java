package io.github.camelzoom.client.auth;

import java.time.Instant;
import java.util.Set;

import io.github.camelzoom.client.auth.OAuthDecision.Action;
import io.github.camelzoom.client.auth.OAuthDecision.Facts;
import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
import io.github.camelzoom.client.auth.grant.AuthorizationCodeGrant;
import io.github.camelzoom.client.auth.grant.ClientCredentialsGrant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The decision table, row by row. */
class OAuthDecisionTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private static Grant grant(String kind) {
        return switch (kind) {
            case "account" -> new AccountCredentialsGrant("a");
            case "client" -> new ClientCredentialsGrant();
            default -> new RotatingGrant();
        };
    }

    private static TokenRecord stored(String access, String refresh, Grant grant) {
        Instant end = access.equals("valid") ? NOW.plusSeconds(3000) : NOW.minusSeconds(1);
        AccessToken token = access.equals("none")
                ? null
                : new AccessToken(Secret.of("AT"), end.minusSeconds(3600), end, end, Set.of(), null);
        return token == null && refresh.equals("none")
                ? null
                : new TokenRecord(TokenKeys.of(ScriptedEndpoint.URI_, "c", Secret.of("s"), grant, "x"), 1,
                        TokenRecord.Phase.STABLE, token, refresh.equals("none") ? null : Secret.of("RT"), null, null);
    }

    @ParameterizedTest(name = "{0} {1}: AT {2}, RT {3} -> {4} {5}")
    @CsvSource({ "REFRESH,account,valid,none,USE,", "REFRESH,account,expired,none,FETCH,",
            "REFRESH,account,none,none,FAIL,initiateOAuth", "REFRESH,client,valid,none,USE,",
            "REFRESH,client,expired,none,FETCH,", "REFRESH,client,none,none,FAIL,initiateOAuth",
            "REFRESH,rotating,valid,none,USE,", "REFRESH,rotating,valid,known,USE,", "REFRESH,rotating,expired,known,REFRESH,",
            "REFRESH,rotating,none,known,REFRESH,", "REFRESH,rotating,expired,none,FAIL,oauthRefreshToken",
            "REFRESH,rotating,none,none,FAIL,oauthRefreshToken", "GETANDREFRESH,account,valid,none,USE,",
            "GETANDREFRESH,account,expired,none,FETCH,", "GETANDREFRESH,account,none,none,FETCH,",
            "GETANDREFRESH,client,valid,none,USE,", "GETANDREFRESH,client,expired,none,FETCH,",
            "GETANDREFRESH,client,none,none,FETCH,", "GETANDREFRESH,rotating,valid,known,USE,",
            "GETANDREFRESH,rotating,expired,known,REFRESH,", "GETANDREFRESH,rotating,none,known,REFRESH,",
            "GETANDREFRESH,rotating,expired,none,ASK_PERSON,initiateOAuth",
            "GETANDREFRESH,rotating,none,none,ASK_PERSON,initiateOAuth" })
    void storedTokens(InitiateOAuth mode, String kind, String access, String refresh, Action action, String property) {
        Grant grant = grant(kind);
        OAuthDecision decision = OAuthDecision.decide(new Facts(AuthScheme.OAUTH, mode, grant, SuppliedTokens.NONE, stored(
                access, refresh, grant), null, null), NOW);
        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.property()).isEqualTo(property);
    }

    @ParameterizedTest(name = "{0} {1}: supplied AT {2}, RT {3} -> {4}")
    @CsvSource({ "OFF,account,valid,none,USE", "OFF,account,expired,none,USE", "OFF,rotating,expired,known,USE",
            "OFF,account,none,none,FAIL", "OFF,rotating,none,known,FAIL", "REFRESH,account,valid,none,USE",
            "REFRESH,account,expired,none,FETCH", "REFRESH,rotating,expired,known,REFRESH",
            "REFRESH,rotating,none,known,REFRESH", "REFRESH,rotating,expired,none,FAIL", "GETANDREFRESH,account,valid,none,USE",
            "GETANDREFRESH,account,expired,none,FETCH", "GETANDREFRESH,rotating,valid,known,USE",
            "GETANDREFRESH,rotating,expired,known,REFRESH", "GETANDREFRESH,rotating,expired,none,ASK_PERSON" })
    void suppliedTokens(InitiateOAuth mode, String kind, String access, String refresh, Action action) {
        SuppliedTokens supplied = new SuppliedTokens(access.equals("none") ? null : Secret.of("AT"), refresh.equals("none")
                ? null
                : Secret.of("RT"), access.equals("valid") ? NOW.minusSeconds(60) : NOW.minusSeconds(7200), null);
        assertThat(
                OAuthDecision.decide(new Facts(AuthScheme.OAUTH, mode, grant(kind), supplied, null, null, null), NOW).action())
                .isEqualTo(action);
    }

    /** The code grant's rows; a user brings a refresh token, a one-shot verifier, both or neither. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({ "REFRESH,AT valid, valid, none, STABLE, none, unused, USE,",
            "REFRESH,AT expired and RT stored, expired, known, STABLE, none, none, REFRESH,",
            "REFRESH,AT expired and no RT, expired, none, STABLE, none, none, FAIL, oauthRefreshToken",
            "REFRESH,nothing at all, none, none, STABLE, none, none, FAIL, oauthRefreshToken",
            "REFRESH,the user brings an RT, none, none, STABLE, brought, none, REFRESH,",
            "REFRESH,the user brings a verifier, none, none, STABLE, none, unused, EXCHANGE,",
            "REFRESH,the user brings both, none, none, STABLE, brought, unused, REFRESH,",
            "REFRESH,the verifier was used and the RT stored, expired, known, STABLE, none, used, REFRESH,",
            "REFRESH,the verifier was used and nothing stored, none, none, STABLE, none, used, FAIL, oauthRefreshToken",
            "REFRESH,an RT is stored and the verifier not needed, expired, known, STABLE, none, unused, REFRESH,",
            "REFRESH,the stored RT is dead and a verifier new, expired, known, NEEDS_CONSENT, none, unused, EXCHANGE,",
            "REFRESH,the stored RT is dead, expired, known, NEEDS_CONSENT, none, none, REFRESH,",
            "GETANDREFRESH,AT valid, valid, known, STABLE, none, unused, USE,",
            "GETANDREFRESH,AT expired and RT stored, expired, known, STABLE, none, none, REFRESH,",
            "GETANDREFRESH,AT expired and no RT, expired, none, STABLE, none, none, ASK_PERSON, initiateOAuth",
            "GETANDREFRESH,nothing at all, none, none, STABLE, none, none, ASK_PERSON, initiateOAuth",
            "GETANDREFRESH,the user brings an RT, none, none, STABLE, brought, none, REFRESH,",
            "GETANDREFRESH,the user brings a verifier, none, none, STABLE, none, unused, EXCHANGE,",
            "GETANDREFRESH,the verifier was used, none, none, STABLE, none, used, ASK_PERSON, initiateOAuth",
            "GETANDREFRESH,the stored RT is dead and a verifier new, expired, known, NEEDS_CONSENT, none, unused, EXCHANGE," })
    void codeGrant(InitiateOAuth mode, String row, String access, String refresh, TokenRecord.Phase phase, String brought,
            String verifier, Action action, String property) {
        Grant grant = new AuthorizationCodeGrant();
        TokenRecord stored = stored(access, refresh, grant);
        if (stored != null) {
            stored = new TokenRecord(stored.key(), 1, phase, stored.access(), stored.refresh(), null, null);
        }
        SuppliedTokens supplied = brought.equals("brought")
                ? new SuppliedTokens(null, Secret.of("RT-brought"), null, null)
                : SuppliedTokens.NONE;
        OAuthDecision decision = OAuthDecision.decide(new Facts(AuthScheme.OAUTH, mode, grant, supplied, stored, null, verifier
                .equals("unused") ? Secret.of("code") : null), NOW);
        assertThat(decision.action()).as(row).isEqualTo(action);
        assertThat(decision.property()).as(row).isEqualTo(property);
    }

    @ParameterizedTest(name = "RT brought {0} s from now wins: {1}")
    @CsvSource({ "-7200,RT", "-10,RT-brought", ",RT" })
    void aRefreshTokenOlderThanTheStoredOneLoses(Long age, String winner) {
        Grant grant = new AuthorizationCodeGrant();
        SuppliedTokens supplied = new SuppliedTokens(null, Secret.of("RT-brought"), age == null ? null : NOW.plusSeconds(age),
                null);
        OAuthDecision decision = OAuthDecision
                .decide(new Facts(AuthScheme.OAUTH, InitiateOAuth.REFRESH, grant, supplied, stored(
                        "expired", "known", grant), null, null), NOW);
        assertThat(decision.refresh().reveal()).isEqualTo(winner);
    }

    @ParameterizedTest
    @CsvSource({ "OFF,account,FAIL", "REFRESH,account,FETCH", "REFRESH,client,FETCH", "REFRESH,rotating,FAIL",
            "GETANDREFRESH,account,FETCH", "GETANDREFRESH,rotating,ASK_PERSON" })
    void aRejectedTokenCountsAsExpired(InitiateOAuth mode, String kind, Action action) {
        SuppliedTokens supplied = new SuppliedTokens(Secret.of("AT"), null, null, null);
        OAuthDecision decision = OAuthDecision.decide(new Facts(AuthScheme.OAUTH, mode, grant(kind), supplied, null, Node
                .fingerprint("AT"), null), NOW);
        assertThat(decision.action()).isEqualTo(action);
        if (mode == InitiateOAuth.OFF) {
            assertThat(decision.message()).contains("expired, initiateOAuth=OFF does not refresh");
        }
    }

    @ParameterizedTest
    @EnumSource(value = AuthScheme.class, names = { "NONE", "BASIC", "NTLM" })
    void otherSchemesCarryNoBearerOfOurs(AuthScheme scheme) {
        assertThat(OAuthDecision
                .decide(new Facts(scheme, InitiateOAuth.GETANDREFRESH, null, SuppliedTokens.NONE, null, null, null),
                        NOW)
                .action()).isEqualTo(Action.NO_BEARER);
    }

    @ParameterizedTest
    @CsvSource({ "-7200,AT", "-10,supplied", ",AT" })
    void theYoungerOfStoredAndSuppliedWins(Long suppliedAge, String winner) {
        Grant grant = grant("account");
        SuppliedTokens supplied = new SuppliedTokens(Secret.of("supplied"), null, suppliedAge == null
                ? null
                : NOW.plusSeconds(
                        suppliedAge),
                null);
        OAuthDecision decision = OAuthDecision.decide(new Facts(AuthScheme.OAUTH, InitiateOAuth.REFRESH, grant, supplied,
                stored("valid", "none", grant), null, null), NOW);
        assertThat(decision.access().value().reveal()).isEqualTo(winner);
    }

    @Test
    void decisionsShowNoSecret() {
        SuppliedTokens supplied = new SuppliedTokens(Secret.of("canary-at"), Secret.of("canary-rt"), NOW, null);
        Facts facts = new Facts(AuthScheme.OAUTH, InitiateOAuth.REFRESH, grant("rotating"), supplied, null, null, null);
        assertThat(facts + " " + OAuthDecision.decide(facts, NOW) + OAuthDecision.decide(facts, NOW.plusSeconds(9999)))
                .doesNotContain("canary");
    }
}
