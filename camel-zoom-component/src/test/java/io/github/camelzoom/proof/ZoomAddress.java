package io.github.camelzoom.proof;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.apache.camel.CamelContext;

/** Where a worker finds the simulated Zoom, and the app that it is there: its last arguments. */
record ZoomAddress(String origin, String webSocketUrl, String clientId, String clientSecret, String accountId) {

    private static final int ARGUMENTS = 5;

    /** With the default account's server-to-server app. */
    static ZoomAddress of(ZoomSimulator zoom) {
        SimulatedApp app = zoom.defaultAccount().serverToServerApp();
        return new ZoomAddress(zoom.origin(), zoom.webSocketUrl().toString(), app.clientId(), app.clientSecret(), app
                .accountId());
    }

    /** What {@link #after} gave. */
    static ZoomAddress last(String[] arguments) {
        List<String> last = Arrays.asList(arguments).subList(arguments.length - ARGUMENTS, arguments.length);
        return new ZoomAddress(last.get(0), last.get(1), last.get(2), last.get(3), last.get(4));
    }

    /** A worker's own arguments, and then this. */
    String[] after(String... own) {
        return Stream.concat(Stream.of(own), Stream.of(origin, webSocketUrl, clientId, clientSecret, accountId)).toArray(
                String[]::new);
    }

    /** A component of the context, by its usual name. */
    ZoomComponent component(CamelContext context) {
        ZoomComponent component = new ZoomComponent(context);
        component.setWebSocketUrl(webSocketUrl);
        ZoomConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(origin + "/v2");
        configuration.setOauthUrl(origin + "/oauth");
        configuration.setOauthClientId(clientId);
        configuration.setOauthClientSecret(clientSecret);
        configuration.setAccountId(accountId);
        context.addComponent("zoom", component);
        return component;
    }
}
