package io.github.camelzoom.examples;

import java.nio.file.Path;
import java.util.Locale;

/** The language of the routes: each example has the same ones in all three. */
public enum Dsl {
    YAML, XML, JAVA;

    /** The file of the routes, null where they are a class. */
    Path routes(Path folder) {
        return this == JAVA ? null : folder.resolve("routes.camel." + name().toLowerCase(Locale.ROOT));
    }

    static Dsl named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
