package io.github.camelzoom.springboot;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;

/**
 * Puts properties onto a component, then beans where no property says otherwise: the one {@link TokenStore}, and the one
 * {@link ZoomClient} as the app of all who name none. Beans of type {@code ZoomConnection} and {@code TokenKeys} are found by
 * the component itself.
 */
final class ZoomComponentCustomizer implements ComponentCustomizer {

    private static final String EVENT_SETTINGS = "camel.component.zoom.event-settings";
    private static final Logger LOG = LoggerFactory.getLogger(ZoomComponentCustomizer.class);

    private final ApplicationContext application;
    private final CamelContext camel;
    private final ZoomComponentConfiguration properties;

    ZoomComponentCustomizer(ApplicationContext application, CamelContext camel, ZoomComponentConfiguration properties) {
        this.application = application;
        this.camel = camel;
        this.properties = properties;
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return target instanceof ZoomComponent && HierarchicalPropertiesEvaluator.evaluate(application,
                "camel.component.customizer", "camel.component.zoom.customizer");
    }

    @Override
    public void configure(String name, Component target) {
        ZoomComponent zoom = (ZoomComponent) target;
        Map<String, Object> options = new HashMap<>(CamelPropertiesHelper.getNonNullProperties(camel, properties));
        options.keySet().removeAll(Set.of("connections", "eventSettings", "enabled", "customizer"));
        // A whole configuration replaces what was set before it, so it comes first.
        Map<String, Object> ordered = new LinkedHashMap<>();
        if (options.containsKey("configuration")) {
            ordered.put("configuration", options.remove("configuration"));
        }
        ordered.putAll(options);
        CamelPropertiesHelper.setCamelProperties(camel, zoom, ordered, true);
        ZoomClient client = client(zoom.getConfiguration());
        store(zoom.getConfiguration());
        PropertyBeans beans = new PropertyBeans(application, camel);
        new ConnectionBeans(application, beans).addTo(zoom, properties.getConnections(), client);
        eventSettings(zoom, beans);
    }

    private void eventSettings(ZoomComponent zoom, PropertyBeans beans) {
        EventSettingsConfiguration settings = properties.getEventSettings();
        if (settings != null) {
            zoom.setEventSettings(settings.reference() != null
                    ? beans.bean(EVENT_SETTINGS, settings.reference(), EventSettings.class)
                    : beans.copy(EVENT_SETTINGS, settings, new EventSettings()));
        }
    }

    private void store(ZoomConfiguration configuration) {
        if (configuration.getTokenStore() != null) {
            return;
        }
        ObjectProvider<TokenStore> stores = application.getBeanProvider(TokenStore.class);
        TokenStore store = stores.getIfUnique();
        if (store != null) {
            configuration.setTokenStore(store);
        } else if (stores.stream().findAny().isPresent()) {
            LOG.warn("There are several beans of type TokenStore and none is @Primary, so none is the default. Choose one by"
                    + " camel.component.zoom.token-store=#name");
        }
    }

    /** The app of those that name none; null when there is no such bean, or properties tell another. */
    private ZoomClient client(ZoomConfiguration configuration) {
        if (configuration.getOauthClientId() != null || configuration.getOauthClientSecret() != null
                || configuration.getConnectionString() != null) {
            return null;
        }
        ZoomClient client = application.getBeanProvider(ZoomClient.class).getIfUnique();
        if (client != null) {
            configuration.setOauthClientId(client.getOauthClientId());
            configuration.setOauthClientSecret(client.getOauthClientSecret());
        }
        return client;
    }
}
