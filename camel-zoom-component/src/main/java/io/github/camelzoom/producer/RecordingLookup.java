package io.github.camelzoom.producer;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.file.FileLookup;
import io.github.camelzoom.client.file.RemoteFile;
import io.github.camelzoom.client.http.CallPipeline;

/** Finds a file in the recording of its meeting, with a token that opens it. */
record RecordingLookup(ApiClient api) implements FileLookup {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "download_access_token";
    /** A long file on a slow line must be finished with it; Zoom allows a week. */
    private static final long TOKEN_SECONDS = 86_400;

    @Override
    public CompletionStage<RemoteFile> find(RemoteFile file, CallPipeline pipeline) {
        Operation operation = OperationCatalog.zoom().require("meetings/recordings/get");
        RequestLine line = RequestLine.of(operation, Map.of("meetingId", file.meeting(), "include_fields", TOKEN, "ttl",
                TOKEN_SECONDS));
        ApiClient sender = new ApiClient(api.name(), api.bearer(), api.bases(), api.settings(), pipeline);
        return sender.execute(operation.name(), line, null, answer -> find(file, JSON.readTree(answer.body())));
    }

    private static RemoteFile find(RemoteFile wanted, JsonNode recording) {
        String token = recording.path(TOKEN).asText("");
        for (JsonNode object : recording.path("recording_files")) {
            try {
                RemoteFile found = RemoteFile.of(object);
                if (wanted.isSameAs(found)) {
                    return found.withToken(token.isEmpty() ? null : Secret.of(token));
                }
            } catch (IllegalArgumentException e) {
                // Another file of the recording, about which nothing is said yet.
            }
        }
        return null;
    }
}
