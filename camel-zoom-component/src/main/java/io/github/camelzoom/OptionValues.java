package io.github.camelzoom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;

/** Checks option values before Camel binds them, for messages that tell the valid ones. */
final class OptionValues {

    private static final Map<String, Class<? extends Enum<?>>> ENUMS = Map.of("authScheme", AuthScheme.class,
            "initiateOAuth", InitiateOAuth.class, "oauthGrant", OAuthGrant.class, "region", Region.class);

    private OptionValues() {}

    /**
     * @throws IllegalArgumentException naming the option and its valid values
     */
    static void check(Map<String, Object> parameters) {
        ENUMS.forEach((option, type) -> {
            // References and expressions are for Camel to resolve.
            if (parameters.get(option) instanceof String text && !text.startsWith("#") && !isOneOf(text, type)) {
                throw new IllegalArgumentException("Option " + option + "=" + text + " is not valid. Valid values: "
                        + Arrays.toString(type.getEnumConstants()));
            }
        });
    }

    private static boolean isOneOf(String text, Class<? extends Enum<?>> type) {
        String constant = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants()).anyMatch(value -> value.name().equals(constant));
    }
}
