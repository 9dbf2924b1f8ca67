package io.github.camelzoom.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /** All of them, sorted by name; one without a name when nothing is named. Never empty. */
    List<ConnectionSpec> all() {
        if (file.connections().isEmpty()) {
            return List.of(unnamed(null));
        }
        return file.connections().keySet().stream().map(this::named).toList();
    }

    /**
     * @param  name                     null when nobody said; good enough when there is only one
     * @throws IllegalArgumentException when there is no such connection, or there are several
     */
    ConnectionSpec one(String name) {
        if (file.connections().isEmpty()) {
            return unnamed(name);
        }
        if (name == null) {
            if (file.connections().size() > 1) {
                throw new IllegalArgumentException("Which connection? Give --connection, one of "
                        + new TreeSet<>(file.connections().keySet()));
            }
            return all().get(0);
        }
        if (!file.connections().containsKey(name)) {
            throw new IllegalArgumentException("There is no connection '" + name + "'. The file has "
                    + new TreeSet<>(file.connections().keySet()));
        }
        return named(name);
    }

    private ConnectionSpec named(String name) {
        Map<String, String> options = new LinkedHashMap<>(file.connections().get(name));
        options.putAll(given);
        boolean ownClient = options.containsKey(CLIENT_ID) || options.containsKey(CLIENT_SECRET);
        if (!ownClient) {
            inherit(options, CLIENT_ID, file.common().get(CLIENT_ID));
            inherit(options, CLIENT_SECRET, file.common().get(CLIENT_SECRET));
        }
        return complete(name, options);
    }

    /** What a route gives its endpoint or component directly; its tokens are kept under the name that is made up here. */
    private ConnectionSpec unnamed(String name) {
        Map<String, String> options = new LinkedHashMap<>(file.common());
        options.putAll(given);
        inherit(options, "accountId", environment.apply("ZOOM_ACCOUNT_ID"));
        ConnectionSpec complete = complete("", options);
        return complete.named(name != null ? name : complete.anonymousName());
    }

    private ConnectionSpec complete(String name, Map<String, String> options) {
        INHERITED.forEach(option -> inherit(options, option, file.common().get(option)));
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
