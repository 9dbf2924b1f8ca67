package io.github.camelzoom.client.event;

import java.util.Objects;

import io.github.camelzoom.client.auth.Secret;

/**
 * The signature of the first message to an RTMS server, whose address the event {@code meeting.rtms_started} brings.
 *
 * @see <a href="https://github.com/zoom/rtms">Zoom: RTMS</a>
 */
public final class RtmsSignature {

    private RtmsSignature() {}

    /**
     * @param  clientId     of the app
     * @param  clientSecret of the app; not the secret token of its webhooks
     * @param  uuid         {@code meeting_uuid}, {@code webinar_uuid}, {@code session_id} or {@code engagement_id} of the
     *                      event, as it is there
     * @param  streamId     {@code rtms_stream_id} of the event
     * @return              64 lower-case hex digits
     */
    public static String of(String clientId, Secret clientSecret, String uuid, String streamId) {
        return Hmac.hex(clientSecret, Objects.requireNonNull(clientId, "clientId") + ","
                + Objects.requireNonNull(uuid, "uuid") + "," + Objects.requireNonNull(streamId, "streamId"));
    }
}
