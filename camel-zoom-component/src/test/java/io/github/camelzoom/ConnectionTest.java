package io.github.camelzoom;

import java.util.Map;
import java.util.Properties;

import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.TokenRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.SimpleMain;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Named connections: as beans, as component options, per message; and shared clients. */
class ConnectionTest extends ZoomTestSupport {

    private final ZoomClient client = new ZoomClient();

    private SimulatedApp other() {
        return simulator().accounts().add("other-account").addServerToServerApp();
    }

    private ZoomConnection connection(SimulatedApp app) {
        client.setOauthClientId(app.clientId());
        client.setOauthClientSecret(app.clientSecret());
        ZoomConnection connection = new ZoomConnection();
        connection.setClient(client);
        connection.setAccountId(app.accountId());
        return connection;
    }

    private String bearer(int index) {
        return simulator().journal().apiRequests().get(index).authorization();
    }

    @Test
    void whenAConnectionIsABeanThenAnEndpointNamesIt() {
        context.getRegistry().bind("acme", connection(other()));
        ok("zoom:users/list?connection=acme", null, Map.of());
        assertThat(simulator().journal().tokenRequests()).extracting(TokenRequest::clientId)
                .containsExactly(client.getOauthClientId());
    }

    @Test
    void whenAMessageNamesAConnectionThenItBeatsTheEndpoints() {
        context.getComponent("zoom", ZoomComponent.class).getConnections().put("acme", connection(other()));
        ok("zoom:users/list", null, Map.of());
        ok("zoom:users/list", null, Map.of(ZoomConstants.CONNECTION, "acme"));
        ok("zoom:users/list", null, Map.of());
        assertThat(bearer(0)).isEqualTo(bearer(2)).isNotEqualTo(bearer(1));
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void whenTheSecretOfAClientIsRotatedThenItsConnectionsUseTheNewOneAndNobodyElseNotices() {
        SimulatedApp app = other();
        context.getRegistry().bind("acme", connection(app));
        ok("zoom:users/list?connection=acme", null, Map.of());
        ok("zoom:users/list", null, Map.of());
        app.clientSecret("another-secret-of-the-app");
        client.setOauthClientSecret("another-secret-of-the-app");
        ok("zoom:users/list?connection=acme", null, Map.of());
        ok("zoom:users/list", null, Map.of());
        assertThat(simulator().journal().tokenRequests()).extracting(TokenRequest::clientId).containsExactly(app.clientId(),
                serverToServer().clientId(), app.clientId());
    }

    @Test
    void whenThereIsNoSuchConnectionThenTheKnownOnesAreNamed() {
        context.getRegistry().bind("acme", connection(other()));
        assertThatThrownBy(() -> context.getEndpoint("zoom:users/list?connection=amce")).rootCause()
                .hasMessage("There is no connection 'amce'. Known connections: [acme]");
        assertThat(failure(IllegalArgumentException.class, "zoom:users/list", null,
                Map.of(ZoomConstants.CONNECTION, "nobody"))).hasMessageContaining("There is no connection 'nobody'");
        assertThat(simulator().journal().all()).isEmpty();
    }

    @Test
    void whenAUriNamesAConnectionAndBringsCredentialsThenItIsRefused() {
        assertThatThrownBy(() -> context.getEndpoint("zoom:users/list?connection=acme&oauthClientId=x")).rootCause()
                .hasMessage("Options connection and oauthClientId exclude each other");
    }

    @Test
    void whenTwoConnectionsHaveDifferentSecretsThenTheyShareNothing() {
        SimulatedApp app = other();
        context.getRegistry().bind("right", connection(app));
        ZoomConnection wrong = new ZoomConnection();
        wrong.setOauthClientId(app.clientId());
        wrong.setOauthClientSecret("not-the-secret");
        wrong.setAccountId(app.accountId());
        context.getRegistry().bind("wrong", wrong);
        ok("zoom:users/list?connection=right", null, Map.of());
        ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:users/list?connection=wrong", null, Map.of());
        assertThat(refused).hasMessageContaining("'wrong'").hasMessageContaining("oauthClientSecret");
    }

    @Test
    void whenConnectionsAreComponentPropertiesThenTheyAreBound() throws Exception {
        SimulatedApp app = other();
        Properties properties = new Properties();
        properties.put("camel.component.zoom.baseUrl", simulator().baseUrl().toString());
        properties.put("camel.component.zoom.oauthUrl", simulator().oauthUrl().toString());
        properties.put("camel.component.zoom.connections[acme].accountId", app.accountId());
        properties.put("camel.component.zoom.connections[acme].oauthClientId", app.clientId());
        properties.put("camel.component.zoom.connections[acme].oauthClientSecret", app.clientSecret());
        CamelContext own = new DefaultCamelContext();
        SimpleMain main = new SimpleMain(own);
        main.setInitialProperties(properties);
        main.start();
        try {
            Object body = own.createProducerTemplate().requestBody("zoom:users/list?connection=acme&outputType=MAP", null,
                    Object.class);
            assertThat(body).isInstanceOf(Map.class);
        } finally {
            main.stop();
        }
    }

    @Test
    void whenAConnectionStringIsGivenThenItIsTheWholeConnection() {
        SimulatedApp app = other();
        ok("zoom:users/list?connectionString=RAW(Profile=Zoom.apip;authscheme=OAUTH;INITIATEOAUTH=getandrefresh;"
                + "OAuthClientId=" + app.clientId() + ";OAuthClientSecret=\"" + app.clientSecret() + "\";AccountId="
                + app.accountId() + ";Nonsense=1;)", null, Map.of());
        assertThat(simulator().journal().tokenRequests()).extracting(TokenRequest::clientId)
                .containsExactly(app.clientId());
    }
}
