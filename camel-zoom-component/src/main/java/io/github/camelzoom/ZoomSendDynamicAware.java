package io.github.camelzoom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.producer.MessageParameters;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.SendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Lets {@code toD} use one endpoint for all values of a parameter. The values are taken literally: what the expression
 * yields is what Zoom gets, also with {@code +}, {@code %}, {@code &} or a blank in it.
 */
@SendDynamic("zoom")
public class ZoomSendDynamicAware extends ServiceSupport implements SendDynamicAware {

    /** Options that change from message to message, and so must not make a new endpoint each. */
    private static final Set<String> PER_MESSAGE = Set.of("path", "method", "directory");

    private CamelContext camelContext;
    private String scheme;
    private Set<String> options = Set.of();

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    @Override
    protected void doInit() {
        options = camelContext.getCamelContextExtension().getEndpointUriFactory("zoom").propertyNames();
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) {
        DynamicUri parsed = DynamicUri.parse(uri, originalUri, this::isOption);
        if (parsed == null) {
            return null;
        }
        return new DynamicAwareEntry(parsed.staticUri(), originalUri, null, new LinkedHashMap<>(parsed.values()));
    }

    private boolean isOption(String name) {
        return options.contains(name) && !PER_MESSAGE.contains(name);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) {
        return entry.getUri();
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Map<String, Object> values = entry.getLenientProperties();
        return send -> send.setProperty(MessageParameters.DYNAMIC, values);
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return sent -> sent.removeProperty(MessageParameters.DYNAMIC);
    }
}
