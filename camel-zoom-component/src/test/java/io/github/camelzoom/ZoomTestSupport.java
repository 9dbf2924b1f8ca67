package io.github.camelzoom;

import java.util.HashMap;
import java.util.Map;

import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A context whose zoom component talks to a simulator of its own. */
abstract class ZoomTestSupport extends CamelTestSupport {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        ZoomComponent component = component(context, serverToServer());
        component.setRateBudgets(rateBudgets());
        context.addComponent("zoom", component);
        return context;
    }

    /** Null for the usual ones. A test of something else that makes very many calls takes unlimited ones. */
    RateBudgets rateBudgets() {
        return null;
    }

    static ZoomSimulator simulator() {
        return ZOOM.simulator();
    }

    static SimulatedApp serverToServer() {
        return simulator().defaultAccount().serverToServerApp();
    }

    static ZoomComponent component(CamelContext context, SimulatedApp app) {
        ZoomComponent component = new ZoomComponent(context);
        configure(component.getConfiguration(), app);
        return component;
    }

    static void configure(ZoomConfiguration configuration, SimulatedApp app) {
        configure(configuration, app, simulator());
    }

    static void configure(ZoomConfiguration configuration, SimulatedApp app, ZoomSimulator zoom) {
        configuration.setOauthClientId(app.clientId());
        configuration.setOauthClientSecret(app.clientSecret());
        configuration.setAccountId(app.accountId());
        configuration.setBaseUrl(zoom.baseUrl().toString());
        configuration.setOauthUrl(zoom.oauthUrl().toString());
        configuration.setRetryDelay(1);
    }

    static String userId() {
        return simulator().defaultAccount().users().get(0).id();
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** Sends, and fails the test when the exchange failed. */
    Exchange ok(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = send(uri, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError("The exchange failed", exchange.getException());
        }
        return exchange;
    }

    <T extends Throwable> T failure(Class<T> type, String uri, Object body, Map<String, Object> headers) {
        return catchThrowableOfType(type, () -> {
            Exchange exchange = send(uri, body, headers);
            if (exchange.getException() != null) {
                throw exchange.getException() instanceof CamelExecutionException wrapped
                        ? wrapped.getCause()
                        : exchange.getException();
            }
        });
    }
}
