package io.github.camelzoom.springserver;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** The endpoints at the paths that Zoom's have, one app, and one person; refresh tokens rotate, codes want PKCE. */
@Configuration
@EnableWebSecurity
public class SpringServerSetup {

    public static final String CLIENT = "spring-client";
    public static final String CLIENT_SECRET = "spring-secret";
    public static final String PUBLIC_CLIENT = "spring-public-client";
    public static final String CALLBACK = "http://127.0.0.1:33333/callback";
    public static final String PERSON = "jane";
    public static final String PASSWORD = "her-password";

    @Bean
    @Order(1)
    SecurityFilterChain oauth(HttpSecurity http) throws Exception {
        OAuth2AuthorizationServerConfigurer server = OAuth2AuthorizationServerConfigurer.authorizationServer();
        http.securityMatcher(server.getEndpointsMatcher())
                .with(server, each -> each
                        .deviceAuthorizationEndpoint(device -> device.verificationUri("/oauth/device")))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(on -> on.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        // The API looks at its tokens itself; the forms are filled in by a test and not by a browser.
        return http.csrf(csrf -> csrf.disable()).formLogin(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    @Bean
    AuthorizationServerSettings addresses() {
        return AuthorizationServerSettings.builder().authorizationEndpoint("/oauth/authorize").tokenEndpoint("/oauth/token")
                .tokenRevocationEndpoint("/oauth/revoke").deviceAuthorizationEndpoint("/oauth/devicecode")
                .deviceVerificationEndpoint("/oauth/device").build();
    }

    @Bean
    RegisteredClientRepository apps() {
        TokenSettings tokens = TokenSettings.builder().reuseRefreshTokens(false).accessTokenTimeToLive(Duration.ofHours(1))
                .accessTokenFormat(OAuth2TokenFormat.REFERENCE).build();
        RegisteredClient app = RegisteredClient.withId(CLIENT).clientId(CLIENT).clientSecret("{noop}" + CLIENT_SECRET)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .redirectUri(CALLBACK).clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .tokenSettings(tokens).build();
        RegisteredClient publicApp = RegisteredClient.withId(PUBLIC_CLIENT).clientId(PUBLIC_CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE).redirectUri(CALLBACK)
                .clientSettings(ClientSettings.builder().requireProofKey(true).build()).tokenSettings(tokens).build();
        return new InMemoryRegisteredClientRepository(app, publicApp);
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new InMemoryOAuth2AuthorizationService();
    }

    /** The device page asks for a consent always, unless it finds one; Zoom's scopes are those of the app, so none is asked for. */
    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new InMemoryOAuth2AuthorizationConsentService(OAuth2AuthorizationConsent.withId(CLIENT, PERSON)
                .authority(new SimpleGrantedAuthority("SCOPE_all")).build());
    }

    @Bean
    UserDetailsService people() {
        return new InMemoryUserDetailsManager(User.withUsername(PERSON).password("{noop}" + PASSWORD).roles("USER").build());
    }
}
