package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Duration;

import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.OAuthSettings;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;
import io.github.camelzoom.client.auth.grant.PastedCallback;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.simulator.TokenRequest;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A person consents in a browser: over real sockets, against the simulated Zoom. */
class ConsentsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private Zoom zoom;
    private TokenSource source;

    @BeforeEach
    void start() {
        zoom = new Zoom(ZOOM.simulator());
        source = zoom.source();
    }

    @AfterEach
    void stop() {
        zoom.close();
    }

    private TokenRecord stored() {
        return stored(source.key());
    }

    private TokenRecord stored(TokenKey key) {
        return zoom.store.find(key).orElse(null);
    }

    private PastedCallback answer(PendingConsent consent) {
        return PastedCallback.parse(zoom.allow(consent).toString());
    }

    private ConsentResult complete(PastedCallback answer, Secret cookie) {
        return Zoom.get(zoom.consents.complete(answer.state(), cookie, answer.code() == null ? null : answer.code().reveal(),
                answer.error()));
    }

    @Test
    void whenAPersonAllows_thenARouteThatHadFailedGoesOnAtOnce() {
        ZoomConsentRequiredException before = catchThrowableOfType(ZoomConsentRequiredException.class,
                () -> zoom.token(source));
        URI url = before.getAuthorizationUrl();
        assertThat(before).hasMessageContaining(url.toString());
        assertThat(zoom.manager.state(source.key()).phase()).isEqualTo(TokenState.Phase.NEEDS_CONSENT);

        ConsentResult result = zoom.paste(source, zoom.simulator.consents().approve(url, zoom.alice));

        assertThat(result.status()).isEqualTo(Status.GRANTED);
        assertThat(result.connection()).isEqualTo("acme");
        assertThat(result.expiresAt()).isAfter(zoom.now().plusSeconds(3500));
        assertThat(zoom.call(zoom.token(source))).isEqualTo(200);
        assertThat(stored().phase()).isEqualTo(TokenRecord.Phase.STABLE);
        assertThat(stored().refresh()).isNotNull();
        assertThat(zoom.manager.state(source.key()).phase()).isEqualTo(TokenState.Phase.READY);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isOne();
    }

    @Test
    void theConfidentialClientProvesItselfWithItsSecretAndPkce() {
        zoom.authorize(source);
        TokenRequest request = zoom.simulator.journal().tokenRequests().get(0);
        assertThat(request.headers().first("Authorization")).isPresent();
        assertThat(request.rawQuery()).isNullOrEmpty();
        assertThat(request.parameters()).containsOnlyKeys("grant_type", "code", "redirect_uri", "code_verifier");
    }

    @Test
    void thePublicClientHasNoSecretAndSendsItsIdInTheForm() {
        TokenSource app = zoom.source(zoom.publicSettings());
        assertThat(zoom.authorize(app).status()).isEqualTo(Status.GRANTED);
        zoom.pass(Duration.ofHours(2));
        assertThat(zoom.call(zoom.token(app))).isEqualTo(200);
        assertThat(zoom.simulator.journal().tokenRequests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.headers().first("Authorization")).isEmpty();
            assertThat(request.parameters()).containsEntry("client_id", "public-id").doesNotContainKey("client_secret");
        });
    }

    @Test
    void theAuthorizationUrlHoldsNothingSecretAndNoScope() {
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK);
        assertThat(consent.authorizationUrl().toString())
                .startsWith(zoom.simulator.oauthUrl() + "/authorize?response_type=code")
                .contains("&client_id=" + zoom.app.clientId(), "&redirect_uri=http%3A%2F%2Flocalhost%3A33333&", "&state="
                        + consent.state(), "&code_challenge=", "&code_challenge_method=S256")
                .doesNotContain("scope", zoom.app.clientSecret());
        assertThat(consent.state()).hasSize(43);
        assertThat(consent.expiresAt()).isBetween(zoom.now().plusSeconds(590), zoom.now().plusSeconds(600));
    }

    @Test
    void whileAConsentIsPendingItsUrlIsTheSameForEverybody() {
        URI url = source.authorizationUrl();
        for (int look = 0; look < 3; look++) {
            ZoomConsentRequiredException failure = catchThrowableOfType(ZoomConsentRequiredException.class, () -> zoom.token(
                    source));
            assertThat(failure.getAuthorizationUrl()).isEqualTo(url);
        }
        assertThat(zoom.source().authorizationUrl()).isEqualTo(url);
        zoom.pass(Duration.ofMinutes(10));
        assertThat(source.authorizationUrl()).isNotEqualTo(url);
    }

    @Test
    void whenThePersonDenies_thenThatIsSaidAndNothingIsStored() {
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK);
        ConsentResult result = zoom.paste(source, zoom.simulator.consents().deny(consent.authorizationUrl()));
        assertThat(result.status()).isEqualTo(Status.DENIED);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isZero();
        assertThat(stored()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "invalid_scope", "<script>alert(1)</script>", "access token eyJhbGciOi" })
    void whenTheCallbackBringsAnotherError_thenOnlyWordsOfOAuthAreRepeated(String error) {
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK);
        ConsentResult result = Zoom.get(zoom.consents.complete(consent.state(), null, null, error));
        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.message()).doesNotContain("<", "eyJ").contains(error.equals("invalid_scope") ? error : "an error");
    }

    @Test
    void whenTheStateIsReplayed_thenItIsRefusedAndTheTokensStay() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        assertThat(complete(answer, null).status()).isEqualTo(Status.GRANTED);
        TokenRecord before = stored();
        assertThat(complete(answer, null).status()).isEqualTo(Status.REPLAYED_STATE);
        assertThat(stored()).isEqualTo(before);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isOne();
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "made-up", "", "0" })
    void whenTheStateIsUnknown_thenItIsRefusedWithoutARequest(String state) {
        zoom.consents.begin(source, Zoom.CALLBACK);
        ConsentResult result = Zoom.get(zoom.consents.complete(state, null, "code", null));
        assertThat(result.status()).isEqualTo(Status.UNKNOWN_STATE);
        assertThat(result.connection()).isNull();
        assertThat(zoom.simulator.journal().tokenRequestCount()).isZero();
        assertThat(stored()).isNull();
    }

    @Test
    void whenThePersonTakesTooLong_thenTheStateHasExpired() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        zoom.pass(Duration.ofMinutes(10));
        assertThat(complete(answer, null).status()).isEqualTo(Status.EXPIRED);
        zoom.pass(Duration.ofMinutes(11));
        zoom.consents.begin(source, Zoom.CALLBACK);
        assertThat(complete(answer, null).status()).isEqualTo(Status.UNKNOWN_STATE);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isZero();
    }

    @Test
    void whenAnotherBrowserBringsTheAnswer_thenItIsRefusedAndTheRightOneMayStillCome() {
        Secret cookie = Secret.of("cookie-of-this-browser");
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK, cookie);
        assertThat(zoom.consents.begin(source, Zoom.CALLBACK, cookie)).isEqualTo(consent);
        assertThat(zoom.consents.begin(source, Zoom.CALLBACK)).isNotEqualTo(consent);
        PastedCallback answer = answer(consent);
        assertThat(complete(answer, null).status()).isEqualTo(Status.OTHER_BROWSER);
        assertThat(complete(answer, Secret.of("cookie-of-another")).status()).isEqualTo(Status.OTHER_BROWSER);
        assertThat(stored()).isNull();
        assertThat(complete(answer, cookie).status()).isEqualTo(Status.GRANTED);
    }

    @Test
    void whenTheCodeHasExpired_thenItIsSaidAndANewConsentHelps() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        zoom.pass(Duration.ofMinutes(5));
        ConsentResult result = complete(answer, null);
        assertThat(result.status()).isEqualTo(Status.CODE_REFUSED);
        assertThat(result.message()).contains("five minutes").doesNotContain(answer.code().reveal());
        assertThat(stored()).isNull();
        assertThat(zoom.authorize(source).isGranted()).isTrue();
    }

    @Test
    void whenACodeIsPastedTwice_thenTheSecondIsRefusedAndTheTokensStay() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        assertThat(zoom.paste(source, answer.code().reveal()).status()).isEqualTo(Status.GRANTED);
        assertThat(zoom.paste(source, answer.code().reveal()).status()).isEqualTo(Status.UNKNOWN_STATE);
        zoom.consents.begin(source, Zoom.CALLBACK);
        assertThat(zoom.paste(source, answer.code().reveal()).status()).isEqualTo(Status.CODE_REFUSED);
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenTheRedirectUrlDiffersByAByte_thenTheResultNamesCallbackUrl() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        PendingConsent other = zoom.consents.begin(source, Zoom.CALLBACK + "/");
        ConsentResult result = complete(new PastedCallback(answer.code(), other.state(), null), null);
        assertThat(result.status()).isEqualTo(Status.REDIRECT_MISMATCH);
        assertThat(result.property()).isEqualTo("callbackUrl");
        assertThat(result.zoomCode()).isEqualTo(4709);
        assertThat(result.message()).contains("callbackUrl");
    }

    @Test
    void whenTheCodeBelongsToAnotherBeginning_thenPkceRefusesIt() {
        PastedCallback answer = answer(zoom.consents.begin(source, Zoom.CALLBACK));
        PendingConsent other = zoom.consents.begin(source, Zoom.CALLBACK, Secret.of("cookie"));
        assertThat(complete(new PastedCallback(answer.code(), other.state(), null), Secret.of("cookie")).status()).isEqualTo(
                Status.CODE_REFUSED);
        assertThat(stored()).isNull();
    }

    @Test
    void whenTheSecretIsWrong_thenTheResultNamesTheProperty() {
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK);
        URI callback = zoom.allow(consent);
        zoom.app.clientSecret("changed-elsewhere");
        ConsentResult result = zoom.paste(source, callback);
        assertThat(result.status()).isEqualTo(Status.CLIENT_REFUSED);
        assertThat(result.property()).isEqualTo("oauthClientId");
        assertThat(result.message()).contains("oauthClientSecret");
    }

    @Test
    void whenTheAnswerIsLost_thenItIsNotAskedForAgainAndANewConsentHelps() {
        zoom.simulator.faults().onToken("authorization_code").loseAnswer();
        ConsentResult lost = zoom.authorize(source);
        assertThat(lost.status()).isEqualTo(Status.UNAVAILABLE);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isOne();
        assertThat(zoom.authorize(source).status()).isEqualTo(Status.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "http://localhost:33333/?foo=bar", "?state=x", "two words", "t\u00f6k" })
    void whenWhatWasPastedHoldsNoCode_thenThatIsSaid(String pasted) {
        zoom.consents.begin(source, Zoom.CALLBACK);
        assertThat(zoom.paste(source, pasted).status()).isEqualTo(Status.NO_CODE);
    }

    @Test
    void whenTheAnswerOfAnotherConnectionIsPasted_thenNothingHappens() {
        OAuthSettings settings = new OAuthSettings("other", null, null, null, zoom.app.clientId(), zoom.app.clientSecret(),
                null,
                null, null, null, null);
        TokenSource other = zoom.source(settings);
        URI callback = zoom.allow(zoom.consents.begin(source, Zoom.CALLBACK));
        assertThat(zoom.paste(other, callback).status()).isEqualTo(Status.UNKNOWN_STATE);
        assertThat(stored(other.key())).isNull();
        assertThat(zoom.paste(source, callback).status()).isEqualTo(Status.GRANTED);
    }

    @Test
    void afterAConsentOtherPendingOnesOfTheConnectionAreOver() {
        Secret cookie = Secret.of("cookie");
        PastedCallback first = answer(zoom.consents.begin(source, Zoom.CALLBACK, cookie));
        assertThat(zoom.consents.pendingUntil(Zoom.CALLBACK)).isPresent();
        zoom.authorize(source);
        assertThat(complete(first, cookie).status()).isEqualTo(Status.REPLAYED_STATE);
        assertThat(zoom.consents.pendingUntil(Zoom.CALLBACK)).isEmpty();
        assertThat(zoom.status(source)).isEqualTo(200);
    }

    @Test
    void whenNoPersonIsNeeded_thenThereIsNothingToBegin() {
        OAuthSettings settings = new OAuthSettings("s2s", null, null, OAuthGrant.ACCOUNT_CREDENTIALS, "id", "secret", "acc",
                null,
                null, null, null);
        TokenSource machine = zoom.source(settings);
        assertThat(machine.authorizationUrl()).isNull();
        assertThatThrownBy(() -> zoom.consents.begin(machine, Zoom.CALLBACK)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs no person");
        assertThatThrownBy(() -> zoom.consents.begin(source, "localhost")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackUrl");
    }

    @Test
    void aConsentGivenInAnotherProcessIsFoundWithinSeconds() {
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class);
        try (Zoom cli = zoom.another()) {
            assertThat(cli.authorize(cli.source()).status()).isEqualTo(Status.GRANTED);
        }
        assertThatThrownBy(() -> zoom.token(source)).isInstanceOf(ZoomConsentRequiredException.class);
        zoom.pass(Duration.ofSeconds(5));
        assertThat(zoom.status(source)).isEqualTo(200);
        assertThat(zoom.simulator.journal().tokenRequestCount()).isOne();
    }
}
