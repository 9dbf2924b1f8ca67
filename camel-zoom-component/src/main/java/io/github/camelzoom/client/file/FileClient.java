package io.github.camelzoom.client.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.CallSettings;

/**
 * Fetches files on one connection. Immutable and thread-safe; never buffers more than a few kilobytes.
 *
 * @param connection   its name, for messages
 * @param bearer       null when it sends none
 * @param settings     how calls are sent; its retries are counted from the last byte that came
 * @param lookup       finds a file anew
 * @param readyTimeout how long to wait for a file that Zoom still works on
 */
public record FileClient(String connection, BearerSource bearer, CallSettings settings, CallPipeline pipeline,
        FileLookup lookup, Duration readyTimeout) {

    static final String OPERATION = "download";

    /**
     * Opens a file. The stream goes on by itself where the line breaks.
     *
     * @return fails with a {@code ZoomException}
     */
    public CompletionStage<FileStream> open(RemoteFile file) {
        return FileStream.open(new FileFlow(this, file), this);
    }

    /**
     * Opens a file as {@link #open} does, on this thread.
     *
     * @throws IOException with a {@code ZoomException} as its cause
     */
    public FileStream openNow(RemoteFile file) throws IOException {
        CallerRuns caller = new CallerRuns();
        FileClient here = new FileClient(connection, bearer, settings, pipeline.resumingOn(caller), lookup, readyTimeout);
        return caller.await(here.open(file));
    }

    /**
     * Fetches a file into a directory. What has been fetched stays there as {@code <name>.part} when this fails or the
     * process dies, and the next call goes on from it.
     *
     * @return fails with a {@code ZoomException}, or an {@code IOException} of the file system
     */
    public CompletionStage<SavedFile> save(RemoteFile file, Path directory) {
        return new FileSave(this, file, directory).start();
    }

    ErrorDetail detail() {
        return ErrorDetail.of(connection, OPERATION);
    }
}
