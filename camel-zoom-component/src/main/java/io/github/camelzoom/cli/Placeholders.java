package io.github.camelzoom.cli;

import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of a properties file, with those of Camel's placeholders replaced that need no Camel: {@code {{env:NAME}}},
 * {@code {{sys:NAME}}} and {@code {{key}}}, each with an optional default behind a colon. Not thread-safe.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    /** Camel's functions that need Camel, a vault or a cluster. */
    private static final Set<String> FOREIGN = Set.of("aws", "azure", "bean", "configmap", "configmap-binary", "cyberark",
            "gcp",
            "hashicorp", "ibm", "secret", "secret-binary", "service", "springcloudconfig");
    private static final int DEPTH = 10;

    private final Properties properties;
    private final UnaryOperator<String> environment;

    Placeholders(Properties properties, UnaryOperator<String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /**
     * The value of a key that is there.
     *
     * @throws IllegalArgumentException when a placeholder in it has no value; names the key and shows no value
     */
    String of(String key) {
        return of(key, 0);
    }

    private String of(String key, int depth) {
        if (depth > DEPTH) {
            throw new IllegalArgumentException(key + ": its placeholders lead back to it");
        }
        return PLACEHOLDER.matcher(properties.getProperty(key)).replaceAll(found -> Matcher.quoteReplacement(replace(key,
                found.group(1).strip(), depth)));
    }

    private String replace(String key, String text, int depth) {
        if (properties.getProperty(text) != null) {
            return of(text, depth + 1);
        }
        boolean function = text.startsWith("env:") || text.startsWith("sys:");
        int colon = text.indexOf(':', function ? "env:".length() : 0);
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = function ? variable(name) : properties.getProperty(name) == null ? null : of(name, depth + 1);
        if (value != null) {
            return value;
        }
        // What looks like a default would be the name of a secret.
        if (colon >= 0 && !FOREIGN.contains(name)) {
            return text.substring(colon + 1);
        }
        throw new IllegalArgumentException(key + ": {{" + name + "}} has no value. The command line knows {{env:NAME}}, "
                + "{{sys:NAME}} and the keys of this file");
    }

    private String variable(String name) {
        String variable = name.substring("env:".length());
        return name.startsWith("env:") ? environment.apply(variable) : System.getProperty(variable);
    }
}
