package io.github.camelzoom;

import java.util.List;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.impl.DefaultAuthenticationStrategy;
import org.apache.hc.client5.http.impl.auth.NTLMSchemeFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.config.RegistryBuilder;

/** Switches NTLM on, which Apache HttpClient still has but no longer offers by itself. */
// Deprecated there as everywhere; a gateway that knows nothing else is why it is here.
@SuppressWarnings("deprecation")
final class NtlmClientConfigurer implements HttpClientConfigurer {

    private static final class NtlmOnly extends DefaultAuthenticationStrategy {

        @Override
        protected List<String> getSchemePriority() {
            return List.of(StandardAuthScheme.NTLM);
        }
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        builder.setDefaultAuthSchemeRegistry(RegistryBuilder.<AuthSchemeFactory>create()
                .register(StandardAuthScheme.NTLM, NTLMSchemeFactory.INSTANCE).build());
        builder.setTargetAuthenticationStrategy(new NtlmOnly());
    }
}
