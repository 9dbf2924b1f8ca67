package io.github.camelzoom.springboot;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import io.github.camelzoom.client.auth.TokenStore;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;

/** Makes connections out of properties. A bean of the same name is the application's own word, and wins. */
final class ConnectionBeans {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBeans.class);

    private final ApplicationContext application;
    private final CamelContext camel;

    ConnectionBeans(ApplicationContext application, CamelContext camel) {
        this.application = application;
        this.camel = camel;
    }

    /**
     * @param shared the app of connections that name none; null for that of the component
     */
    void addTo(ZoomComponent zoom, Map<String, ZoomConnectionConfiguration> configured, ZoomClient shared) {
        Map<String, ZoomConnection> connections = new LinkedHashMap<>(zoom.getConnections());
        configured.forEach((name, properties) -> {
            if (application.containsBean(name) && application.isTypeMatch(name, ZoomConnection.class)) {
                LOG.info("Connection '{}' is a bean; the properties camel.component.zoom.connections.{}.* are not used", name,
                        name);
            } else {
                connections.put(name, connection(name, properties, shared));
            }
        });
        zoom.setConnections(connections);
    }

    private ZoomConnection connection(String name, ZoomConnectionConfiguration properties, ZoomClient shared) {
        ZoomConnection connection = new ZoomConnection();
        BeanWrapper from = PropertyAccessorFactory.forBeanPropertyAccess(properties);
        BeanWrapper to = PropertyAccessorFactory.forBeanPropertyAccess(connection);
        for (var property : from.getPropertyDescriptors()) {
            String option = property.getName();
            Object value = to.isWritableProperty(option) ? from.getPropertyValue(option) : null;
            if (value != null) {
                // Options of the component may have placeholders of Camel, so these may have them too.
                Object known = value instanceof String text ? camel.resolvePropertyPlaceholders(text) : value;
                to.setPropertyValue(option, resolved(name, option, known, to.getPropertyType(option)));
            }
        }
        if (shared != null && connection.getClient() == null && connection.getOauthClientId() == null) {
            connection.setClient(shared);
        }
        return connection;
    }

    /** A bean, where a text stands for one. Texts are never references, since a secret may begin with a #. */
    private Object resolved(String name, String option, Object value, Class<?> wanted) {
        if (wanted.isInstance(value) && !(wanted == Object.class && value.toString().startsWith("#"))) {
            return value;
        }
        Class<?> type = wanted == Object.class ? TokenStore.class : wanted;
        String bean = value.toString().replaceFirst("^#(bean:)?", "");
        try {
            return application.getBean(bean, type);
        } catch (BeansException e) {
            throw new IllegalArgumentException("camel.component.zoom.connections." + name + "." + option + "=" + value
                    + ": there is no bean '" + bean + "' of type " + type.getName(), e);
        }
    }
}
