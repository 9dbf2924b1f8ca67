package io.github.camelzoom.examples.recordings;

import io.github.camelzoom.client.error.ZoomException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** The routes of {@code recordings-to-files} in Java. */
final class RecordingRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // What Zoom refuses for good is put aside, so that it does not come again with each run. What may succeed later,
        // such as a rate limit or a broken line, fails the message: the next run brings the recording again.
        onException(ZoomException.class).onWhen(simple("${exception.retryable} == false")).handled(true)
                .log("refused     ${variable.recording[topic]}: ${exception.message}")
                .setBody(variable("recording"))
                .marshal().json(JsonLibrary.Jackson)
                .to("file:{{work}}/refused?fileName=${date:now:yyyyMMddHHmmssSSS}.json");

        from("zoom:users/recordings/list?userId=*&fanOut=ORDERED&startFrom={{since}}&initialDelay=0&delay={{every}}&sendEmptyMessageWhenIdle=true"
                + "&outputType=MAP").routeId("recordings")
                .filter(simple("${body} == null"))
                .log("nothing new")
                .stop()
                .end()
                .setVariable("recording", simple("${body}"))
                .setHeader("CamelZoomParamUserId", simple("${body[host_id]}"))
                .toV("zoom:users/get?outputType=MAP", null, "host")
                .setVariable("folder", method("places", "folder"))
                // Each file gets its try. One that fails, fails the recording; the others are there already when it comes again.
                .split(simple("${body[recording_files]}"))
                .setHeader("CamelFileName", method("places", "file"))
                .toD("zoom:download?directory={{work}}/recordings/${variable.folder}&readyTimeout=10m")
                // Without an answer of Zoom's the file was there already.
                .filter(simple("${header.CamelZoomResponseCode} != null"))
                .log("file        ${variable.folder}/${header.CamelFileName}, ${header.CamelFileLength} bytes")
                .end()
                .end()
                .log("recording   ${variable.recording[topic]} is complete");
    }
}
