package io.github.camelzoom;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLContext;

import io.github.camelzoom.consumer.socket.JettySocketConnector;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The client of WebSockets, as far as possible with the settings of Camel's https component, which carries the calls. */
final class SocketClients {

    private SocketClients() {}

    /**
     * @throws IllegalArgumentException when the TLS settings cannot be used
     */
    static JettySocketConnector connector(CamelContext context, Duration opening) {
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        return new JettySocketConnector(tls(context, https.getSslContextParameters()), proxy(https), opening);
    }

    /** The component's; else those of the CamelContext; null when there are none. */
    private static SSLContext tls(CamelContext context, SSLContextParameters ofHttps) {
        SSLContextParameters parameters = ofHttps != null ? ofHttps : context.getSSLContextParameters();
        try {
            return parameters == null ? null : parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The SSLContextParameters of " + (ofHttps != null
                    ? "the https component"
                    : "the CamelContext") + " cannot be used", e);
        }
    }

    /** Null when the component has none; the JDK then looks at the system's properties. */
    private static ProxySelector proxy(HttpComponent https) {
        return https.getProxyHost() == null || https.getProxyPort() == null
                ? null
                : ProxySelector.of(InetSocketAddress.createUnresolved(https.getProxyHost(), https.getProxyPort()));
    }
}
