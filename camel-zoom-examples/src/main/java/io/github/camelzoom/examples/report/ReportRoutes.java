package io.github.camelzoom.examples.report;

import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.builder.RouteBuilder;

/** The routes of {@code meeting-report} in Java. */
final class ReportRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:report?delay=0&period=1d&repeatCount={{times}}").routeId("report")
                .onException(Exception.class).log("The report is not complete, run it again: ${exception.message}").end()
                .setHeader("CamelZoomParamFrom", simple("{{day}}"))
                .setHeader("CamelZoomParamTo", simple("${header.CamelZoomParamFrom}"))
                .log("meetings of ${header.CamelZoomParamFrom}")
                .to("zoom:report/users/meetings/list?userId=*&fanOut=ORDERED&fetch=STREAM&outputType=MAP")
                .split(body()).streaming().stopOnException()
                .to("direct:meeting")
                .end()
                .to("sql:file:{{folder}}/summary.sql?dataSource=#database")
                .split(body())
                .log("${body[host]}: ${body[meetings]} meetings, ${body[attendances]} attendances of ${body[people]} people and"
                        + " guests, ${body[minutes]} minutes")
                .end();

        from("direct:meeting").routeId("meeting")
                .setVariable("meeting", simple("${body}"))
                .to("sql:file:{{folder}}/meeting.sql?dataSource=#database")
                .setHeader("CamelZoomParamMeetingId", simple("${body[uuid]}"))
                .doTry()
                .to("zoom:report/meetings/participants/list?fetch=ALL&outputType=MAP")
                .split(body()).stopOnException()
                .to("sql:file:{{folder}}/attendance.sql?dataSource=#database")
                .end()
                .endDoTry()
                // Zoom has forgotten this one, or never had anybody in it. That is no reason to do without the others.
                .doCatch(ZoomApiException.class).onWhen(simple("${exception.httpResponseCode} == 404"))
                .log("no participants of ${variable.meeting[topic]}: Zoom's code ${exception.zoomCode}")
                .end();
    }
}
