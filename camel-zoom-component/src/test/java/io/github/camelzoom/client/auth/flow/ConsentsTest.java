package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Duration;

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

import static org.assertj.core.api.Assertions.assertThat;
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
}
