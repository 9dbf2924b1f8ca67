package io.github.camelzoom.producer;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How an upload in parts is spoken of. Zoom has two ways: Zoom Events puts the fields side by side, the others into
 * {@code params}, and they complete by other things. Immutable.
 *
 * @param control the operation that creates and completes
 * @param part    the operation that takes a part
 * @param flat    whether it is the way of Zoom Events
 */
record UploadForm(String control, String part, boolean flat) {

    private static final Map<String, UploadForm> OF_SINGLE_UPLOADS = Map.of("zoom_events/files/create", new UploadForm(
            "zoom_events/files/multipart/upload/create", "zoom_events/files/multipart/create", true), "clips/files/create",
            nested("clips"), "zra/files/create", nested("zra"), "iq/files/create", nested("iq"));

    private static UploadForm nested(String product) {
        return new UploadForm(product + "/files/multipart/upload_events/create", product + "/files/multipart/create", false);
    }

    /** For an operation that uploads a file at once, if Zoom has another for parts. */
    static Optional<UploadForm> of(String operation) {
        return Optional.ofNullable(OF_SINGLE_UPLOADS.get(operation));
    }

    /**
     * @param fields further parts of the form, by name
     */
    ObjectNode creation(String name, long length, Map<String, String> fields) {
        ObjectNode values = JsonNodeFactory.instance.objectNode().put("file_name", name);
        if (flat) {
            values.put("file_length", Long.toString(length));
        }
        fields.forEach(values::put);
        return request("CreateMultipartUpload", values);
    }

    /**
     * @param tags what each part was answered with
     */
    ObjectNode completion(String context, List<JsonNode> tags) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        if (flat) {
            values.put("upload_id", context).put("part_count", Integer.toString(tags.size()));
        } else {
            ArrayNode list = values.put("upload_context", context).putArray("part_number_etags");
            list.addAll(tags);
        }
        return request("CompleteMultipartUpload", values);
    }

    private ObjectNode request(String method, ObjectNode values) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("method", method);
        if (flat) {
            request.setAll(values);
        } else {
            request.set("params", values);
        }
        return request;
    }

    /** The name of the upload in the answer to its creation; empty when there is none. */
    static String context(JsonNode created) {
        return created.path("upload_context").asText(created.path("upload_id").asText(""));
    }

    /** What a part was answered with, as completion wants it back. */
    static JsonNode tag(JsonNode answered) {
        return answered.path("part_number_etag").isObject() ? answered.get("part_number_etag") : answered;
    }
}
