package io.github.camelzoom.consumer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.DataType;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Held against the specification: required attributes, their types, and what makes an event unique. */
class CloudEventTransformerTest extends CamelTestSupport {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:event").transformDataType(new DataType("zoom:application-cloudevents"));
            }
        };
    }

    private Map<String, Object> transformed(String json) throws Exception {
        EventMessage event = EventMessage.read(json.getBytes(StandardCharsets.UTF_8), EventTransport.WEBHOOK);
        Exchange exchange = template.request("direct:event", event::putOn);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(json);
        return exchange.getMessage().getHeaders();
    }

    @Test
    void allAttributesAreTheEventsOwn() throws Exception {
        Map<String, Object> headers = transformed("{\"event\":\"meeting.started\",\"event_ts\":1720705455858,\"payload\":"
                + "{\"account_id\":\"A/1\",\"object\":{\"id\":5,\"uuid\":\"u==\"}}}");
        assertThat(headers).containsEntry("CamelCloudEventVersion", "1.0").containsEntry("CamelCloudEventType",
                "us.zoom.meeting.started").containsEntry("CamelCloudEventSource", "https://zoom.us/account/A%2F1")
                .containsEntry("CamelCloudEventSubject", "u==").containsEntry("CamelCloudEventDataContentType",
                        "application/json")
                .containsEntry("CamelCloudEventID", headers.get("CamelZoomEventKey"));
        assertThat(OffsetDateTime.parse((String) headers.get("CamelCloudEventTime")).toInstant().toEpochMilli()).isEqualTo(
                1720705455858L);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"event\":\"bot_installed\"}", "{\"event\":\"e\",\"payload\":{\"account_id\":\"A é\"}}" })
    void requiredAttributesAreThereAndOptionalOnesOnlyWhereKnown(String json) throws Exception {
        Map<String, Object> headers = transformed(json);
        assertThat(headers).containsKeys("CamelCloudEventID", "CamelCloudEventSource", "CamelCloudEventType",
                "CamelCloudEventVersion").doesNotContainKeys("CamelCloudEventTime", "CamelCloudEventSubject");
        assertThat(headers.get("CamelCloudEventID")).asString().isNotEmpty();
        assertThat(URI.create((String) headers.get("CamelCloudEventSource")).isAbsolute()).isTrue();
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThat(template.request("direct:event", exchange -> {}).getException()).hasStackTraceContaining("zoom:events");
    }
}
