package io.github.camelzoom.client.socket;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What java.net.http logs when it is told to: the URLs of its requests, among other things, and those of WebSockets hold
 * tokens. Found by trying all that JDK 17 has.
 */
final class JdkLogging {

    private static final String PROPERTY = "jdk.httpclient.HttpClient.log";
    private static final List<String> LOGGERS = List.of("jdk.internal.httpclient.debug",
            "jdk.internal.httpclient.websocket.debug");
    private static final List<String> KINDS = List.of("all", "requests", "headers", "channel");

    private JdkLogging() {}

    /** The switches that are on and print URLs, by name. */
    static List<String> printingUrls() {
        return printingUrls(System.getProperty(PROPERTY, ""), Boolean::getBoolean, name -> System.getLogger(name).isLoggable(
                System.Logger.Level.DEBUG));
    }

    static List<String> printingUrls(String kinds, Predicate<String> set, Predicate<String> debug) {
        boolean told = Arrays.stream(kinds.toLowerCase(Locale.ROOT).split(",")).map(String::strip).anyMatch(KINDS::contains);
        return Stream.concat(told ? Stream.of(PROPERTY) : Stream.empty(), LOGGERS.stream().filter(set.or(debug))).toList();
    }
}
