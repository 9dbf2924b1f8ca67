package io.github.camelzoom.client.file;

import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.http.CallPipeline;

/** Asks Zoom for a file by its ids, for an address and a token that are new, and how far it is. */
@FunctionalInterface
public interface FileLookup {

    /**
     * @param  pipeline sends the call
     * @return          fails with a {@code ZoomException}; null when the recording has no such file
     */
    CompletionStage<RemoteFile> find(RemoteFile file, CallPipeline pipeline);
}
