package io.github.camelzoom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import io.github.camelzoom.client.auth.AuthScheme;
import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection in the form {@code Key=Value;Key=Value;}, as other Zoom drivers take it. Keys are case-insensitive; a value
 * with a semicolon stands in quotes, in which a doubled quote is one. Unknown keys are named in one warning, their values
 * never are. Pure but for that warning.
 */
final class ConnectionString {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionString.class);

    private static final Map<String, BiConsumer<ZoomConnection, String>> KEYS = keys();

    private ConnectionString() {}

    private static Map<String, BiConsumer<ZoomConnection, String>> keys() {
        Map<String, BiConsumer<ZoomConnection, String>> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.put("AuthScheme", (to, value) -> to.setAuthScheme(OAuthSettings.parse("authScheme", AuthScheme.class, value)));
        keys.put("InitiateOAuth",
                (to, value) -> to.setInitiateOAuth(OAuthSettings.parse("initiateOAuth", InitiateOAuth.class, value)));
        keys.put("OAuthClientId", ZoomConnection::setOauthClientId);
        keys.put("OAuthClientSecret", ZoomConnection::setOauthClientSecret);
        keys.put("CallbackURL", ZoomConnection::setCallbackUrl);
        keys.put("AccountId", ZoomConnection::setAccountId);
        keys.put("OAuthAccessToken", ZoomConnection::setOauthAccessToken);
        keys.put("OAuthRefreshToken", ZoomConnection::setOauthRefreshToken);
        keys.put("OAuthVerifier", ZoomConnection::setOauthVerifier);
        keys.put("PKCEVerifier", ZoomConnection::setPkceVerifier);
        keys.put("OAuthExpiresIn", (to, value) -> to.setOauthExpiresIn(number("oauthExpiresIn", value)));
        keys.put("OAuthTokenTimestamp", (to, value) -> to.setOauthTokenTimestamp(number("oauthTokenTimestamp", value)));
        keys.put("OAuthSettingsLocation", ZoomConnection::setTokenStore);
        keys.put("TokenStore", ZoomConnection::setTokenStore);
        keys.put("User", ZoomConnection::setUsername);
        keys.put("Username", ZoomConnection::setUsername);
        keys.put("Password", ZoomConnection::setPassword);
        // These say what this component is or does anyway: Zoom sets the scopes, and the state is made for each consent.
        for (String known : List.of("Profile", "Scope", "State")) {
            keys.put(known, (to, value) -> {});
        }
        return Collections.unmodifiableMap(keys);
    }

    /**
     * @throws IllegalArgumentException naming the key or the position at fault, never a value
     */
    static ZoomConnection parse(String text) {
        ZoomConnection connection = new ZoomConnection();
        List<String> unknown = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            int semicolon = text.indexOf(';', at);
            if (semicolon >= 0 && (equals < 0 || semicolon < equals)) {
                requireBlank(text.substring(at, semicolon), at);
                at = semicolon + 1;
                continue;
            }
            if (equals < 0) {
                requireBlank(text.substring(at), at);
                break;
            }
            String key = text.substring(at, equals).strip();
            StringBuilder value = new StringBuilder();
            at = value(text, equals + 1, key, value);
            BiConsumer<ZoomConnection, String> setter = KEYS.get(key);
            if (setter == null) {
                unknown.add(key);
            } else {
                setter.accept(connection, value.toString());
            }
        }
        if (!unknown.isEmpty()) {
            LOG.warn("The connection string has keys that are not known here and were ignored: {}", unknown);
        }
        return connection;
    }

    /** Reads a value; returns where the next key begins. */
    private static int value(String text, int start, String key, StringBuilder out) {
        int at = start;
        char quote = at < text.length() ? text.charAt(at) : ';';
        if (quote != '"' && quote != '\'') {
            int end = text.indexOf(';', start);
            int stop = end < 0 ? text.length() : end;
            out.append(text, start, stop);
            return stop + 1;
        }
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != quote) {
                out.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                out.append(c);
                at++;
            } else {
                int end = text.indexOf(';', at);
                int stop = end < 0 ? text.length() : end;
                requireBlank(text.substring(at + 1, stop), at);
                return stop + 1;
            }
        }
        throw new IllegalArgumentException("connectionString: the quoted value of " + key + " does not end");
    }

    private static void requireBlank(String between, int position) {
        if (!between.isBlank()) {
            throw new IllegalArgumentException("connectionString: expected Key=Value; at position " + position);
        }
    }

    private static Long number(String property, String value) {
        if (value.isBlank()) {
            return null;
        }
        if (!value.strip().matches("\\d{1,18}")) {
            throw new IllegalArgumentException(property + " must be a whole number");
        }
        return Long.valueOf(value.strip());
    }
}
