package io.github.camelzoom.client.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.error.ZoomFileException;
import io.github.camelzoom.client.error.ZoomFileException.Reason;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.client.http.LiveAnswer;

/**
 * A file of Zoom's as a plain stream. Where the line breaks or stalls, it goes on from the byte it had come to; its end is
 * the end of the whole file, or else reading fails with an {@link IOException} whose cause is a {@code ZoomException}.
 * Close it: until then it holds a connection. Not thread-safe.
 */
public final class FileStream extends InputStream {

    private final FileFlow flow;
    private final FileClient client;
    private LiveAnswer answer;
    private InputStream body;
    private long position;
    private int tries;
    private boolean closed;

    private FileStream(FileFlow flow, FileClient client) {
        this.flow = flow;
        this.client = client;
    }

    static CompletionStage<FileStream> open(FileFlow flow, FileClient client) {
        FileStream stream = new FileStream(flow, client);
        return flow.open(client.pipeline(), 0, stream::take).thenApply(taken -> stream);
    }

    /** What the answer said. */
    public AnswerInfo info() {
        return flow.info();
    }

    /** The size of the whole file, -1 when not known. */
    public long size() {
        return flow.expected();
    }

    /** How many bytes were read. */
    public long position() {
        return position;
    }

    private Boolean take(Part part) throws IOException {
        if (part.changed() && position > 0) {
            throw new ZoomFileException(client.detail(), Reason.CHANGED, "the file changed while it was read, after " + position
                    + " bytes");
        }
        part.body().skipNBytes(position - part.start());
        part.answer().keepOpen();
        answer = part.answer();
        body = part.body();
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        for (;;) {
            try {
                int count = body == null ? -1 : body.read(bytes, offset, length);
                if (count > 0) {
                    return advanced(count);
                }
                if (position == flow.expected() || flow.expected() < 0) {
                    release();
                    return -1;
                }
                throw new EOFException("the answer ended early");
            } catch (InterruptedIOException e) {
                if (!(e instanceof SocketTimeoutException)) {
                    throw e;
                }
                goOn(e);
            } catch (WrongSizeIOException e) {
                throw e;
            } catch (IOException e) {
                goOn(e);
            }
        }
    }

    private int advanced(int count) throws IOException {
        position += count;
        tries = 0;
        if (flow.expected() >= 0 && position > flow.expected()) {
            throw new WrongSizeIOException(
                    new ZoomFileException(client.detail(), Reason.WRONG_SIZE, "the file has more than the "
                            + flow.expected() + " bytes that were announced"));
        }
        return count;
    }

    private void goOn(IOException broken) throws IOException {
        release();
        if (++tries > client.settings().retry().maxRetries()) {
            ZoomTransportException failure = new ZoomTransportException(client.detail(), true, "the line broke after "
                    + position + " of " + (flow.expected() < 0 ? "an unknown number of" : flow.expected()) + " bytes: "
                    + broken.getMessage(), broken);
            throw new IOException(failure.getMessage(), failure);
        }
        CallerRuns caller = new CallerRuns();
        var pipeline = client.pipeline().resumingOn(caller);
        try {
            caller.await(pipeline.pause(client.settings().retry().backOff(tries)));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("The component was stopped while the download waited", flow.stopped(e.getCause()));
        }
        caller.await(flow.open(pipeline, position, this::take));
    }

    private void release() {
        LiveAnswer open = answer;
        answer = null;
        body = null;
        if (open != null) {
            // Not the body: closing that would first read what is left of it.
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        release();
    }

    /** Tells a final failure from a broken line. */
    private static final class WrongSizeIOException extends IOException {
        WrongSizeIOException(ZoomFileException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
