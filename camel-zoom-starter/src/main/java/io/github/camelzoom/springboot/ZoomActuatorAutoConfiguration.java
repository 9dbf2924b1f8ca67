package io.github.camelzoom.springboot;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Keeps Actuator from showing secrets of connections, also with {@code management.endpoint.env.show-values=always}. By
 * default Actuator shows no values at all.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public class ZoomActuatorAutoConfiguration {

    private static final Set<String> SECRETS = ZoomComponentConfiguration.SECRETS.stream()
            .map(ZoomActuatorAutoConfiguration::uniform).collect(Collectors.toUnmodifiableSet());

    @Bean
    SanitizingFunction zoomSecretsSanitizer() {
        return ZoomActuatorAutoConfiguration::sanitized;
    }

    private static SanitizableData sanitized(SanitizableData data) {
        String key = uniform(data.getKey());
        boolean secret = data.getValue() != null && key.startsWith("camelcomponentzoom")
                && SECRETS.stream().anyMatch(key::endsWith);
        return secret ? data.withSanitizedValue() : data;
    }

    /** Spring Boot binds any spelling, also CAMEL_COMPONENT_ZOOM_OAUTH_CLIENT_SECRET. */
    private static String uniform(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
