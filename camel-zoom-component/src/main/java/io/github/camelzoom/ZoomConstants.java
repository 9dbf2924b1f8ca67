package io.github.camelzoom;

import org.apache.camel.spi.Metadata;

/** The message headers of the component. */
public final class ZoomConstants {

    @Metadata(label = "producer", important = true, javaType = "Object", description = "Prefix of a parameter of the operation: the parameter's name in UpperCamelCase follows, as in"
            + " CamelZoomParamMeetingId, or a dot and the exact name, as in CamelZoomParam.site_id."
            + " A header beats the URI; a parameter that the operation does not have is ignored.")
    public static final String PARAM_PREFIX = "CamelZoomParam";

    @Metadata(label = "producer", javaType = "java.util.Map", description = "Parameters of the operation by name. A single CamelZoomParam... header beats an entry here.")
    public static final String PARAMETERS = "CamelZoomParameters";

    @Metadata(label = "producer", important = true, javaType = "String", description = "The name of the connection to use for this message. Beats the endpoint's connection.")
    public static final String CONNECTION = "CamelZoomConnection";

    @Metadata(label = "producer", javaType = "String", description = "The HTTP method of zoom:request. Beats the option.")
    public static final String METHOD = "CamelZoomMethod";

    @Metadata(label = "producer", javaType = "String", description = "The path of zoom:request, from the API's base on, as in /users/me. Beats the option.")
    public static final String PATH = "CamelZoomPath";

    @Metadata(label = "producer", javaType = "Integer", description = "The HTTP status of Zoom's answer.")
    public static final String RESPONSE_CODE = "CamelZoomResponseCode";

    @Metadata(label = "producer", javaType = "String", description = "The tracking id of Zoom's answer, which Zoom's support asks for.")
    public static final String TRACKING_ID = "CamelZoomTrackingId";

    @Metadata(label = "producer", javaType = "String", description = "The rate limit category of the operation, if Zoom sent it: Light, Medium, Heavy or"
            + " Resource-intensive.")
    public static final String RATE_LIMIT_CATEGORY = "CamelZoomRateLimitCategory";

    @Metadata(label = "producer", javaType = "String", description = "The kind of rate limit, if Zoom sent it: QPS or Daily-limit.")
    public static final String RATE_LIMIT_TYPE = "CamelZoomRateLimitType";

    @Metadata(label = "producer", javaType = "Long", description = "The rate limit, if Zoom sent it.")
    public static final String RATE_LIMIT_LIMIT = "CamelZoomRateLimitLimit";

    @Metadata(label = "producer", javaType = "Long", description = "What is left of the rate limit, if Zoom sent it.")
    public static final String RATE_LIMIT_REMAINING = "CamelZoomRateLimitRemaining";

    @Metadata(label = "producer", javaType = "Long", description = "The total_records of a list answer, if Zoom sent it. With fetch=ALL the number of items in the body.")
    public static final String TOTAL_RECORDS = "CamelZoomTotalRecords";

    @Metadata(label = "producer", javaType = "String", description = "The next_page_token of a list answer; not set on the last page.")
    public static final String NEXT_PAGE_TOKEN = "CamelZoomNextPageToken";

    @Metadata(label = "producer", javaType = "Boolean", description = "Whether the answer of a list operation is complete: false when further pages exist or, with"
            + " allowPartial=true, could not be read. With fetch=STREAM it is set when the iterator has ended.")
    public static final String COMPLETE = "CamelZoomComplete";

    @Metadata(label = "consumer", important = true, javaType = "String", description = "The name of the event, such as meeting.started.")
    public static final String EVENT = "CamelZoomEvent";

    @Metadata(label = "consumer", javaType = "Long", description = "When the event happened, in milliseconds since 1970, if Zoom says.")
    public static final String EVENT_TIMESTAMP = "CamelZoomEventTimestamp";

    @Metadata(label = "consumer", javaType = "String", description = "The account of the event, if Zoom says.")
    public static final String ACCOUNT_ID = "CamelZoomAccountId";

    @Metadata(label = "consumer", important = true, javaType = "String", description = "The id of the meeting, user, ... that the event is about, if Zoom says.")
    public static final String OBJECT_ID = "CamelZoomObjectId";

    @Metadata(label = "consumer", javaType = "String", description = "The UUID of the object of the event: for a meeting, of this one instance of it.")
    public static final String OBJECT_UUID = "CamelZoomObjectUuid";

    @Metadata(label = "consumer", javaType = "String", description = "The same for every delivery of the same event, and for no other event.")
    public static final String EVENT_KEY = "CamelZoomEventKey";

    @Metadata(label = "consumer", javaType = "String", description = "The way the event came: WEBHOOK, WEBSOCKET, or RECOVERED from a list.")
    public static final String EVENT_TRANSPORT = "CamelZoomEventTransport";

    @Metadata(javaType = "String", description = "Where an interactive message may be answered by zoom:reply, once and for half an hour; zoom:events sets it.")
    public static final String CALLBACK_URL = "CamelZoomCallbackUrl";

    @Metadata(javaType = "String", description = "What the answer to an interactive message is authorized with; zoom:events sets it. A secret.")
    public static final String CALLBACK_TOKEN = "CamelZoomCallbackToken";

    @Metadata(label = "producer", javaType = "Long", description = "Where a parameter is an asterisk: how many parents did not exist any more or had no such list; not set when all did.")
    public static final String VANISHED_PARENTS = "CamelZoomVanishedParents";

    @Metadata(label = "producer", javaType = "String", description = "The address that zoom:download fetches. Beats the body.")
    public static final String DOWNLOAD_URL = "CamelZoomDownloadUrl";

    @Metadata(javaType = "String", description = "The token that came with a file, as download_token of an event or download_access_token of a"
            + " recording; zoom:events sets it. A secret, good for a day. Beats one in the body. The connection's bearer is used where it is refused.")
    public static final String DOWNLOAD_TOKEN = "CamelZoomDownloadToken";

    @Metadata(label = "consumer", javaType = "String", description = "The uuid or id of the item, as Zoom wrote it, where it has one. A uuid may contain slashes.")
    public static final String ITEM_ID = "CamelZoomItemId";

    @Metadata(label = "producer", javaType = "Long", description = "Uploads a file in parts of this many bytes, 5 MB to 100 MB, where Zoom has operations for that:"
            + " files of Zoom Events, Clips and Revenue Accelerator. Files above 2 GB always are.")
    public static final String PART_SIZE = "CamelZoomPartSize";

    private ZoomConstants() {}
}
