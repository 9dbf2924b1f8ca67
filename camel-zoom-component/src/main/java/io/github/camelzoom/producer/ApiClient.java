package io.github.camelzoom.producer;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.catalog.BaseUrls;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.http.AnswerReader;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.CallSettings;
import io.github.camelzoom.client.http.ZoomCall;
import io.github.camelzoom.client.limit.Priority;
import io.github.camelzoom.client.limit.RateClass;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.ListReaders;
import io.github.camelzoom.client.page.ReadOptions;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A connection that calls can be made on. Immutable and thread-safe.
 *
 * @param name     the connection's name, for messages
 * @param bearer   null when the connection sends none
 * @param bases    where the API is; null when the token says it
 * @param settings how calls are sent
 * @param pipeline sends them
 */
public record ApiClient(String name, BearerSource bearer, BaseUrls bases, CallSettings settings, CallPipeline pipeline) {

    /** The same connection, with calls sent in another way. */
    public ApiClient with(CallSettings changed) {
        return new ApiClient(name, bearer, bases, changed, pipeline);
    }

    /** The same connection, with another bearer. */
    public ApiClient with(BearerSource changed) {
        return new ApiClient(name, changed, bases, settings, pipeline);
    }

    /**
     * Sends a request until it succeeds or cannot.
     *
     * @param  operation                the operation's name, for messages
     * @param  body                     null for none
     * @throws IllegalArgumentException when the configured addresses have none for this call
     */
    public <T> CompletionStage<T> execute(String operation, RequestLine line, HttpEntity body, AnswerReader<T> reader) {
        return pipeline.execute(call(operation, line, body), bearer, settings, reader);
    }

    /** The same without a body, sent from another thread: it returns at once. */
    <T> CompletionStage<T> submit(String operation, RequestLine line, AnswerReader<T> reader) {
        return pipeline.submit(call(operation, line, null), bearer, settings, reader);
    }

    /**
     * Begins to read a list from its first item to its last; nothing is sent before the first page is asked for. Its calls
     * are {@link Priority#BULK}, and are sent on threads of their own.
     *
     * @param  parameters               by exact names, without those that say where a page begins; {@code *} in a path
     *                                  parameter reads the lists of many parents
     * @throws IllegalArgumentException when the operation is no list or the parameters are not right for it
     */
    public ListReader read(Operation operation, Map<String, ?> parameters, ReadOptions options) {
        return read(operation, parameters, options, Priority.BULK);
    }

    /** The same with another priority, for a list of few pages that something waits for. */
    public ListReader read(Operation operation, Map<String, ?> parameters, ReadOptions options, Priority priority) {
        return ListReaders.open(operation, parameters, options, name, new PageRequests(with(settings.with(priority))),
                pipeline.clock(), pipeline.resumeExecutor());
    }

    private ZoomCall call(String operation, RequestLine line, HttpEntity body) {
        if (bases != null) {
            // Not only when it is sent, so that a missing address is told before a token is asked for.
            bases.urlOf(line.base());
        }
        return new ZoomCall(name, operation, line.method(), apiUrl -> URI.create(line.url(basesFor(apiUrl))),
                line.headers(), body, RateClass.of(operation, line));
    }

    /** The base URL of the API, for monitoring; Zoom's own when the token decides. */
    public String address() {
        return (bases == null ? BaseUrls.standard() : bases).toString();
    }

    private BaseUrls basesFor(URI apiUrl) {
        if (bases != null) {
            return bases;
        }
        // A token answer that names a foreign host is not believed: the bearer would go there.
        return BaseUrls.ofToken(apiUrl == null ? null : apiUrl.toString());
    }
}
