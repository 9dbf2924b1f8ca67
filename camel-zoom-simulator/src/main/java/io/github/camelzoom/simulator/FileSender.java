package io.github.camelzoom.simulator;

import java.util.OptionalLong;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Sends a file chunk by chunk as the reader takes it, and breaks off where it was told to. On the event loop only. */
final class FileSender {

    private static final int CHUNK = 64 * 1024;
    /** Lets what was written arrive: a reset throws away what the kernel has not sent. */
    private static final long BEFORE_RESET_MILLIS = 200;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final FileSlice slice;
    private final OptionalLong breakAt;
    private long at;

    FileSender(Vertx vertx, HttpServerRequest request, FileSlice slice) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.slice = slice;
        this.breakAt = slice.file().takeBreak(slice.from(), slice.to());
        this.at = slice.from();
    }

    void start() {
        if (slice.file().announcesLength()) {
            response.putHeader("Content-Length", Long.toString(slice.length()));
        } else {
            response.setChunked(true);
        }
        next();
    }

    private void next() {
        long end = breakAt.orElse(slice.to());
        if (at >= end) {
            end();
            return;
        }
        int count = (int) Math.min(CHUNK, end - at);
        Buffer chunk = Buffer.buffer(FileBytes.of(slice.file().contentId(), at, count));
        at += count;
        slice.file().sent(count);
        // One chunk at a time: the whole file must not pile up in front of a slow reader. And each in a turn of its own: with a
        // fast one a write is done at once, and one inside the other would end in a stack overflow.
        response.write(chunk).onSuccess(written -> vertx.runOnContext(turn -> next()));
    }

    private void end() {
        if (breakAt.isEmpty()) {
            response.end();
        } else if (!slice.file().stalls()) {
            vertx.setTimer(BEFORE_RESET_MILLIS, id -> Connections.reset(request.connection()));
        }
    }
}
