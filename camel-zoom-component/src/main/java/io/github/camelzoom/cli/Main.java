package io.github.camelzoom.cli;

/**
 * Where {@code java -jar camel-zoom-<version>-cli.jar} begins. The process ends with 0 when everything went well, 1 when
 * Zoom, the network or the store refused, and 2 when the command line or the configuration cannot be used, in which case
 * nothing was sent.
 */
public final class Main {

    private static final String LOGGER = "org.slf4j.simpleLogger.";
    private static final String STORES = "io.github.camelzoom.client.auth.store";

    private Main() {}

    /** Runs one command and ends the process. */
    public static void main(String[] args) {
        quiet();
        System.exit(Cli.run(Terminal.system(), args));
    }

    /**
     * Failures are told by the command itself; a log would only say them twice. What a token store warns of, such as a key
     * file that others could read, is said nowhere else.
     */
    private static void quiet() {
        set("defaultLogLevel", "off");
        set("log." + STORES, "warn");
        // That the key lies beside the store is the default, and would be said at each command.
        set("log." + STORES + ".FileTokenStore", "error");
        set("showThreadName", "false");
        set("showLogName", "false");
    }

    private static void set(String name, String value) {
        if (System.getProperty(LOGGER + name) == null) {
            System.setProperty(LOGGER + name, value);
        }
    }
}
