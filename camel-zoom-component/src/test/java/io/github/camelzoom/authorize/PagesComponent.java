package io.github.camelzoom.authorize;

import java.time.Instant;
import java.util.Map;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/** The consumer alone, with a desk of its own; so that its tests need no connection. */
final class PagesComponent extends DefaultComponent {

    private final AuthorizeDesk desk;
    private final AuthorizeEvents events;
    private AuthorizeSettings settings = new AuthorizeSettings("/zoom", null, null);

    PagesComponent(AuthorizeDesk desk, Instant now) {
        this.desk = desk;
        this.events = new AuthorizeEvents(() -> now);
    }

    PagesComponent with(AuthorizeSettings other) {
        settings = other;
        return this;
    }

    AuthorizeEvents events() {
        return events;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException("no producer");
            }

            @Override
            public Consumer createConsumer(Processor processor) throws Exception {
                AuthorizeConsumer consumer = new AuthorizeConsumer(this, processor, desk, events, settings);
                configureConsumer(consumer);
                return consumer;
            }
        };
    }
}
