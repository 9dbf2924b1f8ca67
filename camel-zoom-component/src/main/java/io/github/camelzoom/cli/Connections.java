package io.github.camelzoom.cli;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The connections that file, environment and options describe together. An option of the command line beats the file, and
 * the file beats the environment. Credentials of an account or a person are never handed from one connection to another,
 * just as in the component.
 */
final class Connections {

    private static final List<String> INHERITED = List.of("callbackUrl", "tokenStore", "tokenStoreKey", "region", "baseUrl",
            "oauthUrl");
    private static final String CLIENT_ID = "oauthClientId";
    private static final String CLIENT_SECRET = "oauthClientSecret";

    private final ConnectionFile file;
    private final UnaryOperator<String> environment;
    private final Map<String, String> given;

    Connections(ConnectionFile file, UnaryOperator<String> environment, Map<String, String> given) {
        this.file = file;
        this.environment = environment;
        this.given = given;
    }

    /** All names, sorted; a made up one when nothing is named. Never empty. */
    List<String> names() {
        return file.names().isEmpty() ? List.of(unnamed(null).name()) : List.copyOf(file.names());
    }

    /**
     * @param  name                     null when nobody said; good enough when there is only one
     * @throws IllegalArgumentException when there is no such connection, there are several, or it cannot be understood
     */
    ConnectionSpec one(String name) {
        return file.names().isEmpty() ? unnamed(name) : named(check(name));
    }

    /**
     * The name of a connection that there is.
     *
     * @param  name                     null when nobody said
     * @throws IllegalArgumentException when there is no such connection, or there are several
     */
    String check(String name) {
        if (file.names().isEmpty()) {
            return unnamed(name).name();
        }
        if (name == null && file.names().size() == 1) {
            return file.names().iterator().next();
        }
        if (name == null) {
            throw new IllegalArgumentException("Which connection? Give --connection, one of " + file.names());
        }
        if (!file.names().contains(name)) {
            throw new IllegalArgumentException("There is no connection '" + name + "'. The file has " + file.names());
        }
        return name;
    }

    private ConnectionSpec named(String name) {
        Map<String, String> options = file.options(name);
        options.putAll(given);
        boolean ownClient = options.containsKey(CLIENT_ID) || options.containsKey(CLIENT_SECRET);
        if (!ownClient) {
            inherit(options, CLIENT_ID, file.common(CLIENT_ID));
            inherit(options, CLIENT_SECRET, file.common(CLIENT_SECRET));
        }
        return complete(name, options);
    }

    /** What a route gives its endpoint or component directly; its tokens are kept under the name that is made up here. */
    private ConnectionSpec unnamed(String name) {
        Map<String, String> options = file.common();
        options.putAll(given);
        inherit(options, "accountId", environment.apply("ZOOM_ACCOUNT_ID"));
        ConnectionSpec complete = complete("", options);
        return complete.named(name != null ? name : complete.anonymousName());
    }

    private ConnectionSpec complete(String name, Map<String, String> options) {
        for (String option : INHERITED) {
            if (!options.containsKey(option)) {
                inherit(options, option, file.common(option));
            }
        }
        inherit(options, "tokenStore", environment.apply("ZOOM_TOKEN_STORE"));
        inherit(options, "tokenStoreKey", environment.apply("ZOOM_TOKEN_STORE_KEY"));
        String clientId = environment.apply("ZOOM_CLIENT_ID");
        inherit(options, CLIENT_ID, clientId);
        // A secret belongs to one client: never to be sent in the name of another.
        if (clientId == null || clientId.equals(options.get(CLIENT_ID))) {
            inherit(options, CLIENT_SECRET, environment.apply("ZOOM_CLIENT_SECRET"));
        }
        return new ConnectionSpec(name, options);
    }

    private static void inherit(Map<String, String> options, String option, String value) {
        if (value != null && !value.isEmpty()) {
            options.putIfAbsent(option, value);
        }
    }
}
