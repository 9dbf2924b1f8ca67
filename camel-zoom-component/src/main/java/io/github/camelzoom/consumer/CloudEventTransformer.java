package io.github.camelzoom.consumer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

import io.github.camelzoom.ZoomConstants;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.cloudevents.CloudEvents;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Data type {@code zoom:application-cloudevents}: adds the attributes of a CloudEvent to a message of {@code zoom:events}.
 * Id and time are the event's own, so that whoever gets it twice can tell. The body stays. Thread-safe.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a>
 */
@DataTypeTransformer(name = "zoom:application-cloudevents", description = "Adds the attributes of a CloudEvent to an event of Zoom")
public class CloudEventTransformer extends Transformer {

    /** Control characters, half surrogates and noncharacters: section 3.1 of the specification. */
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{IsNoncharacter_Code_Point}]");

    private static final long LAST_MILLI = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    @Override
    public void transform(Message message, DataType from, DataType to) {
        String event = message.getHeader(ZoomConstants.EVENT, String.class);
        String account = message.getHeader(ZoomConstants.ACCOUNT_ID, String.class);
        if (event == null) {
            throw new IllegalArgumentException("zoom:application-cloudevents is for messages of zoom:events: header "
                    + ZoomConstants.EVENT + " is missing");
        }
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, CloudEvents.v1_0.version());
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_ID, string(message.getHeader(ZoomConstants.EVENT_KEY, String.class)));
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, "us.zoom." + string(event));
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, "https://zoom.us/account" + (account == null
                ? ""
                : "/" + URLEncoder.encode(account, StandardCharsets.UTF_8)));
        message.setHeader(CloudEvent.CAMEL_CLOUD_EVENT_DATA_CONTENT_TYPE, "application/json");
        String subject = subject(message);
        set(message, CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, subject == null ? null : string(subject));
        Long time = message.getHeader(ZoomConstants.EVENT_TIMESTAMP, Long.class);
        set(message, CloudEvent.CAMEL_CLOUD_EVENT_TIME, time == null ? null : time(time));
    }

    private static String subject(Message message) {
        String uuid = message.getHeader(ZoomConstants.OBJECT_UUID, String.class);
        return uuid != null ? uuid : message.getHeader(ZoomConstants.OBJECT_ID, String.class);
    }

    /** Null for what RFC 3339 cannot say: it has four digits for a year. */
    private static String time(long millis) {
        return millis < 0 || millis > LAST_MILLI ? null : Instant.ofEpochMilli(millis).toString();
    }

    /** What the specification wants no text to hold is replaced; it could end a header, too. */
    private static String string(String text) {
        return UNWANTED.matcher(text).replaceAll("\uFFFD");
    }

    private static void set(Message message, String name, String value) {
        if (value != null) {
            message.setHeader(name, value);
        }
    }
}
