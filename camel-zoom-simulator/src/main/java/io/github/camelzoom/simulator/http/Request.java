package io.github.camelzoom.simulator.http;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.Headers;

/** A request that arrived completely. The operation is noted once the route is known; everything else never changes. */
public final class Request {

    private static final byte[] NOTHING = {};

    private final String method;
    private final String rawPath;
    private final String rawQuery;
    private final Headers headers;
    private final byte[] body;
    private final Instant arrivedAt;
    private final long arrivedNanos;
    private final String trackingId;
    private final FormParameters query;
    private volatile String operation;
    private volatile Runnable whenAnswered;
    private volatile CompletionStage<Answer> later;

    /** Takes the raw request target apart at the first question mark. */
    public Request(String method, String target, Headers headers, byte[] body, Instant arrivedAt, long arrivedNanos,
            String trackingId) {
        int mark = target.indexOf('?');
        this.method = method;
        this.rawPath = mark < 0 ? target : target.substring(0, mark);
        this.rawQuery = mark < 0 ? null : target.substring(mark + 1);
        this.headers = headers;
        this.body = body == null ? NOTHING : body;
        this.arrivedAt = arrivedAt;
        this.arrivedNanos = arrivedNanos;
        this.trackingId = trackingId;
        this.query = FormParameters.parse(rawQuery);
    }

    public String method() {
        return method;
    }

    public String rawPath() {
        return rawPath;
    }

    public String rawQuery() {
        return rawQuery;
    }

    public Headers headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    public Instant arrivedAt() {
        return arrivedAt;
    }

    public long arrivedNanos() {
        return arrivedNanos;
    }

    public String trackingId() {
        return trackingId;
    }

    /** The query's parameters, decoded. */
    public FormParameters query() {
        return query;
    }

    /** Name of the operation the route stands for; null as long as none was found. */
    public String operation() {
        return operation;
    }

    /** Notes the operation for the journal. */
    public void operation(String name) {
        operation = name;
    }

    /** The answer comes later, whatever the handler returns now. */
    public void answerLater(CompletionStage<Answer> answer) {
        later = answer;
    }

    /** The answer that comes later; empty when the one of the handler counts. */
    public Optional<CompletionStage<Answer>> later() {
        return Optional.ofNullable(later);
    }

    /** What to do once the answer is on its way, or is known never to be. */
    public void whenAnswered(Runnable action) {
        whenAnswered = action;
    }

    /** Tells that the request is over. */
    public void answered() {
        if (whenAnswered != null) {
            whenAnswered.run();
        }
    }

    /** Media type in lower case without parameters; empty when none was sent. */
    public String mediaType() {
        String value = headers.first("Content-Type").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** What the body declared itself to be. */
    public BodyKind bodyKind() {
        if (body.length == 0) {
            return BodyKind.NONE;
        }
        String type = mediaType();
        if (type.equals("application/json") || type.endsWith("+json")) {
            return BodyKind.JSON;
        }
        if (type.equals("multipart/form-data")) {
            return BodyKind.MULTIPART;
        }
        return type.equals("application/x-www-form-urlencoded") ? BodyKind.FORM : BodyKind.OTHER;
    }
}
