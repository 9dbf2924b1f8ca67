package io.github.camelzoom.producer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.http.AnswerReader;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * A file that is too large for one request: created, sent in parts, completed. A part that fails is repeated alone, which
 * is safe although it is a POST, since its number says which part it is. Not thread-safe; for one exchange.
 */
final class PartedUpload {

    /** Above this, Zoom wants parts. */
    private static final long LARGEST_SINGLE = 2_000_000_000L;
    private static final long SMALLEST_PART = 5L * 1024 * 1024;
    private static final long LARGEST_PART = 100_000_000L;
    private static final int MOST_PARTS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ContentType JSON_TYPE = ContentType.create("application/json");

    private final UploadForm form;
    private final Path file;
    private final long size;
    private final long partSize;
    private final Map<String, String> fields;
    private final List<JsonNode> tags = new ArrayList<>();
    private String context;

    private PartedUpload(UploadForm form, Path file, long size, long partSize, Map<String, String> fields) {
        this.form = form;
        this.file = file;
        this.size = size;
        this.partSize = partSize;
        this.fields = fields;
    }

    /**
     * @return                          null when the message is to be sent in one request
     * @throws IllegalArgumentException when the size of the parts is none that Zoom accepts
     */
    static PartedUpload of(Operation operation, Message message) {
        UploadForm form = UploadForm.of(operation.name()).orElse(null);
        Path file = form == null ? null : file(message.getBody(), operation.filePart());
        if (file == null || !Files.isRegularFile(file)) {
            return null;
        }
        Long asked = message.getHeader(ZoomConstants.PART_SIZE, Long.class);
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file.getFileName() + " cannot be read", e);
        }
        if (asked == null && size <= LARGEST_SINGLE || size == 0) {
            return null;
        }
        long partSize = asked == null ? LARGEST_PART : asked;
        if (partSize < SMALLEST_PART || partSize > LARGEST_PART) {
            throw new IllegalArgumentException("header " + ZoomConstants.PART_SIZE + ": parts have " + SMALLEST_PART + " to "
                    + LARGEST_PART + " bytes");
        }
        if (partsOf(size, partSize) > MOST_PARTS) {
            throw new IllegalArgumentException("a file of " + size + " bytes has more than " + MOST_PARTS + " parts of "
                    + partSize + " bytes, which Zoom does not take");
        }
        return new PartedUpload(form, file, size, partSize, fields(message.getBody(), operation.filePart()));
    }

    private static long partsOf(long size, long partSize) {
        return (size + partSize - 1) / partSize;
    }

    private static Path file(Object body, String filePart) {
        Object value = body instanceof Map<?, ?> map ? map.get(filePart) : body;
        if (value instanceof WrappedFile<?> wrapped) {
            value = wrapped.getFile();
        }
        return value instanceof File plain ? plain.toPath() : value instanceof Path path ? path : null;
    }

    private static Map<String, String> fields(Object body, String filePart) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (body instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null && !filePart.equals(name)) {
                    fields.put(String.valueOf(name), String.valueOf(value));
                }
            });
        }
        return fields;
    }

    /**
     * @param reader of the last answer, which is like that of an upload in one request
     */
    <T> CompletionStage<T> send(ApiClient api, AnswerReader<T> reader) {
        String name = String.valueOf(file.getFileName());
        CompletionStage<JsonNode> sent = control(api, form.creation(name, size, fields),
                answer -> JSON.readTree(answer.body())).thenApply(created -> begun(api, created));
        for (int number = 1; number <= partsOf(size, partSize); number++) {
            int part = number;
            sent = sent.thenCompose(before -> part(api, name, part, 0)).thenApply(answered -> {
                tags.add(UploadForm.tag(answered));
                return answered;
            });
        }
        return sent.thenCompose(last -> control(api, form.completion(context, tags), reader));
    }

    private JsonNode begun(ApiClient api, JsonNode created) {
        context = UploadForm.context(created);
        if (context.isEmpty()) {
            throw new ZoomApiException(ErrorDetail.of(api.name(), form.control()),
                    "the answer names no upload_context and no upload_id", List.of(), true);
        }
        return created;
    }

    private <T> CompletionStage<T> control(ApiClient api, JsonNode body, AnswerReader<T> reader) {
        HttpEntity entity = new ByteArrayEntity(body.toString().getBytes(StandardCharsets.UTF_8), JSON_TYPE);
        return api.execute(form.control(), line(form.control()), entity, reader);
    }

    private CompletionStage<JsonNode> part(ApiClient api, String name, int number, int tries) {
        long from = (number - 1) * partSize;
        HttpEntity entity = MultipartBodies.builder().addTextBody("upload_context", context)
                .addTextBody("part_number", Integer.toString(number))
                .addPart("file",
                        new FileRegionBody(file, MultipartBodies.printable(name), from, Math.min(partSize, size - from)))
                .build();
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        api.execute(form.part(), line(form.part()), entity, answer -> JSON.readTree(answer.body())).whenComplete((answered,
                failure) -> {
            if (failure == null) {
                result.complete(answered);
            } else if (mayPass(failure) && tries < api.settings().retry().maxRetries()) {
                api.pipeline().pause(api.settings().retry().backOff(tries + 1))
                        .thenCompose(over -> part(api, name, number, tries
                                + 1))
                        .whenComplete((again, failedAgain) -> settle(result, again, failedAgain));
            } else {
                result.completeExceptionally(unwrap(failure));
            }
        });
        return result;
    }

    private static void settle(CompletableFuture<JsonNode> result, JsonNode value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(unwrap(failure));
        }
    }

    private static boolean mayPass(Throwable failure) {
        return unwrap(failure) instanceof ZoomException zoom && zoom.isRetryable();
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static RequestLine line(String operation) {
        return RequestLine.of(OperationCatalog.zoom().require(operation), Map.of());
    }
}
