package io.github.camelzoom.springboot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.MemoryTokenStore;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/** Beans of the application are taken up, and properties choose between them. */
@ExtendWith(OutputCaptureExtension.class)
class ZoomBeansTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, ZoomComponentAutoConfiguration.class));

    @Test
    void theOnlyTokenStoreIsTheDefault() {
        MemoryTokenStore store = new MemoryTokenStore("mine");
        application.withBean("store", TokenStore.class, () -> store)
                .run(zoom(component -> assertThat(component.getConfiguration().getTokenStore()).isSameAs(store)));
    }

    @Test
    void aPropertyBeatsTheTokenStoreBean() {
        application.withBean("store", TokenStore.class, () -> new MemoryTokenStore("mine"))
                .withPropertyValues("camel.component.zoom.token-store=memory://other")
                .run(zoom(component -> assertThat(component.getConfiguration().getTokenStore()).isEqualTo("memory://other")));
    }

    @Test
    void aPropertyChoosesOneOfSeveralTokenStores(CapturedOutput output) {
        MemoryTokenStore second = new MemoryTokenStore("second");
        ApplicationContextRunner two = application.withBean("first", TokenStore.class, () -> new MemoryTokenStore("first"))
                .withBean("second", TokenStore.class, () -> second);
        two.run(zoom(component -> assertThat(component.getConfiguration().getTokenStore()).isNull()));
        assertThat(output).contains("several beans of type TokenStore", "camel.component.zoom.token-store=#name");
        two.withPropertyValues("camel.component.zoom.token-store=#second",
                "camel.component.zoom.connections.acme.token-store=#bean:second").run(zoom(component -> {
                    assertThat(component.getConfiguration().getTokenStore()).isSameAs(second);
                    assertThat(component.getConnections().get("acme").getTokenStore()).isSameAs(second);
                }));
    }

    @Test
    void aConnectionThatIsABeanBeatsPropertiesOfThatName(CapturedOutput output) {
        ZoomConnection bean = new ZoomConnection();
        bean.setAccountId("of-the-bean");
        application.withBean("acme", ZoomConnection.class, () -> bean)
                .withPropertyValues("camel.component.zoom.connections.acme.account-id=of-the-property",
                        "camel.component.zoom.connections.other.account-id=of-the-property")
                .run(zoom(component -> assertThat(component.getConnections()).containsOnlyKeys("other")));
        assertThat(output).contains("Connection 'acme' is a bean");
    }

    @Test
    void theOnlyClientIsTheAppOfAllWhoNameNone() {
        ZoomClient app = new ZoomClient("id", "secret");
        application.withBean("app", ZoomClient.class, () -> app)
                .withPropertyValues("camel.component.zoom.connections.acme.account-id=a",
                        "camel.component.zoom.connections.own.oauth-client-id=own")
                .run(zoom(component -> {
                    assertThat(component.getConnections().get("acme").getClient()).isSameAs(app);
                    assertThat(component.getConnections().get("own").getClient()).isNull();
                    assertThat(component.getConfiguration().getOauthClientId()).isEqualTo("id");
                }));
        application.withBean("app", ZoomClient.class, () -> app)
                .withPropertyValues("camel.component.zoom.oauth-client-id=of-the-property",
                        "camel.component.zoom.connections.acme.account-id=a")
                .run(zoom(component -> {
                    assertThat(component.getConnections().get("acme").getClient()).isNull();
                    assertThat(component.getConfiguration().getOauthClientId()).isEqualTo("of-the-property");
                }));
    }

    @Test
    void theOnlyRateBudgetsAreThoseOfTheComponent() {
        RateBudgets budgets = mock(RateBudgets.class);
        application.withBean("budgets", RateBudgets.class, () -> budgets)
                .run(zoom(component -> assertThat(component.getRateBudgets()).isSameAs(budgets)));
        application.withBean("budgets", RateBudgets.class, () -> budgets)
                .withBean("others", RateBudgets.class, () -> mock(RateBudgets.class))
                .withPropertyValues("camel.component.zoom.rate-budgets=#budgets")
                .run(zoom(component -> assertThat(component.getRateBudgets()).isSameAs(budgets)));
    }

    @Test
    void connectionsNameTheirClients() {
        ZoomClient one = new ZoomClient("one", "secret");
        application.withBean("one", ZoomClient.class, () -> one).withBean("two", ZoomClient.class, () -> new ZoomClient())
                .withPropertyValues("camel.component.zoom.connections.a.client=#one",
                        "camel.component.zoom.connections.b.client=one")
                .run(zoom(component -> {
                    assertThat(component.getConnections().get("a").getClient()).isSameAs(one);
                    assertThat(component.getConnections().get("b").getClient()).isSameAs(one);
                }));
    }

    @Test
    void aKeyProviderEncryptsFileStores(@TempDir Path folder) {
        ZoomSimulator zoom = ZOOM.simulator();
        SimulatedApp app = zoom.defaultAccount().serverToServerApp();
        application.withBean(TokenKeys.class, OneKey::new).withPropertyValues("camel.component.zoom.base-url=" + zoom.baseUrl(),
                "camel.component.zoom.oauth-url=" + zoom.oauthUrl(),
                "camel.component.zoom.connections.acme.account-id=" + app.accountId(),
                "camel.component.zoom.connections.acme.oauth-client-id=" + app.clientId(),
                "camel.component.zoom.connections.acme.oauth-client-secret=" + app.clientSecret(),
                "camel.component.zoom.connections.acme.token-store=file:" + folder.resolve("tokens"))
                .run(context -> {
                    FluentProducerTemplate template = context.getBean(CamelContext.class).createFluentProducerTemplate();
                    assertThat(template.to("zoom:users/list?connection=acme").request(String.class)).contains("\"users\"");
                    assertThat(folder).isDirectoryRecursivelyContaining(Files::isRegularFile);
                    assertThat(context.getBean(OneKey.class).used).isTrue();
                });
    }

    private static ContextConsumer<AssertableApplicationContext> zoom(Consumer<ZoomComponent> check) {
        return context -> {
            assertThat(context).hasNotFailed();
            check.accept(context.getBean(CamelContext.class).getComponent("zoom", ZoomComponent.class));
        };
    }

    /** A key as a vault would give it. */
    static final class OneKey implements TokenKeys {

        private volatile boolean used;

        @Override
        public String primary() {
            used = true;
            return "of-the-vault";
        }

        @Override
        public SecretKey find(String id) {
            return id.equals("of-the-vault") ? new SecretKeySpec(new byte[32], "AES") : null;
        }

        @Override
        public Set<String> ids() {
            return Set.of("of-the-vault");
        }
    }
}
