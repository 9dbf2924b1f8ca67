package io.github.camelzoom;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zoom as a Camel component: {@code zoom:<operation>}, {@code zoom:request} and {@code zoom:token}. Its options are the
 * defaults of all its endpoints. All instances in one CamelContext share one token manager.
 */
@Component("zoom")
public class ZoomComponent extends HealthCheckComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ZoomComponent.class);

    /** Camel masks by a fixed list that knows only its own components; these names are not all on it. */
    private static final List<String> SENSITIVE = List.of("oauthClientSecret", "oauthAccessToken", "tokenStoreKey");
    private static final List<String> LOGGERS_WITH_BEARERS = List.of("org.apache.hc.client5.http.headers",
            "org.apache.hc.client5.http.wire");

    @Metadata(description = "The options that all endpoints start from.")
    private ZoomConfiguration configuration = new ZoomConfiguration();
    @Metadata(label = "security", secret = true, description = "The key that a file token store is encrypted with: 32 bytes as base64 or hex, or several as"
            + " id:key,id:key of which the first one writes and all can read. Without it a key file, readable"
            + " by its owner only, is made beside the store.")
    private String tokenStoreKey;

    private ZoomHttp http;
    private ZoomConnections connections;

    public ZoomComponent() {}

    public ZoomComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ZoomEndpoint endpoint = new ZoomEndpoint(uri, this, configuration.copy());
        endpoint.setOperation(remaining);
        Set<String> given = new TreeSet<>(parameters.keySet());
        Map<String, Object> prefixed = PropertiesHelper.extractProperties(parameters, "param.");
        OptionValues.check(parameters);
        setProperties(endpoint, parameters);
        given.removeAll(parameters.keySet());
        endpoint.prepare(prefixed, parameters, given);
        parameters.clear();
        return endpoint;
    }

    ZoomConnections connections() {
        return connections;
    }

    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        String known = getCamelContext().getCamelContextExtension().getAdditionalSensitiveKeywords();
        Stream<String> before = known == null ? Stream.empty() : Stream.of(known.split(","));
        getCamelContext().getCamelContextExtension().setAdditionalSensitiveKeywords(
                Stream.concat(before, SENSITIVE.stream()).distinct().collect(Collectors.joining(",")));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // Routes that are there before the context starts get their endpoints while it is only being initialised.
        open();
        if (getCamelContext().getRegistry().lookupByName(ZoomBearerConfigurer.NAME) == null) {
            ZoomBearerConfigurer configurer = new ZoomBearerConfigurer();
            configurer.setCamelContext(getCamelContext());
            getCamelContext().getRegistry().bind(ZoomBearerConfigurer.NAME, configurer);
        }
    }

    private void open() {
        http = new ZoomHttp(getCamelContext());
        connections = new ZoomConnections(ZoomRuntime.of(getCamelContext()), http, tokenStoreKey);
    }

    @Override
    protected void doStart() throws Exception {
        if (connections == null) {
            open();
        }
        ServiceHelper.startService(http, connections);
        for (String logger : LOGGERS_WITH_BEARERS) {
            if (LoggerFactory.getLogger(logger).isDebugEnabled()) {
                LOG.warn("Logger {} is at DEBUG: it prints every bearer. Set it to INFO", logger);
            }
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(connections, http);
        // A stopped pipeline takes no more calls; a restart makes a new one.
        connections = null;
        http = null;
    }

    public ZoomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ZoomConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getTokenStoreKey() {
        return tokenStoreKey;
    }

    public void setTokenStoreKey(String tokenStoreKey) {
        this.tokenStoreKey = tokenStoreKey;
    }
}
