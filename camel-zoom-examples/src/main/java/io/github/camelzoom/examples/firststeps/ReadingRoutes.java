package io.github.camelzoom.examples.firststeps;

import org.apache.camel.builder.RouteBuilder;

/** What only reads, in the Java DSL. The writing half is {@code meeting-life.camel.yaml}. */
final class ReadingRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:first-user").routeId("first-user")
                .to("zoom:users/list?pageSize=30&outputType=MAP")
                .log("users/list             ${header.CamelZoomTotalRecords} users; the first is ${body[users][0][email]}")
                .setHeader("CamelZoomParamUserId", simple("${body[users][0][id]}"));

        from("direct:meetings").routeId("meetings")
                .to("direct:first-user")
                .to("zoom:users/meetings/list?type=upcoming&outputType=MAP")
                .log("users/meetings/list    ${header.CamelZoomTotalRecords} upcoming meetings of this user");
    }
}
