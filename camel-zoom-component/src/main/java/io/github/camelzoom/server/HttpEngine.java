package io.github.camelzoom.server;

import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.CamelContextHelper;

/** The HTTP server of the context: the named one, else platform-http, else the one for rest, else the only one. */
public final class HttpEngine {

    private static final String PLATFORM = "platform-http";
    /** All, since a method that we do not want gets an answer of ours too. */
    private static final String METHODS = "GET,HEAD,POST,PUT,DELETE,PATCH,OPTIONS";

    private final CamelContext context;
    private final String name;
    private final RestConsumerFactory factory;

    private HttpEngine(CamelContext context, String name, RestConsumerFactory factory) {
        this.context = context;
        this.name = name;
        this.factory = factory;
    }

    /**
     * @param  wanted                   name of a component; null to look for one
     * @param  who                      what is to be served, for messages
     * @throws IllegalArgumentException when there is none
     */
    public static HttpEngine find(CamelContext context, String wanted, String who) {
        if (wanted != null) {
            if (context.getComponent(wanted, true, false) instanceof RestConsumerFactory factory) {
                return new HttpEngine(context, wanted, factory);
            }
            throw new IllegalArgumentException("httpServerComponent=" + wanted
                    + " is no component that serves HTTP. Use platform-http, netty-http, jetty, servlet or undertow, and put"
                    + " it on the class path");
        }
        // Only this one is made here: others also serve as clients, and may be there for that.
        if (context.getComponent(PLATFORM, true, false) instanceof RestConsumerFactory factory) {
            return new HttpEngine(context, PLATFORM, factory);
        }
        String rest = context.getRestConfiguration().getComponent();
        if (rest != null && context.getComponent(rest, true, false) instanceof RestConsumerFactory factory) {
            return new HttpEngine(context, rest, factory);
        }
        return only(context, who);
    }

    private static HttpEngine only(CamelContext context, String who) {
        HttpEngine found = null;
        for (String name : context.getComponentNames()) {
            Component component = context.hasComponent(name);
            if (component instanceof RestConsumerFactory factory && !name.equals("rest") && !name.equals("rest-api")) {
                if (found != null) {
                    throw new IllegalArgumentException(who + " can be served by " + found.name + " or " + name
                            + "; say which one by option httpServerComponent");
                }
                found = new HttpEngine(context, name, factory);
            }
        }
        if (found == null) {
            Set<RestConsumerFactory> beans = context.getRegistry().findByType(RestConsumerFactory.class);
            if (beans.size() == 1) {
                return new HttpEngine(context, "rest", beans.iterator().next());
            }
            throw new IllegalArgumentException(who + " needs an HTTP server, and there is none. Add"
                    + " camel-platform-http-main (Camel Main), camel-platform-http-starter (Spring Boot) or"
                    + " camel-platform-http-vertx, or name another component by option httpServerComponent");
        }
        return found;
    }

    /** The component's name. */
    public String name() {
        return name;
    }

    /** Whether a server is shared with everything else in the process, and outlives what it serves. */
    public boolean isShared() {
        return name.equals(PLATFORM);
    }

    /** A consumer that is not started yet, and answers every method at exactly this path. */
    public Consumer serve(String path, Processor processor) throws Exception {
        Consumer consumer = factory.createConsumer(context, processor, METHODS, path, null, null, null, configuration(),
                Map.of("muteException", "true"));
        if (consumer.getEndpoint() instanceof HeaderFilterStrategyAware filtered) {
            filtered.setHeaderFilterStrategy(new AnswerHeaders());
        }
        return consumer;
    }

    /** Where the component listens, but without the context path of rest, which would come before ours. */
    private RestConfiguration configuration() {
        RestConfiguration own = new RestConfiguration();
        own.setComponent(name);
        RestConfiguration rest;
        try {
            rest = CamelContextHelper.getRestConfiguration(context, name);
        } catch (IllegalArgumentException e) {
            // The rest configuration is another component's.
            return own;
        }
        own.setScheme(rest.getScheme());
        own.setHost(rest.getHost());
        own.setPort(rest.getPort());
        own.setHostNameResolver(rest.getHostNameResolver());
        own.setComponentProperties(rest.getComponentProperties());
        own.setEndpointProperties(rest.getEndpointProperties());
        own.setConsumerProperties(rest.getConsumerProperties());
        return own;
    }
}
