package io.github.camelzoom.examples.multitenant;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The routes in Java, with {@code service.routes=java}. */
@Component
@ConditionalOnProperty(name = "service.routes", havingValue = "java")
class Routes extends RouteBuilder {

    @Override
    public void configure() {
        // A tenant's meetings. The message says whose: header CamelZoomConnection.
        from("direct:meetings").routeId("meetings")
                .to("zoom:users/meetings/list?userId=me&type=upcoming&fetch=ALL&outputType=MAP");

        // The people of the service's own account.
        from("direct:colleagues").routeId("colleagues")
                .to("zoom:users/list?connection=headquarters&fetch=ALL&outputType=MAP");

        // The pages at /zoom/connections, and what comes of them.
        from("zoom:authorize?authorizeAccess=#tenantAccess").routeId("consents")
                .filter(simple("${body.status} == 'GRANTED'"))
                .to("zoom:users/get?userId=me&outputType=MAP")
                .bean("tenants", "connected(${header.CamelZoomConnection}, ${body[account_id]}, ${body[id]})")
                .to("direct:tell-operators");

        // The operators hear of it in their chat, from the chatbot and not in the tenant's name.
        from("direct:tell-operators").routeId("tell-operators")
                .bean("operators", "message(${header.CamelZoomConnection})")
                .removeHeaders("CamelZoom*")
                .to("zoom:im/chat/messages/create?connection=chatbot");

        // Somebody has removed the app on Zoom's marketplace.
        from("zoom:events?eventTypes=app_deauthorized&secretToken={{service.app.secret-token}}").routeId("deauthorized")
                .bean("tenants", "deauthorized");
    }
}
