package io.github.camelzoom.springboot;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.camelzoom.AppType;
import io.github.camelzoom.Region;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.consumer.EventAccess;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;

/** What properties do to the component, and what wrong ones say. */
class ZoomPropertiesTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, ZoomComponentAutoConfiguration.class));

    @Test
    void optionsReachTheComponentWithTheirTypes() {
        application.withPropertyValues("camel.component.zoom.account-id=an-account", "camel.component.zoom.region=eu",
                "camel.component.zoom.authScheme=oauth-client", "camel.component.zoom.connect-timeout=1m",
                "camel.component.zoom.retry-delay=250", "camel.component.zoom.max-retries=7",
                "camel.component.zoom.token-store=memory://mine", "camel.component.zoom.app-type=account",
                "camel.component.zoom.oauth-token-timestamp=1700000000000",
                "camel.component.zoom.bridge-error-handler=true").run(zoom(component -> {
                    ZoomConfiguration configuration = component.getConfiguration();
                    assertThat(configuration.getAccountId()).isEqualTo("an-account");
                    assertThat(configuration.getRegion()).isEqualTo(Region.EU);
                    assertThat(configuration.getAuthScheme()).isEqualTo(AuthScheme.OAUTH_CLIENT);
                    assertThat(configuration.getConnectTimeout()).isEqualTo(60_000);
                    assertThat(configuration.getRetryDelay()).isEqualTo(250);
                    assertThat(configuration.getMaxRetries()).isEqualTo(7);
                    assertThat(configuration.getTokenStore()).isEqualTo("memory://mine");
                    assertThat(component.getAppType()).isEqualTo(AppType.ACCOUNT);
                    assertThat(component.getOauthTokenTimestamp()).isEqualTo(1_700_000_000_000L);
                    assertThat(component.isBridgeErrorHandler()).isTrue();
                }));
    }

    @Test
    void whatIsNotSetKeepsTheDefault() {
        application.run(zoom(component -> {
            assertThat(component.getConfiguration()).usingRecursiveComparison().isEqualTo(new ZoomConfiguration());
            assertThat(component.getConnections()).isEmpty();
        }));
    }

    @Test
    void connectionsAreTyped() {
        application.withPropertyValues("camel.component.zoom.connections.acme.account-id=account-of-acme",
                "camel.component.zoom.connections.acme.oauth-client-secret=#begins-like-a-reference",
                "camel.component.zoom.connections.acme.oauthGrant=account-credentials",
                "camel.component.zoom.connections.acme.oauth-expires-in=3600",
                "camel.component.zoom.connections[North.Region 7].region=UK").run(zoom(component -> {
                    ZoomConnection acme = component.getConnections().get("acme");
                    assertThat(acme.getAccountId()).isEqualTo("account-of-acme");
                    assertThat(acme.getOauthClientSecret()).isEqualTo("#begins-like-a-reference");
                    assertThat(acme.getOauthGrant()).isEqualTo(OAuthGrant.ACCOUNT_CREDENTIALS);
                    assertThat(acme.getOauthExpiresIn()).isEqualTo(3600);
                    assertThat(component.getConnections().get("North.Region 7").getRegion()).isEqualTo(Region.UK);
                }));
    }

    @Test
    void settingsOfEventsAreTypedOrABean() {
        EventSettings bean = new EventSettings();
        EventAccess access = mock(EventAccess.class);
        application.withBean("mine", EventSettings.class, () -> bean).withBean("door", EventAccess.class, () -> access)
                .withPropertyValues("camel.component.zoom.event-settings.route-threads=40",
                        "camel.component.zoom.eventSettings.signatureMaxAge=1h",
                        "camel.component.zoom.event-settings.access=#door")
                .run(zoom(component -> {
                    assertThat(component.getEventSettings().getRouteThreads()).isEqualTo(40);
                    assertThat(component.getEventSettings().getSignatureMaxAge()).isEqualTo(Duration.ofHours(1));
                    assertThat(component.getEventSettings().getQueueSize()).isEqualTo(bean.getQueueSize());
                    assertThat(component.getEventSettings().getAccess()).isSameAs(access);
                }));
        application.withBean("mine", EventSettings.class, () -> bean)
                .withPropertyValues("camel.component.zoom.event-settings=#mine")
                .run(zoom(component -> assertThat(component.getEventSettings()).isSameAs(bean)));
    }

    @Test
    void placeholdersOfSpringAndOfCamelAreResolved() {
        application.withPropertyValues("vault.account=of-the-vault", "camel.component.zoom.account-id={{vault.account}}",
                "camel.component.zoom.connections.acme.account-id={{vault.account}}",
                "camel.component.zoom.connections.acme.oauth-client-id=${vault.account}").run(zoom(component -> {
                    assertThat(component.getConfiguration().getAccountId()).isEqualTo("of-the-vault");
                    assertThat(component.getConnections().get("acme").getAccountId()).isEqualTo("of-the-vault");
                    assertThat(component.getConnections().get("acme").getOauthClientId()).isEqualTo("of-the-vault");
                }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            auth-scheme=oath                  | camel.component.zoom.auth-scheme
            connect-timeout=soon              | camel.component.zoom.connect-timeout
            max-retries=often                 | camel.component.zoom.max-retries
            acount-id=x                       | camel.component.zoom.acount-id
            connections.acme.acount-id=x      | camel.component.zoom.connections.acme.acount-id
            event-settings.route-thread=1     | camel.component.zoom.event-settings.route-thread
            event-settings=#nobody            | camel.component.zoom.event-settings=#nobody: there is no bean 'nobody'
            connections.acme.region=MARS      | camel.component.zoom.connections.acme.region
            connections.acme.client=#nobody   | camel.component.zoom.connections.acme.client=#nobody: there is no bean 'nobody'
            connections.acme.token-store=#no  | camel.component.zoom.connections.acme.tokenStore=#no: there is no bean 'no'
            """)
    void aWrongPropertyIsNamed(String property, String named) {
        application.withPropertyValues("camel.component.zoom." + property).run(context -> {
            Throwable failure = context.getStartupFailure();
            if (failure == null) {
                failure = catchThrowableOfZoom(context);
            }
            assertThat(messages(failure)).contains(named);
        });
    }

    private static Throwable catchThrowableOfZoom(AssertableApplicationContext context) {
        return catchThrowable(
                () -> context.getBean(CamelContext.class).getComponent("zoom", ZoomComponent.class));
    }

    private static String messages(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    @Test
    void aConfigurationBeanComesFirstAndPropertiesGoOnTopOfIt() {
        application.withUserConfiguration(Base.class).withPropertyValues("camel.component.zoom.configuration=#base",
                "camel.component.zoom.account-id=of-the-property").run(zoom(component -> {
                    assertThat(component.getConfiguration().getMaxRetries()).isEqualTo(9);
                    assertThat(component.getConfiguration().getAccountId()).isEqualTo("of-the-property");
                }));
    }

    @Test
    void aComponentThatIsABeanKeepsWhatNoPropertySets() {
        application.withUserConfiguration(OwnComponent.class).withPropertyValues("camel.component.zoom.region=US")
                .run(zoom(component -> {
                    assertThat(component.getOauthTokenTimestamp()).isEqualTo(42);
                    assertThat(component.getConfiguration().getRegion()).isEqualTo(Region.US);
                }));
    }

    @Test
    void nothingIsSetWhenSwitchedOff() {
        for (String off : new String[]{ "camel.component.zoom.enabled", "camel.component.zoom.customizer.enabled" }) {
            application.withPropertyValues(off + "=false", "camel.component.zoom.account-id=x")
                    .run(zoom(component -> assertThat(component.getConfiguration().getAccountId()).isNull()));
        }
    }

    private static ContextConsumer<AssertableApplicationContext> zoom(Consumer<ZoomComponent> check) {
        return context -> {
            assertThat(context).hasNotFailed();
            check.accept(context.getBean(CamelContext.class).getComponent("zoom", ZoomComponent.class));
        };
    }

    @Configuration(proxyBeanMethods = false)
    static class Base {

        @Bean
        ZoomConfiguration base() {
            ZoomConfiguration base = new ZoomConfiguration();
            base.setMaxRetries(9);
            base.setAccountId("of-the-bean");
            return base;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnComponent {

        @Bean
        ZoomComponent zoom() {
            ZoomComponent zoom = new ZoomComponent();
            zoom.setOauthTokenTimestamp(42L);
            return zoom;
        }
    }
}
