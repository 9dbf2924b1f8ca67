package io.github.camelzoom.simulator;

/** What kind of app a client id was registered as; it decides which grants the token endpoint answers. */
public enum AppType {
    /** Server-to-server OAuth: {@code account_credentials} of one account. */
    SERVER_TO_SERVER,
    /** General app: users or admins consent; the app itself may use {@code client_credentials}. */
    GENERAL
}
