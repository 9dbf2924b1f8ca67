package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.auth.grant.AuthorizationCodeGrant;
import io.github.camelzoom.client.auth.grant.PastedCallback;
import io.github.camelzoom.client.auth.store.MemoryTokenStores;
import io.github.camelzoom.client.testing.FakeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What waits for a person: bounded, expiring, good once. */
class PendingConsentsTest {

    private static final String CALLBACK = "http://localhost:33333/a?b=c d&e=\u00fc";

    private final FakeClock clock = new FakeClock();
    private final PendingConsents pending = new PendingConsents(clock, new SecureRandom(), 40);

    private static TokenSource source(String connection) {
        return TokenSource.builder(connection).client("id&=", Secret.of("s3cr3t")).grant(new AuthorizationCodeGrant()).endpoint(
                URI.create("https://zoom.us/oauth/token"), request -> new TokenAnswer.Unknown(false, 0, "no", null, null))
                .store(new MemoryTokenStores().get("x")).build();
    }

    @Test
    void theUrlCarriesTheRedirectUrlToTheByte() {
        PendingConsent consent = pending.open(source("acme"), CALLBACK, null);
        URI url = consent.authorizationUrl();
        assertThat(url).hasScheme("https").hasHost("zoom.us").hasPath("/oauth/authorize");
        assertThat(url.getRawQuery()).contains("client_id=id%26%3D&",
                "redirect_uri=http%3A%2F%2Flocalhost%3A33333%2Fa%3Fb%3Dc%20d%26e%3D%C3%BC&");
        assertThat(url.getQuery()).contains("redirect_uri=" + CALLBACK);
    }

    /** The example of RFC 7636, appendix B. */
    @Test
    void theChallengeIsThatOfTheRfc() {
        Pkce pkce = Pkce.of(Secret.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assertThat(pkce.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertThat(pkce.toString()).doesNotContain("dBjftJeZ4CVP");
        assertThat(Pkce.generate(new SecureRandom()).verifier().reveal()).hasSize(43).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void theSameOneIsGivenUntilItExpires() {
        TokenSource source = source("acme");
        PendingConsent first = pending.open(source, CALLBACK, null);
        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(pending.open(source("acme"), CALLBACK, null)).isEqualTo(first);
        assertThat(pending.unbound(source.key())).contains(first);
        clock.advance(Duration.ofNanos(1));
        assertThat(pending.unbound(source.key())).isEmpty();
        assertThat(pending.open(source, CALLBACK, null).state()).isNotEqualTo(first.state());
        assertThat(pending.take(first.state(), null).refused()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void everyPurposeHasItsOwnStateAndVerifier() {
        Set<String> states = new HashSet<>();
        states.add(pending.open(source("a"), CALLBACK, null).state());
        states.add(pending.open(source("b"), CALLBACK, null).state());
        states.add(pending.open(source("a"), CALLBACK, Secret.of("cookie-1")).state());
        states.add(pending.open(source("a"), CALLBACK, Secret.of("cookie-2")).state());
        states.add(pending.open(source("a"), "http://localhost:1", null).state());
        assertThat(states).hasSize(5);
    }

    @Test
    void theOldestAreForgottenBeyondTheLimits() {
        PendingConsent first = pending.open(source("flooded"), CALLBACK, Secret.of("first"));
        PendingConsent quiet = pending.open(source("quiet"), CALLBACK, null);
        for (int cookie = 0; cookie < 16; cookie++) {
            pending.open(source("flooded"), CALLBACK, Secret.of("cookie-" + cookie));
        }
        assertThat(pending.take(first.state(), Secret.of("first")).refused()).isEqualTo(Status.UNKNOWN_STATE);
        assertThat(pending.unbound(source("quiet").key())).contains(quiet);
        for (int number = 0; number < 40; number++) {
            pending.open(source("c" + number), CALLBACK, null);
        }
        assertThat(pending.unbound(source("quiet").key())).isEmpty();
        assertThat(pending.unbound(source("c39").key())).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = { "abc|abc|-|-", "  abc |abc|-|-",
            "http://localhost:33333/?code=a%2Bb&state=s|a+b|s|-", "http://localhost:33333?state=s&code=abc#_|abc|s|-",
            "code=abc&state=s|abc|s|-", "http://localhost:33333/?error=access_denied&state=s|-|s|access_denied",
            "https://zoom.us/|-|-|-", "?code=|-|-|-", "a b|-|-|-", "http://x/?code=a%zz|a%zz|-|-" })
    void whatPeoplePasteIsUnderstood(String text, String code, String state, String error) {
        PastedCallback pasted = PastedCallback.parse(text);
        assertThat(pasted.code() == null ? null : pasted.code().reveal()).isEqualTo(code);
        assertThat(pasted.state()).isEqualTo(state);
        assertThat(pasted.error()).isEqualTo(error);
        assertThat(pasted.toString()).doesNotContain("abc");
    }
}
