package io.github.camelzoom.examples.provisioning;

import io.github.camelzoom.client.error.ZoomException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.bindy.csv.BindyCsvDataFormat;

/** The routes of {@code user-provisioning} in Java. */
final class ProvisioningRoutes extends RouteBuilder {

    @Override
    public void configure() {
        BindyCsvDataFormat people = new BindyCsvDataFormat(Person.class);
        people.setUnwrapSingleInstance(false);

        from("timer:provisioning?delay=0&repeatCount=1").routeId("provisioning")
                .onException(Exception.class).log("nothing was changed: ${exception.message}").end()
                .toV("zoom:users/list?status=active&fetch=ALL&outputType=MAP", null, "active")
                .toV("zoom:users/list?status=inactive&fetch=ALL&outputType=MAP", null, "inactive")
                .toV("zoom:users/list?status=pending&fetch=ALL&outputType=MAP", null, "pending")
                .pollEnrich("file:{{work}}?fileName=people.csv&noop=true&idempotent=false", 5000)
                // A row that cannot be read ends it here: nobody is deactivated because of a typing error.
                .unmarshal(people)
                .setBody(method("reconciliation"))
                .log("${body.size} changes")
                .split(body())
                .to("direct:change")
                .end();

        // What Zoom refuses is told, and the others go on. The next run finds out what is still to be done.
        from("direct:change").routeId("change")
                .setVariable("change", simple("${body}"))
                .log("  ${body}")
                .filter(simple("{{apply}} == true"))
                .setHeader("CamelZoomParameters", simple("${body.parameters}"))
                .setBody(simple("${variable.change.body}"))
                .doTry()
                .toD("zoom:${variable.change.operation}")
                .doCatch(ZoomException.class)
                .log("  failed: ${exception.message}")
                .end()
                .end();
    }
}
