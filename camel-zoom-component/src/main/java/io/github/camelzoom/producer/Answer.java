package io.github.camelzoom.producer;

import java.io.IOException;

import org.apache.camel.Message;
import org.apache.camel.RuntimeCamelException;

/**
 * What a call brought.
 *
 * @param body null when the answer had none
 */
record Answer(ResultHeaders headers, Object body) {

    /**
     * @param paged whether the answer is a list with further pages
     */
    void writeTo(Message message, boolean paged) {
        message.setBody(body);
        headers.writeTo(message);
        if (paged) {
            try {
                ResultHeaders.writePaging(message);
            } catch (IOException e) {
                throw new RuntimeCamelException("The cached answer cannot be read", e);
            }
        }
    }
}
