package io.github.camelzoom.consumer;

/** Names of the headers of events; described in {@code ZoomConstants}. */
public final class EventHeaders {

    public static final String EVENT = "CamelZoomEvent";
    public static final String TIMESTAMP = "CamelZoomEventTimestamp";
    public static final String ACCOUNT_ID = "CamelZoomAccountId";
    public static final String OBJECT_ID = "CamelZoomObjectId";
    public static final String OBJECT_UUID = "CamelZoomObjectUuid";
    public static final String KEY = "CamelZoomEventKey";
    public static final String TRANSPORT = "CamelZoomEventTransport";
    public static final String DOWNLOAD_TOKEN = "CamelZoomDownloadToken";

    private EventHeaders() {}
}
