package io.github.camelzoom.examples.provisioning;

import java.util.Map;

/**
 * A call that makes an account more like the directory.
 *
 * @param text       for those who read the plan
 * @param operation  of Zoom's API
 * @param parameters of the operation
 * @param body       of the operation
 */
public record Change(String text, String operation, Map<String, Object> parameters, Map<String, Object> body) {

    @Override
    public String toString() {
        return text;
    }
}
