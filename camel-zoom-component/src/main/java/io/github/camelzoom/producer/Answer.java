package io.github.camelzoom.producer;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;

/**
 * What a call brought.
 *
 * @param body null when the answer had none
 */
record Answer(ResultHeaders headers, Object body) {

    /**
     * @param  detail           for the message of a failure
     * @param  paged            whether the answer is a list with further pages
     * @throws ZoomApiException when it is to be a list but cannot be read
     */
    void writeTo(Message message, ErrorDetail detail, boolean paged) {
        message.setBody(body);
        headers.writeTo(message);
        if (!paged || !headers.isJson()) {
            return;
        }
        try {
            ResultHeaders.writePaging(message);
        } catch (JacksonException e) {
            throw new ZoomApiException(detail.withAnswer(headers.status(), 0, headers.trackingId()),
                    "the answer says that it is JSON, but is not" + JsonErrors.where(e), List.of(), true);
        } catch (IOException e) {
            throw new RuntimeCamelException("The cached answer cannot be read", e);
        }
    }
}
