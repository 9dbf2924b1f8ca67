package io.github.camelzoom;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.PluginHelper;

import static org.assertj.core.api.Assertions.assertThat;

/** What people may look at, in lines, to be searched for secrets. */
final class Canary {

    private final List<String> seen = new ArrayList<>();

    void see(String line) {
        seen.add(line);
    }

    void see(List<String> lines) {
        seen.addAll(lines);
    }

    void see(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        seen.add(failure + " " + failure.getMessage() + " " + trace);
    }

    /** Without its properties: there Camel keeps the URI of every component's endpoint as the route's author wrote it. */
    void see(Exchange exchange) {
        seen.add(exchange + " " + exchange.getMessage().getHeaders() + " " + exchange.getMessage().getBody(String.class));
        if (exchange.getException() != null) {
            see(exchange.getException());
        }
    }

    List<String> seen() {
        return seen;
    }

    /** Where a secret shows, with what stands before it. */
    List<String> leaks(Set<String> secrets) {
        List<String> leaks = new ArrayList<>();
        for (String line : seen) {
            for (String secret : secrets) {
                int at = line.indexOf(secret);
                if (at >= 0) {
                    leaks.add(line.substring(0, Math.min(100, at)) + " ... " + line.substring(Math.max(0, at - 60), at + secret
                            .length()));
                }
            }
        }
        return leaks;
    }

    /**
     * What the context, health and JMX tell about endpoints, services and routes. Not the operations that dump the source of
     * a route, which Camel prints as it was written whatever the component.
     */
    void show(CamelContext context, String componentName) throws JMException {
        ZoomComponent component = context.getComponent(componentName, ZoomComponent.class);
        seen.add(component + " " + component.getConfiguration() + " " + component.opened() + " " + ZoomRuntime.of(context)
                + " " + ZoomRuntime.of(context).tokens() + " " + ZoomRuntime.of(context).stores() + " "
                + component.opened()
                        .open(component.getConfiguration()).get());
        for (Endpoint endpoint : context.getEndpoints()) {
            seen.add("endpoint " + endpoint);
            if (endpoint instanceof EndpointServiceLocation location) {
                seen.add(location.getServiceUrl() + " " + location.getServiceProtocol() + " " + location.getServiceMetadata());
            }
        }
        context.getRoutes().forEach(route -> seen.add(route + " " + route.getServices()));
        HealthCheckHelper.invoke(context, "full").forEach(health -> seen.add("health " + health.getCheck() + " " + health
                .getMessage() + " " + health.getDetails() + " " + health.getError()));
        context.getRoutes().stream().map(route -> route.getConsumer()).filter(DefaultConsumer.class::isInstance).map(
                consumer -> ((DefaultConsumer) consumer).getHealthCheck()).filter(check -> check != null).map(
                        check -> check
                                .call())
                .forEach(health -> seen.add("health " + health.getMessage() + " " + health.getDetails()));
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("zoom");
        seen.add("console " + console.call(DevConsole.MediaType.TEXT) + console.call(DevConsole.MediaType.JSON));
        showJmx(context);
    }

    private void showJmx(CamelContext context) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",*"), null);
        assertThat(names).hasSizeGreaterThan(10);
        for (ObjectName name : names) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                seen.add("JMX " + name + " " + attribute.getName() + "=" + value(server, name, attribute.getName()));
            }
        }
    }

    private static String value(MBeanServer server, ObjectName name, String attribute) {
        try {
            Object value = server.getAttribute(name, attribute);
            return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
        } catch (JMException | RuntimeException e) {
            return e.toString();
        }
    }
}
