package io.github.camelzoom.simulator.rest;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedFiles;
import io.github.camelzoom.simulator.UploadedFile;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.world.Ids;

/**
 * Uploads in parts: created, sent, completed. Zoom Events has one form, where the fields stand side by side and completion names the
 * number of parts; Clips, Revenue Accelerator and its older name have another, with the fields in {@code params} and a list of tags.
 */
public final class UploadsApi {

    private static final long SMALLEST_PART = 5L * 1024 * 1024;
    private static final long LARGEST_PART = 100L * 1024 * 1024;
    private static final int MOST_PARTS = 100;

    private static final class Upload {
        private final String name;
        private final long length;
        private final Map<Integer, byte[]> parts = new TreeMap<>();

        Upload(String name, long length) {
            this.name = name;
            this.length = length;
        }
    }

    private final Ids ids;
    private final SimulatedFiles files;
    private final Map<String, Upload> open = new ConcurrentHashMap<>();

    /** Tells the files what was uploaded. */
    public UploadsApi(Ids ids, SimulatedFiles files) {
        this.ids = ids;
        this.files = files;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("zoom_events/files/multipart/upload/create", this::events);
        for (String product : List.of("clips", "zra", "iq")) {
            handlers.put(product + "/files/multipart/upload_events/create", this::uploadEvents);
        }
        for (String product : List.of("zoom_events", "clips", "zra", "iq")) {
            handlers.put(product + "/files/multipart/create", this::part);
        }
    }

    private Answer events(ApiCall call) {
        JsonNode body = call.body();
        if (body.path("method").asText().equals("CreateMultipartUpload")) {
            require(body, "file_name", "file_length", "hub_id");
            return created(call, "upload_id", create(body.path("file_name").asText(), body.path("file_length").asLong()));
        }
        require(body, "upload_id", "part_count");
        Upload upload = upload(body.path("upload_id").asText());
        if (upload.parts.size() != body.path("part_count").asInt()) {
            throw new ApiFailure(400, 300, "The number of parts is " + upload.parts.size() + ".");
        }
        return complete(call, body.path("upload_id").asText(), upload, "file_id");
    }

    private Answer uploadEvents(ApiCall call) {
        JsonNode params = call.body().path("params");
        if (call.body().path("method").asText().equals("CreateMultipartUpload")) {
            require(params, "file_name");
            return created(call, "upload_context", create(params.path("file_name").asText(), -1));
        }
        require(params, "upload_context", "part_number_etags");
        Upload upload = upload(params.path("upload_context").asText());
        JsonNode tags = params.path("part_number_etags");
        for (JsonNode tag : tags) {
            byte[] content = upload.parts.get(tag.path("part_number").asInt());
            if (content == null || !tag.path("etag").asText().equals(tag(content))) {
                throw new ApiFailure(400, 300, "Part " + tag.path("part_number") + " has another etag.");
            }
        }
        if (tags.size() != upload.parts.size()) {
            throw new ApiFailure(400, 300, "The number of parts is " + upload.parts.size() + ".");
        }
        return complete(call, params.path("upload_context").asText(), upload, call.operation().name().startsWith("clips")
                ? "clip_id"
                : "file_id");
    }

    private static void require(JsonNode fields, String... names) {
        for (String name : names) {
            if (!fields.hasNonNull(name)) {
                throw ApiFailure.validation(List.of(new ApiFailure.FieldError(name, "Missing field, this field is required.")));
            }
        }
    }

    private String create(String name, long length) {
        String id = ids.text(32);
        open.put(id, new Upload(name, length));
        return id;
    }

    private Answer part(ApiCall call) {
        MultipartForm form = new MultipartForm(call.request());
        Upload upload = upload(form.text("upload_context"));
        int number;
        try {
            number = Integer.parseInt(form.text("part_number"));
        } catch (NumberFormatException e) {
            number = 0;
        }
        byte[] content = form.bytes("file");
        if (number < 1 || number > MOST_PARTS || content.length == 0 || content.length > LARGEST_PART) {
            throw new ApiFailure(400, 300, "Parts have numbers from 1 to 100 and at most 100 MB.");
        }
        synchronized (upload) {
            upload.parts.put(number, content);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("part_number_etag").put("part_number", number).put("etag", tag(content));
        return Answer.json(call.operation().successStatus(), answer);
    }

    private Upload upload(String id) {
        Upload upload = open.get(id);
        if (upload == null) {
            throw new ApiFailure(404, 404, "The upload does not exist.");
        }
        return upload;
    }

    private Answer complete(ApiCall call, String id, Upload upload, String idField) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int seen = 0;
        for (byte[] part : upload.parts.values()) {
            if (++seen < upload.parts.size() && part.length < SMALLEST_PART) {
                throw new ApiFailure(400, 300, "Only the last part may be smaller than 5 MB.");
            }
            all.writeBytes(part);
        }
        if (upload.length >= 0 && all.size() != upload.length) {
            throw new ApiFailure(400, 300, "The file has " + all.size() + " bytes instead of " + upload.length + ".");
        }
        open.remove(id);
        files.uploaded(new UploadedFile(upload.name, seen, all.toByteArray()));
        return created(call, idField, ids.plain());
    }

    private static Answer created(ApiCall call, String field, String value) {
        return Answer.json(call.operation().successStatus(), JsonNodeFactory.instance.objectNode().put(field, value));
    }

    private static String tag(byte[] content) {
        return Integer.toHexString(java.util.Arrays.hashCode(content));
    }
}
