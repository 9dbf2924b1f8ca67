package io.github.camelzoom.springboot;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** Makes connections out of properties. A bean of the same name is the application's own word, and wins. */
final class ConnectionBeans {

    private static final String PREFIX = "camel.component.zoom.connections.";
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionBeans.class);

    private final ApplicationContext application;
    private final PropertyBeans beans;

    ConnectionBeans(ApplicationContext application, PropertyBeans beans) {
        this.application = application;
        this.beans = beans;
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
        ZoomConnection connection = beans.copy(PREFIX + name, properties, new ZoomConnection());
        if (shared != null && connection.getClient() == null && connection.getOauthClientId() == null) {
            connection.setClient(shared);
        }
        return connection;
    }
}
