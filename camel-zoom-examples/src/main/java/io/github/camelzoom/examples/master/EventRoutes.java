package io.github.camelzoom.examples.master;

import org.apache.camel.builder.RouteBuilder;

/** The route of {@code events-under-master} in Java. */
final class EventRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // Only one connection of a subscription gets the events, so one node has it: the one that leads. The others wait.
        from("master:zoom-events:zoom:events?subscriptionId={{subscription}}&eventTypes=meeting.*").routeId("events")
                .log("${header.CamelZoomEvent} of meeting ${header.CamelZoomObjectId}");
    }
}
