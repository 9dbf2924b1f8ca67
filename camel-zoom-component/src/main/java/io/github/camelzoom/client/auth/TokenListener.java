package io.github.camelzoom.client.auth;

/**
 * Is told what happens to tokens: metrics, health, logs. Called after the fact, outside locks, on the thread that did the
 * work, so it should be quick. What it throws is logged and ignored: it cannot disturb a refresh.
 */
@FunctionalInterface
public interface TokenListener {

    void on(TokenEvent event);
}
