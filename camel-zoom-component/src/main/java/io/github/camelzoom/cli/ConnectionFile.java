package io.github.camelzoom.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Connections as a properties file describes them. Keys begin with {@code zoom.} or {@code camel.component.zoom.}, so that
 * a route's own file can be used; an option's name may be written {@code oauthClientId} or {@code oauth-client-id}.
 * Placeholders are resolved only for the connection that is asked for. Not thread-safe; {@code toString} shows no secret.
 */
final class ConnectionFile {

    /** What the command line understands of a {@code ZoomConnection}. */
    static final List<String> OPTIONS = List.of("authScheme", "initiateOAuth", "oauthGrant", "oauthClientId",
            "oauthClientSecret", "accountId", "callbackUrl", "oauthAccessToken", "oauthRefreshToken", "oauthTokenTimestamp",
            "oauthExpiresIn", "oauthVerifier", "pkceVerifier", "tokenStore", "region", "baseUrl", "oauthUrl");

    private static final String STORE_KEY = "tokenStoreKey";
    /** Valid in a connection, of no use here. */
    private static final List<String> UNUSED = List.of("appType", "username", "password");
    private static final List<String> PREFIXES = List.of("camel.component.zoom.", "zoom.");
    private static final Pattern CONNECTION = Pattern.compile("connections(?:\\[([^\\]]+)]|\\.(.+))\\.([^.]+)");

    private final Placeholders values;
    private final Map<String, String> common = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> connections = new TreeMap<>();

    /**
     * @throws IllegalArgumentException naming the key that cannot be understood, never its value
     */
    ConnectionFile(Properties properties, UnaryOperator<String> environment) {
        values = new Placeholders(properties, environment);
        for (String prefix : PREFIXES) {
            for (String key : new TreeSet<>(properties.stringPropertyNames())) {
                if (key.startsWith(prefix)) {
                    put(key, key.substring(prefix.length()));
                }
            }
        }
    }

    /** No file. */
    static ConnectionFile none() {
        return new ConnectionFile(new Properties(), name -> null);
    }

    /**
     * @param  environment              for placeholders such as <code>{{env:NAME}}</code>
     * @throws IOException              when the file cannot be read
     * @throws IllegalArgumentException naming the key that cannot be understood, never its value
     */
    static ConnectionFile read(Path file, UnaryOperator<String> environment) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new ConnectionFile(properties, environment);
    }

    private void put(String key, String rest) {
        Matcher of = CONNECTION.matcher(rest);
        if (of.matches()) {
            String name = of.group(1) != null ? of.group(1) : of.group(2);
            String option = canonical(of.group(3));
            if (option == null) {
                throw new IllegalArgumentException(key + ": a connection has no such option. There are " + OPTIONS);
            }
            connections.computeIfAbsent(name, unused -> new LinkedHashMap<>()).put(option, key);
        } else if (rest.startsWith("connections")) {
            throw new IllegalArgumentException(key + " is not of the form zoom.connections.NAME.OPTION");
        } else if (plain(rest).equals(plain(STORE_KEY))) {
            common.put(STORE_KEY, key);
        } else if (canonical(rest) != null) {
            common.put(canonical(rest), key);
        }
        // What else a route sets on its component does not concern connections.
    }

    private static String canonical(String written) {
        return Stream.concat(OPTIONS.stream(), UNUSED.stream()).filter(name -> plain(name).equals(plain(written))).findFirst()
                .orElse(null);
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The names of the connections, sorted. */
    Set<String> names() {
        return connections.keySet();
    }

    /**
     * What a connection says of itself.
     *
     * @throws IllegalArgumentException when a placeholder has no value
     */
    Map<String, String> options(String name) {
        return resolved(connections.get(name));
    }

    /**
     * What holds for every connection.
     *
     * @throws IllegalArgumentException when a placeholder has no value
     */
    Map<String, String> common() {
        return resolved(common);
    }

    /**
     * One option of those; null when it is not set.
     *
     * @throws IllegalArgumentException when a placeholder has no value
     */
    String common(String option) {
        return common.containsKey(option) ? values.of(common.get(option)) : null;
    }

    private Map<String, String> resolved(Map<String, String> keys) {
        Map<String, String> options = new LinkedHashMap<>();
        keys.forEach((option, key) -> options.put(option, values.of(key)));
        return options;
    }

    @Override
    public String toString() {
        return "ConnectionFile" + connections.keySet();
    }
}
