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
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connections as a properties file describes them. Keys begin with {@code zoom.} or {@code camel.component.zoom.}, so that
 * a route's own file can be used; an option's name may be written {@code oauthClientId} or {@code oauth-client-id}.
 * Immutable; {@code toString} shows no secret.
 *
 * @param common      options that hold for every connection
 * @param connections options by connection
 */
record ConnectionFile(Map<String, String> common, Map<String, Map<String, String>> connections) {

    /** No file. */
    static final ConnectionFile EMPTY = new ConnectionFile(Map.of(), Map.of());

    /** What the command line understands of a {@code ZoomConnection}. */
    static final List<String> OPTIONS = List.of("authScheme", "initiateOAuth", "oauthGrant", "oauthClientId",
            "oauthClientSecret", "accountId", "callbackUrl", "oauthAccessToken", "oauthRefreshToken", "oauthTokenTimestamp",
            "oauthExpiresIn", "oauthVerifier", "pkceVerifier", "tokenStore", "region", "baseUrl", "oauthUrl");

    /** Valid there, of no use here. */
    private static final List<String> UNUSED = List.of("appType", "username", "password");
    private static final List<String> PREFIXES = List.of("camel.component.zoom.", "zoom.");
    private static final Pattern CONNECTION = Pattern.compile("connections(?:\\[([^\\]]+)]|\\.(.+))\\.([^.]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final int DEPTH = 10;

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
        return of(properties, environment);
    }

    static ConnectionFile of(Properties properties, UnaryOperator<String> environment) {
        Map<String, String> common = new LinkedHashMap<>();
        Map<String, Map<String, String>> connections = new TreeMap<>();
        for (String prefix : PREFIXES) {
            for (String key : new TreeMap<>(properties).keySet().stream().map(String::valueOf).toList()) {
                if (key.startsWith(prefix)) {
                    put(key, key.substring(prefix.length()), resolve(key, properties, environment, 0), common, connections);
                }
            }
        }
        return new ConnectionFile(common, connections);
    }

    private static void put(String key, String rest, String value, Map<String, String> common,
            Map<String, Map<String, String>> connections) {
        Matcher of = CONNECTION.matcher(rest);
        if (of.matches()) {
            String name = of.group(1) != null ? of.group(1) : of.group(2);
            String option = canonical(of.group(3));
            if (option == null) {
                throw new IllegalArgumentException(key + ": a connection has no such option. There are " + OPTIONS);
            }
            connections.computeIfAbsent(name, unused -> new LinkedHashMap<>()).put(option, value);
        } else if (rest.startsWith("connections")) {
            throw new IllegalArgumentException(key + " is not of the form zoom.connections.NAME.OPTION");
        } else if (plain(rest).equals("tokenstorekey")) {
            common.put("tokenStoreKey", value);
        } else {
            String option = canonical(rest);
            // What else a route sets on its component does not concern connections.
            if (option != null) {
                common.put(option, value);
            }
        }
    }

    private static String canonical(String written) {
        for (List<String> names : List.of(OPTIONS, UNUSED)) {
            for (String name : names) {
                if (plain(name).equals(plain(written))) {
                    return name;
                }
            }
        }
        return null;
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static String resolve(String key, Properties properties, UnaryOperator<String> environment, int depth) {
        String value = properties.getProperty(key);
        if (depth > DEPTH) {
            throw new IllegalArgumentException(key + ": its placeholders lead back to it");
        }
        return PLACEHOLDER.matcher(value).replaceAll(found -> Matcher.quoteReplacement(replace(key, found.group(1).strip(),
                properties, environment, depth)));
    }

    private static String replace(String key, String name, Properties properties, UnaryOperator<String> environment,
            int depth) {
        if (properties.getProperty(name) != null) {
            return resolve(name, properties, environment, depth + 1);
        }
        String[] parts = name.split(":", 3);
        boolean function = parts.length > 1 && (parts[0].equals("env") || parts[0].equals("sys"));
        String value = null;
        if (function) {
            value = parts[0].equals("env") ? environment.apply(parts[1]) : System.getProperty(parts[1]);
        } else if (properties.getProperty(parts[0]) != null) {
            value = resolve(parts[0], properties, environment, depth + 1);
        }
        int otherwise = function ? 2 : 1;
        boolean vault = !function && parts.length > 1 && parts[1].startsWith("//");
        if (value == null && parts.length > otherwise && !vault) {
            value = name.substring(String.join(":", List.of(parts).subList(0, otherwise)).length() + 1);
        }
        if (value == null) {
            throw new IllegalArgumentException(key + ": {{" + (function ? parts[0] + ":" + parts[1] : parts[0])
                    + "}} has no value. The command line knows {{env:NAME}}, {{sys:NAME}} and the keys of this file");
        }
        return value;
    }

    @Override
    public String toString() {
        return "ConnectionFile" + connections.keySet();
    }
}
