package io.github.camelzoom.examples.registrants;

import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.bindy.csv.BindyCsvDataFormat;

/** The routes of {@code webinar-registrants} in Java. */
final class RegistrantRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // Not the fault of a row. Somebody who is registered twice stays registered once, so a lost answer may be repeated
        // too.
        onException(ZoomException.class).onWhen(simple("${exception.retryable}"))
                .maximumRedeliveries(2).redeliveryDelay("{{pause}}")
                .log("${file:name} stays in the inbox: ${exception.message}");
        // Nor is this: a webinar that is not there, a wrong secret.
        onException(ZoomException.class).onWhen(simple("${exception.httpResponseCode} != 400"))
                .log("${file:name} stays in the inbox: ${exception.message}");

        // A file that cannot be read to its end stays in the inbox and is read again; who was registered is not registered
        // again.
        from("file:{{work}}/inbox?include=.*\\.csv&move=../done/${date:now:yyyyMMddHHmmssSSS}-${file:name}&initialDelay=0"
                + "&delay={{every}}").routeId("inbox")
                .split(body().tokenize("\n")).streaming().stopOnException().aggregationStrategy("#outcomes")
                // Not the head of the table.
                .filter(simple("${exchangeProperty.CamelSplitIndex} > 0"))
                .to("direct:row")
                .end()
                .end()
                .log("${file:name}: ${body}");

        from("direct:row").routeId("row")
                .setVariable("row", simple("${body}"))
                .doTry()
                .to("direct:register")
                // The fault of the row: Zoom does not accept it, or it is no row at all.
                .doCatch(ZoomApiException.class).onWhen(simple("${exception.httpResponseCode} == 400"))
                .to("direct:reject")
                .doCatch(IllegalArgumentException.class)
                .to("direct:reject")
                .end();

        from("direct:register").routeId("register")
                .unmarshal(new BindyCsvDataFormat(Registrant.class))
                .setVariable("email", simple("${body.email}"))
                .setVariable("outcome", constant("registered before"))
                // Remembered when Zoom has accepted it and not before.
                .idempotentConsumer(simple("{{webinar}} ${variable.email}")).idempotentRepository("registered").eager(false)
                .completionEager(true)
                .to("zoom:webinars/registrants/create?webinarId={{webinar}}")
                .setVariable("outcome", constant("registered"))
                .log("registered  ${variable.email}")
                .end();

        from("direct:reject").routeId("reject")
                .setVariable("outcome", constant("rejected"))
                .setBody(method("rejections"))
                .log("rejected    ${body}")
                .to("file:{{work}}/rejected?fileExist=Append&appendChars=\\n");
    }
}
