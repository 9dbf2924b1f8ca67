package io.github.camelzoom.examples.multitenant;

import java.net.URI;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service, {@code service.*}.
 *
 * @param url              where browsers and Zoom reach it
 * @param tokenKey         encrypts tokens: 32 bytes in base64
 * @param operatorPassword of the user {@code operator}
 * @param app              the app on Zoom's marketplace
 * @param chat             where the chatbot tells the operators what happens
 */
@ConfigurationProperties("service")
public record ServiceProperties(URI url, String tokenKey, String operatorPassword, App app, Chat chat) {

    /** Credentials of the app, and the Secret Token that signs its webhooks. */
    public record App(String clientId, String clientSecret, String secretToken) {

        @Override
        public String toString() {
            return "App[" + clientId + "]";
        }
    }

    /** The chatbot's own address, the channel's, that of the person who installed it, and the account of all three. */
    public record Chat(String robotJid, String channelJid, String userJid, String accountId) {}

    @Override
    public String toString() {
        // The record's own would print secrets.
        return "ServiceProperties[" + url + "]";
    }
}
