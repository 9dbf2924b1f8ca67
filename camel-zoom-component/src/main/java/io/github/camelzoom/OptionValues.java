package io.github.camelzoom;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.consumer.EventAck;

/** Checks option values before Camel binds them, for messages that tell the valid ones. */
final class OptionValues {

    private static final Map<String, Class<? extends Enum<?>>> ENUMS = Map.of("authScheme", AuthScheme.class,
            "initiateOAuth", InitiateOAuth.class, "oauthGrant", OAuthGrant.class, "region", Region.class, "ack",
            EventAck.class);

    private static final List<String> CREDENTIALS = List.of("connectionString", "oauthClientId", "oauthClientSecret",
            "accountId", "oauthAccessToken", "oauthRefreshToken");

    private static final List<String> FILES = List.of("directory", "readyTimeout");

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

    /**
     * @throws IllegalArgumentException when a URI names a connection and brings credentials of its own as well
     */
    static void checkConnection(Set<String> options) {
        if (options.contains("connection")) {
            for (String credential : CREDENTIALS) {
                if (options.contains(credential)) {
                    throw new IllegalArgumentException("Options connection and " + credential + " exclude each other");
                }
            }
        }
    }

    /**
     * @throws IllegalArgumentException when an option of zoom:download is given to anything else
     */
    static void checkFiles(String operation, Set<String> options) {
        for (String option : FILES) {
            if (options.contains(option) && !operation.equals(ZoomEndpoint.DOWNLOAD)) {
                throw new IllegalArgumentException(operation + ": option " + option + " is for zoom:download only");
            }
        }
    }

    private static boolean isOneOf(String text, Class<? extends Enum<?>> type) {
        String constant = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants()).anyMatch(value -> value.name().equals(constant));
    }
}
