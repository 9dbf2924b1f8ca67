package io.github.camelzoom.client.auth.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where option {@code tokenStore} points: one of the two parts is null. */
record StoreLocation(String memoryId, Path path) {

    private static final String FORMS = " Valid are memory://id, file:path, a bare path, or #bean for a TokenStore bean.";
    private static final String MEMORY = "memory://";
    private static final String FILE = "file:";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    /** Two letters at least: one is a drive of Windows. */
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*", Pattern.DOTALL);

    static StoreLocation parse(String text, UnaryOperator<String> properties) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("tokenStore is empty." + FORMS);
        }
        if (!text.strip().equals(text)) {
            throw new IllegalArgumentException("tokenStore '" + text + "' begins or ends with a blank." + FORMS);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(MEMORY)) {
            String id = text.substring(MEMORY.length());
            if (id.isBlank()) {
                throw new IllegalArgumentException("tokenStore '" + text + "' has no id, as in memory://default." + FORMS);
            }
            return new StoreLocation(id, null);
        }
        if (lower.startsWith(FILE)) {
            return new StoreLocation(null, path(text, withoutAuthority(text, text.substring(FILE.length())), properties));
        }
        if (text.startsWith("#")) {
            throw new IllegalArgumentException("tokenStore '" + text + "' names a bean that was not found." + FORMS);
        }
        if (SCHEME.matcher(text).matches()) {
            throw new IllegalArgumentException("tokenStore '" + schemeOf(text) + "' is of an unknown kind." + FORMS);
        }
        return new StoreLocation(null, path(text, text, properties));
    }

    private static String schemeOf(String text) {
        // What follows may be a database URL with a password in it.
        return text.substring(0, text.indexOf(':')) + ":...";
    }

    private static String withoutAuthority(String text, String path) {
        if (!path.startsWith("//")) {
            return path;
        }
        if (!path.startsWith("///")) {
            throw new IllegalArgumentException("tokenStore '" + text + "' names a host; write file:/path for a path of this"
                    + " machine." + FORMS);
        }
        return path.substring(2);
    }

    private static Path path(String text, String path, UnaryOperator<String> properties) {
        String home = path.equals("~") || path.startsWith("~/") ? "${user.home}" + path.substring(1) : path;
        String expanded = VARIABLE.matcher(home).replaceAll(variable -> {
            String value = properties.apply(name(text, variable));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("tokenStore '" + text + "': there is no system property "
                        + variable.group(1) + ".");
            }
            return Matcher.quoteReplacement(value);
        });
        if (expanded.isBlank()) {
            throw new IllegalArgumentException("tokenStore '" + text + "' has no path." + FORMS);
        }
        try {
            return Path.of(expanded);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("tokenStore '" + text + "' is not a path: " + e.getReason() + "." + FORMS,
                    e);
        }
    }

    private static String name(String text, MatchResult variable) {
        if (variable.group(1).isEmpty()) {
            throw new IllegalArgumentException("tokenStore '" + text + "' has ${} without a name.");
        }
        return variable.group(1);
    }
}
