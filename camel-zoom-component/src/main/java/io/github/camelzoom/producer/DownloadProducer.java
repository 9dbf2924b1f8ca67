package io.github.camelzoom.producer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.file.AnswerInfo;
import io.github.camelzoom.client.file.FileClient;
import io.github.camelzoom.client.file.FileName;
import io.github.camelzoom.client.file.FileStream;
import io.github.camelzoom.client.file.RemoteFile;
import io.github.camelzoom.client.file.SavedFile;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code zoom:download}: fetches a file, as a stream or into a directory. */
public final class DownloadProducer extends ConnectionProducer {

    private static final String NAME = "download";
    /** JSON is the default of the option, and nothing that could be meant here. */
    private static final Set<String> STREAMS = Set.of("JSON", "STREAM");
    private static final String BYTES = "BYTES";

    private final String directory;
    private final Duration readyTimeout;
    private final String outputType;
    private final ObjectMapper mapper;

    /**
     * @param connections the connection of a message
     */
    public DownloadProducer(Endpoint endpoint, Function<Exchange, ApiClient> connections, FileOptions options,
            String outputType, ObjectMapper mapper) {
        super(endpoint, NAME, connections);
        this.directory = options.getDirectory();
        this.readyTimeout = Duration.ofMillis(options.getReadyTimeout());
        this.outputType = outputType.toUpperCase(Locale.ROOT);
        this.mapper = mapper;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (!STREAMS.contains(outputType) && !outputType.equals(BYTES)) {
            throw new IllegalArgumentException("zoom:download gives STREAM or BYTES, or with option directory a file; not"
                    + " outputType=" + outputType);
        }
    }

    @Override
    Pending<?> begin(Exchange exchange, ApiClient api) {
        Path target = MessageParameters.directory(directory, exchange);
        RemoteFile file = DownloadBodies.file(exchange.getMessage(), mapper);
        FileClient client = new FileClient(api.name(), api.bearer(), api.settings(), api.pipeline(), new RecordingLookup(api),
                readyTimeout);
        return target == null
                ? new Pending<>(client.open(file), stream -> streamed(exchange, client, file, stream))
                : new Pending<>(client.save(file, target), saved -> saved(exchange.getMessage(), saved));
    }

    private void streamed(Exchange exchange, FileClient client, RemoteFile file, FileStream stream) {
        Message message = exchange.getMessage();
        message.setBody(outputType.equals(BYTES) ? bytes(stream) : DownloadStream.of(client, file, stream, exchange));
        String name = file.ownName() == null ? FileName.of(stream.info().disposition()) : file.ownName();
        if (name != null) {
            message.setHeader(Exchange.FILE_NAME, FileName.safe(name));
        }
        put(message, Exchange.FILE_LENGTH, stream.size() < 0 ? null : (Object) stream.size());
        writeAnswer(message, stream.info());
    }

    private static byte[] bytes(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw e.getCause() instanceof ZoomException zoom ? zoom : new UncheckedIOException(e);
        }
    }

    private static void saved(Message message, SavedFile saved) {
        message.setBody(saved.path().toFile());
        message.setHeader(Exchange.FILE_NAME, saved.path().getFileName().toString());
        message.setHeader(Exchange.FILE_PATH, saved.path().toString());
        message.setHeader(Exchange.FILE_LENGTH, saved.size());
        writeAnswer(message, saved.info());
    }

    private static void writeAnswer(Message message, AnswerInfo info) {
        put(message, ZoomConstants.RESPONSE_CODE, info == null ? null : (Object) info.status());
        put(message, ZoomConstants.TRACKING_ID, info == null ? null : info.trackingId());
        put(message, Exchange.CONTENT_TYPE, info == null ? null : info.contentType());
    }

    private static void put(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }
}
