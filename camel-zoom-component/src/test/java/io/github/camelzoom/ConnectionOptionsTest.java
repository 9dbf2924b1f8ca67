package io.github.camelzoom;

import java.nio.file.Path;
import java.util.Map;

import io.github.camelzoom.client.auth.store.MemoryTokenStore;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.simulator.ApiRequest;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedApp;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which bearer an endpoint's options lead to. */
class ConnectionOptionsTest extends ZoomTestSupport {

    @TempDir
    Path folder;

    @Test
    void authSchemeNoneSendsNoBearerAndAsksForNone() {
        simulator().faults().onApi().status(200, "{}");
        ok("zoom:users/list?authScheme=NONE", null, Map.of());
        assertThat(simulator().journal().apiRequests()).singleElement().extracting(ApiRequest::authorization).isNull();
        assertThat(failure(ZoomAuthException.class, "zoom:users/list?authScheme=NONE", null, Map.of())).hasMessageContaining(
                "users/list");
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void aTokenThatTheUserBringsIsUsedAndNeverRenewed() {
        Exchange token = ok("zoom:token", null, Map.of());
        String brought = token.getMessage().getHeader("Authorization", String.class).substring("Bearer ".length());
        simulator().journal().clear();
        String uri = "zoom:users/list?initiateOAuth=OFF&oauthAccessToken=RAW(" + brought + ")";
        ok(uri, null, Map.of());
        assertThat(simulator().journal().apiRequests().get(0).authorization()).isEqualTo("Bearer " + brought);
        simulator().expireAllTokens();
        ZoomAuthException ended = failure(ZoomAuthException.class, uri, null, Map.of());
        assertThat(ended.getReason()).isEqualTo(ZoomAuthException.Reason.NOT_ALLOWED);
        assertThat(ended).hasMessageContaining("initiateOAuth=OFF").hasMessageContaining("oauthAccessToken")
                .hasMessageNotContaining(
                        brought);
        assertThat(simulator().journal().tokenRequestCount()).isZero();
    }

    @Test
    void anEndpointWithCredentialsOfItsOwnIsAnotherConnection() {
        SimulatedAccount other = simulator().accounts().add("OtherAccount");
        SimulatedApp app = other.addServerToServerApp();
        Exchange users = ok(
                "zoom:users/list?accountId=" + other.id() + "&oauthClientId=" + app.clientId() + "&oauthClientSecret=RAW("
                        + app.clientSecret() + ")",
                null, Map.of());
        assertThat(users.getMessage().getBody(String.class)).contains("owner@otheraccount.example.com");
        assertThat(ok("zoom:users/list", null, Map.of()).getMessage().getBody(String.class)).doesNotContain("otheraccount");
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void theAppsOwnCredentialsNeedNoAccount() {
        SimulatedApp app = simulator().defaultAccount().generalApp();
        context.getComponent("zoom", ZoomComponent.class).getConfiguration().setAccountId(null);
        simulator().faults().onApi().status(200, "{}");
        ok("zoom:users/list?authScheme=OAUTH_CLIENT&oauthClientId=" + app.clientId() + "&oauthClientSecret=RAW("
                + app.clientSecret()
                + ")", null, Map.of());
        assertThat(simulator().journal().tokenRequests()).singleElement().satisfies(request -> assertThat(request.grantType())
                .isEqualTo("client_credentials"));
    }

    @Test
    void contextsThatShareAFileShareTheToken() throws Exception {
        String store = "&tokenStore=file:" + folder.resolve("tokens");
        ok("zoom:users/list?pageSize=10" + store, null, Map.of());
        CamelContext other = new DefaultCamelContext();
        try {
            other.addComponent("zoom", component(other, serverToServer()));
            other.start();
            other.createProducerTemplate().requestBody("zoom:users/list?pageSize=10" + store, (Object) null);
        } finally {
            other.stop();
        }
        assertThat(simulator().journal().apiRequestCount()).isEqualTo(2);
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aStoreMayBeABean() {
        context.getRegistry().bind("mine", new MemoryTokenStore("mine"));
        ok("zoom:users/list?tokenStore=#mine", null, Map.of());
        ok("zoom:users/get?userId=" + userId() + "&tokenStore=#bean:mine", null, Map.of());
        assertThat(simulator().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void slashesAroundAnOperationDoNotMatter() {
        ok("zoom://users/list", null, Map.of());
        ok("zoom:users/list/", null, Map.of());
        assertThat(simulator().journal().apiRequests("users/list")).hasSize(2);
    }
}
