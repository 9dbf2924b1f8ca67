package io.github.camelzoom.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Option;

/** The options of all commands that need connections. Secrets are not among them: arguments show in process lists. */
final class ConnectionOptions {

    private static final String CONFIG = "Properties: zoom.connections.NAME.OPTION=..., with the options of a ZoomConnection, "
            + "and zoom.OPTION=... for all of them. The application.properties of a Camel route will do.";
    private static final String ACCOUNT = "accountId, for server-to-server; else ZOOM_ACCOUNT_ID.";
    private static final String STORE = "tokenStore, e.g. file:/var/lib/zoom; else ZOOM_TOKEN_STORE. Must be the one of the "
            + "routes.";

    @Option(names = "--config", paramLabel = "FILE", order = 1, description = CONFIG)
    private Path config;

    @Option(names = "--connection", paramLabel = "NAME", order = 2, description = "Which one; needed when there are several.")
    private String connection;

    @Option(names = "--client-id", paramLabel = "ID", order = 3, description = "oauthClientId; else ZOOM_CLIENT_ID.")
    private String clientId;

    @Option(names = "--account-id", paramLabel = "ID", order = 4, description = ACCOUNT)
    private String accountId;

    @Option(names = "--grant", paramLabel = "GRANT", order = 5, description = "oauthGrant, e.g. AUTHORIZATION_CODE.")
    private String grant;

    @Option(names = "--token-store", paramLabel = "PLACE", order = 6, description = STORE)
    private String tokenStore;

    @Option(names = "--callback-url", paramLabel = "URL", order = 7, description = "callbackUrl, as registered with Zoom.")
    private String callbackUrl;

    @Option(names = "--region", paramLabel = "REGION", order = 8, description = "region, e.g. EU or GOV.")
    private String region;

    @Option(names = "--base-url", paramLabel = "URL", order = 9, description = "baseUrl, for a gateway or a test server.")
    private String baseUrl;

    @Option(names = "--oauth-url", paramLabel = "URL", order = 10, description = "oauthUrl, for a gateway or a test server.")
    private String oauthUrl;

    /**
     * Every connection that is described.
     *
     * @throws IllegalArgumentException when the file cannot be read or understood
     */
    Connections read(Terminal terminal) {
        ConnectionFile file = ConnectionFile.none();
        if (config != null) {
            try {
                file = ConnectionFile.read(config, terminal.environment());
            } catch (IOException e) {
                throw new IllegalArgumentException("--config " + config + " cannot be read: " + e.getClass().getSimpleName(),
                        e);
            }
        }
        return new Connections(file, terminal.environment(), given());
    }

    /** The name that was asked for; null when none was. */
    String name() {
        return connection;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "oauthClientId", clientId);
        put(given, "accountId", accountId);
        put(given, "oauthGrant", grant);
        put(given, "tokenStore", tokenStore);
        put(given, "callbackUrl", callbackUrl);
        put(given, "region", region);
        put(given, "baseUrl", baseUrl);
        put(given, "oauthUrl", oauthUrl);
        return given;
    }

    private static void put(Map<String, String> given, String option, String value) {
        if (value != null) {
            given.put(option, value);
        }
    }
}
