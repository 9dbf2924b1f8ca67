package io.github.camelzoom.consumer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.camelzoom.simulator.catalogue.EventNames;
import io.github.camelzoom.simulator.event.EventSamples;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.cloudevents.CloudEvents;
import org.apache.camel.spi.DataType;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All of Zoom's events against what CloudEvents 1.0.2 demands, sections 2.1 and 3. The transformer sets Camel's headers of
 * CloudEvents; what they become on the wire, by Camel's own table, is held against sections 3.1 of the HTTP binding and 3 of
 * the JSON format.
 */
class CloudEventsSpecificationTest extends CamelTestSupport {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    /** "consist of lower-case letters or digits", and "not exceed 20 characters in length". */
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,20}");
    /** No control characters, no half surrogates, no noncharacters. */
    private static final Pattern STRING = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{IsNoncharacter_Code_Point}]+");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
    private static final Set<String> REQUIRED = Set.of("id", "source", "specversion", "type");

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:event").transformDataType(new DataType("zoom:application-cloudevents"));
            }
        };
    }

    private Exchange transformed(String json, EventTransport transport) throws Exception {
        EventMessage event = EventMessage.read(json.getBytes(StandardCharsets.UTF_8), transport);
        Exchange exchange = template.request("direct:event", event::putOn);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(byte[].class)).as("the data is Zoom's, to the byte").isEqualTo(json.getBytes(
                StandardCharsets.UTF_8));
        return exchange;
    }

    /** The attributes as structured JSON names them. */
    private static Map<String, String> attributes(Exchange exchange) {
        Map<String, String> attributes = new HashMap<>();
        for (CloudEvent.Attribute attribute : CloudEvents.v1_0_2.attributes()) {
            Object value = exchange.getMessage().getHeader(attribute.id());
            if (value != null) {
                assertThat(value).as(attribute.id()).isInstanceOf(String.class);
                attributes.put(attribute.json(), (String) value);
                assertThat(attribute.http()).isEqualTo("ce-" + attribute.json());
            }
        }
        assertThat(exchange.getMessage().getHeader("Content-Type")).as("binary mode tells the data's type by it").isEqualTo(
                attributes.get("datacontenttype"));
        return attributes;
    }

    private static void assertValid(Map<String, String> attributes) {
        assertThat(attributes).containsKeys(REQUIRED.toArray(String[]::new));
        assertThat(attributes.keySet()).allMatch(name -> ATTRIBUTE.matcher(name).matches()).doesNotContain("data");
        assertThat(attributes).allSatisfy((name, value) -> assertThat(value).as(name).matches(STRING));
        assertThat(attributes.get("specversion")).isEqualTo("1.0");
        URI source = URI.create(attributes.get("source"));
        assertThat(source.isAbsolute()).as("an absolute URI is recommended").isTrue();
        assertThat(attributes.get("type")).startsWith("us.zoom.");
        assertThat(attributes.get("datacontenttype")).matches(MEDIA_TYPE);
        if (attributes.containsKey("time")) {
            // RFC 3339: with seconds and offset.
            assertThat(attributes.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(attributes.get("time"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEventByEveryTransportIsAValidCloudEvent(EventTransport transport) throws Exception {
        Set<String> unique = new HashSet<>();
        int events = 0;
        for (String name : new EventNames().all()) {
            for (int number : new int[]{ 1, 15 }) {
                Map<String, String> attributes = attributes(transformed(EventSamples.of(name, "A1", number, NOW).json(),
                        transport));
                assertValid(attributes);
                assertThat(unique.add(attributes.get("source") + " " + attributes.get("id"))).as(name).isTrue();
                events++;
            }
        }
        assertThat(events).isGreaterThan(1000);
    }

    @Test
    void theSameEventIsTheSameCloudEventWhicheverWayItComes() throws Exception {
        for (String name : new EventNames().all()) {
            String json = EventSamples.of(name, "A1", 1, NOW).json();
            assertThat(Stream.of(EventTransport.values()).map(transport -> {
                try {
                    return attributes(transformed(json, transport));
                } catch (Exception e) {
                    throw new IllegalStateException(name, e);
                }
            }).distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"event\":\"e\"}", "{\"event\":\"e\",\"event_ts\":\"no time\"}",
            "{\"event\":\"e\",\"event_ts\":9223372036854775807}", "{\"event\":\"e\",\"event_ts\":-1}",
            "{\"event\":\"e\",\"payload\":{\"account_id\":\"a b/é?#\\u0001%\",\"object\":{\"id\":\"\"}}}",
            "{\"event\":\"e\",\"payload\":{\"object\":{\"uuid\":\"a\\r\\nce-id: x\"}}}",
            "{\"event\":\"e\\u0000f\",\"payload\":{\"object\":{\"id\":\"\\ud83d\"}}}",
            "{\"event\":\"e\\ufdd0\\uffff\",\"payload\":{\"object\":{\"id\":\"\\ud83f\\udfff\"}}}",
            "{\"event\":\"Größe 😀\",\"payload\":{\"object\":{\"id\":\"😀\"}}}" })
    void oddEventsAreValidToo(String json) throws Exception {
        assertValid(attributes(transformed(json, EventTransport.WEBHOOK)));
    }
}
