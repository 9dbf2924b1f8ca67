package io.github.camelzoom.examples.chat;

import io.github.camelzoom.client.error.ZoomException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** The routes of {@code chat-notifications} in Java. */
final class ChatRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // The event failed, so it is not acknowledged: Zoom sends it again after 5 minutes, twice more later.
        onException(ZoomException.class).onWhen(simple("${exception.retryable}"))
                .log("${header.CamelZoomEvent} comes again: ${exception.message}");
        // Zoom refuses, and would refuse again.
        onException(ZoomException.class).handled(true)
                .log("${header.CamelZoomEvent} cannot be told: ${exception.message}");

        from("zoom:events?secretToken={{secretToken}}&eventTypes=recording.completed").routeId("recorded")
                .unmarshal().json(JsonLibrary.Jackson)
                .setVariable("topic", simple("${body[payload][object][topic]}"))
                .setBody(method("messages", "recorded"))
                .to("zoom:im/chat/messages/create?connection=chatbot")
                .log("told the channel of the recording of ${variable.topic}");

        from("zoom:events?secretToken={{secretToken}}&eventTypes=interactive_message_actions").routeId("pressed")
                .unmarshal().json(JsonLibrary.Jackson)
                .setVariable("who", simple("${body[payload][userName]}"))
                .setVariable("answer", simple("Kept by ${variable.who}"))
                .filter(simple("${body[payload][actionItem][value]} startsWith 'trash '"))
                .setHeader("CamelZoomParamMeetingId", simple("${body[payload][actionItem][value].substring(6)}"))
                .to("zoom:meetings/recordings/deleteAll?action=trash")
                .setVariable("answer", simple("Moved to the trash by ${variable.who}"))
                .end()
                .setBody(method("messages", "answer"))
                .to("zoom:reply")
                .log("answered ${variable.who}: ${variable.answer}");
    }
}
