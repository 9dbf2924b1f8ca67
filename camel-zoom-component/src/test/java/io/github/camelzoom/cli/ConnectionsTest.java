package io.github.camelzoom.cli;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import io.github.camelzoom.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectionsTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();

    private Connections connections(String... lines) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(String.join("\n", lines)));
        return new Connections(new ConnectionFile(properties, environment::get), environment::get, given);
    }

    @Test
    void whenOptionFileAndEnvironmentDisagreeThenTheNearerOneCounts() throws Exception {
        environment.put("ZOOM_TOKEN_STORE", "file:environment");
        Connections connections = connections("zoom.connections.a.oauthClientId=1", "zoom.connections.b.tokenStore=file:own");

        assertThat(connections.one("a").tokenStore()).isEqualTo("file:environment");
        assertThat(connections.one("b").tokenStore()).isEqualTo("file:own");
        given.put("tokenStore", "file:given");
        assertThat(connections.one("b").tokenStore()).isEqualTo("file:given");
    }

    @Test
    void whenTheEnvironmentHasAnotherClientThenItsSecretIsNotTaken() throws Exception {
        environment.put("ZOOM_CLIENT_ID", "mine");
        environment.put("ZOOM_CLIENT_SECRET", "canary");
        Connections connections = connections("zoom.connections.a.oauthClientId=other",
                "zoom.connections.b.oauthClientId=mine");

        assertThat(connections.one("a").oauth().clientSecret()).isNull();
        assertThat(connections.one("b").oauth().clientSecret()).isEqualTo("canary");
    }

    @Test
    void whenConnectionsAreNamedThenNoneInheritsAnAccount() throws Exception {
        environment.put("ZOOM_ACCOUNT_ID", "account");
        Connections connections = connections("zoom.accountId=another", "zoom.connections.a.oauthClientId=1");

        assertThat(connections.one("a").oauth().accountId()).isNull();
    }

    @Test
    void whenNothingIsNamedThenTheNameIsTheComponents() throws Exception {
        environment.put("ZOOM_CLIENT_ID", "abc");
        assertThat(connections().one(null).name()).isEqualTo("client abc");
        environment.put("ZOOM_ACCOUNT_ID", "acc");
        assertThat(connections().one(null).name()).isEqualTo("account acc");
        assertThat(connections().one("acme").name()).isEqualTo("acme");
        assertThat(connections("zoom.oauthClientId=file").names()).containsExactly("account acc");
    }

    @Test
    void whenThereAreSeveralThenOneMustBeChosen() throws Exception {
        Connections connections = connections("zoom.connections.a.oauthClientId=1", "zoom.connections.b.oauthClientId=2");

        assertThat(connections.names()).containsExactly("a", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> connections.one(null)).withMessageContaining("[a, b]");
        assertThatIllegalArgumentException().isThrownBy(() -> connections.one("c")).withMessageContaining("[a, b]");
        assertThat(connections("zoom.connections.a.oauthClientId=1").one(null).name()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource(Region.class)
    void whenARegionIsNamedThenItsAddressesAreTheComponents(Region region) {
        ConnectionSpec spec = new ConnectionSpec("a", Map.of("region", region.name().toLowerCase(Locale.ROOT)));

        assertThat(spec.api()).hasToString(region.apiUrl() + "/v2");
        assertThat(spec.tokenUri()).hasToString(region.oauthUrl() + "/token");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://zoom.example/oauth", "nowhere", "https://user:canary@zoom.us/oauth",
            "https://zoom.us/oauth?x=y",
            "ht tp://x" })
    void whenTheOauthUrlCannotBeTrustedThenTheOptionIsNamed(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSpec("a", Map.of("oauthUrl", url)).tokenUri())
                .withMessageContaining("oauthUrl").withMessageNotContaining("canary");
    }

    @Test
    void whenAnEnumIsWrongThenTheValidOnesAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSpec("a", Map.of("oauthGrant", "PASSWORD")).oauth())
                .withMessageContaining("oauthGrant").withMessageContaining("DEVICE_CODE");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSpec("a", Map.of("region", "MARS")).tokenUri())
                .withMessageContaining("region").withMessageContaining("GOV");
    }

    @Test
    void whenSecretsAreKnownThenNothingShowsThem() {
        ConnectionSpec spec = new ConnectionSpec("a", Map.of("oauthClientSecret", "canary", "oauthRefreshToken", "canary"));

        assertThat(spec.toString() + spec.oauth()).doesNotContain("canary");
    }
}
