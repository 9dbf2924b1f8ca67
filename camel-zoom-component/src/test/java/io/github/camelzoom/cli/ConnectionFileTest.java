package io.github.camelzoom.cli;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectionFileTest {

    private static ConnectionFile file(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return new ConnectionFile(properties, Map.of("SECRET", "from-environment", "DOLLAR", "a$1\\b")::get);
    }

    @ParameterizedTest
    @CsvSource({ "zoom.connections.acme.oauthClientId, acme", "zoom.connections[acme].oauthClientId, acme",
            "zoom.connections.acme.oauth-client-id, acme", "camel.component.zoom.connections[acme].oauth-client-id, acme",
            "camel.component.zoom.connections.my.own.oauthClientId, my.own" })
    void whenAKeyIsWrittenAsCamelTakesItThenItIsUnderstood(String key, String name) throws Exception {
        assertThat(file(key + "=abc").options(name)).isEqualTo(Map.of("oauthClientId", "abc"));
    }

    @Test
    void whenAnOptionIsUnknownThenTheKeyIsNamedAndTheValueIsNot() {
        assertThatIllegalArgumentException().isThrownBy(() -> file("zoom.connections.acme.clientSecret=canary"))
                .withMessageContaining("zoom.connections.acme.clientSecret").withMessageContaining("oauthClientSecret")
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException().isThrownBy(() -> file("zoom.connections.acme=canary"))
                .withMessageContaining("zoom.connections.NAME.OPTION").withMessageNotContaining("canary");
    }

    @Test
    void whenTheFileIsARoutesOwnThenWhatDoesNotConcernConnectionsIsLeftAlone() throws Exception {
        ConnectionFile file = file("camel.component.zoom.max-retries=3\ncamel.main.name=x\nzoom.plan=PRO\n"
                + "camel.component.zoom.token-store=file:a\nzoom.connections.acme.appType=USER");

        assertThat(file.names()).containsExactly("acme");
        assertThat(file.common()).isEqualTo(Map.of("tokenStore", "file:a"));
    }

    @ParameterizedTest
    @CsvSource({ "{{env:SECRET}}, from-environment", "{{env:DOLLAR}}, a$1\\b", "{{env:NONE:other}}, other",
            "{{here}}, there", "{{nowhere:8080}}, 8080", "a-{{here}}-b, a-there-b", "{{twice}}, there",
            "{{sys:no.such.property:x:y}}, x:y" })
    void whenAValueHasPlaceholdersThenTheyAreReplaced(String value, String expected) throws Exception {
        ConnectionFile file = file(
                "here=there\ntwice={{here}}\nzoom.connections.acme.accountId=" + value.replace("\\", "\\\\"));

        assertThat(file.options("acme")).isEqualTo(Map.of("accountId", expected));
    }

    @ParameterizedTest
    @CsvSource({ "{{env:NONE}}", "{{nowhere}}", "{{azure:group/secret}}", "{{aws:secret:x}}", "{{loop}}" })
    void whenAPlaceholderHasNoValueThenOnlyThatConnectionFails(String value) throws Exception {
        ConnectionFile file = file("loop={{loop}}\nzoom.connections.other.accountId=abc\nzoom.connections.acme.accountId="
                + value);

        assertThat(file.options("other")).containsEntry("accountId", "abc");
        assertThatIllegalArgumentException().isThrownBy(() -> file.options("acme"));
    }
}
