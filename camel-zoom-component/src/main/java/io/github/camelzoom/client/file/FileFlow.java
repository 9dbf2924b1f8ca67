package io.github.camelzoom.client.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomException;
import io.github.camelzoom.client.error.ZoomFileException;
import io.github.camelzoom.client.error.ZoomFileException.Reason;
import io.github.camelzoom.client.error.ZoomTransportException;
import io.github.camelzoom.client.http.BearerSource;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.http.FixedBearer;
import io.github.camelzoom.client.http.LiveAnswer;
import io.github.camelzoom.client.http.ZoomCall;

/**
 * Opens one file, from any byte on, as often as needed: waits until it is ready, finds the token that Zoom accepts, and
 * sees to it that all answers are of the same file. Each opening goes through the download address again, since the
 * signed address behind it ends. Its steps follow one another, on changing threads but never two at once.
 */
final class FileFlow {

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** Bytes of the file itself are counted, so nothing on the way may change how they are written. */
    private static final Map<String, String> HEADERS = Map.of("Accept", "*/*", "Accept-Encoding", "identity");

    private final FileClient client;
    private final List<ZoomException> refusals = new ArrayList<>();
    private RemoteFile file;
    private List<BearerSource> credentials;
    private int credential;
    private boolean lookedUp;
    private boolean rangesRefused;
    private Duration waited = Duration.ZERO;
    private int polls;
    private Validator validator = Validator.NONE;
    private long total = -1;
    private AnswerInfo info;

    FileFlow(FileClient client, RemoteFile file) {
        this.client = client;
        this.file = file;
        this.credentials = credentials();
    }

    private List<BearerSource> credentials() {
        List<BearerSource> all = new ArrayList<>();
        if (file.token() != null) {
            all.add(new FixedBearer(file.token(), client.detail(), "the download token"));
        }
        if (client.bearer() != null || all.isEmpty()) {
            all.add(client.bearer());
        }
        return all;
    }

    /** The size that the whole file will have, -1 when nobody has told. */
    long expected() {
        return total >= 0 ? total : file.size();
    }

    /** What the last answer said; null before the first. */
    AnswerInfo info() {
        return info;
    }

    RemoteFile file() {
        return file;
    }

    Validator validator() {
        return validator;
    }

    /** Goes on with a file that an earlier process began. */
    void continues(Validator known) {
        validator = known;
    }

    /**
     * Opens the file.
     *
     * @param  pipeline sends the calls
     * @param  offset   the first byte wanted; the part may begin earlier
     * @return          fails with a {@code ZoomException}
     */
    <T> CompletionStage<T> open(CallPipeline pipeline, long offset, PartReader<T> reader) {
        Opening<T> opening = new Opening<>(pipeline, offset, reader, new CompletableFuture<>());
        attempt(opening);
        return opening.result();
    }

    private record Opening<T>(CallPipeline pipeline, long offset, PartReader<T> reader, CompletableFuture<T> result) {
        void fail(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private <T> void attempt(Opening<T> opening) {
        String reason = file.notReady();
        if (reason != null) {
            waitUntilReady(opening, reason);
            return;
        }
        URI url = file.url();
        if (!client.settings().hosts().mayBeginDownload(url)) {
            opening.fail(new ZoomFileException(client.detail(), Reason.FOREIGN_HOST, "the download URL is on " + url.getScheme()
                    + "://" + url.getHost() + ", which is no https host of Zoom and not that of baseUrl; it is not asked"));
            return;
        }
        ZoomCall call = new ZoomCall(client.connection(), FileClient.OPERATION, "GET", apiUrl -> url, headers(opening.offset()),
                null);
        opening.pipeline().execute(call, credentials.get(credential), client.settings().unpaced(),
                answer -> opening.reader().read(part(answer, opening.offset()))).whenComplete((value, failure) -> {
                    if (failure == null) {
                        opening.result().complete(value);
                    } else {
                        failed(opening, unwrap(failure));
                    }
                });
    }

    private Map<String, String> headers(long offset) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        if (offset > 0 && !rangesRefused) {
            headers.put("Range", "bytes=" + offset + "-");
            if (validator.condition() != null) {
                headers.put("If-Range", validator.condition());
            }
        }
        return headers;
    }

    private Part part(LiveAnswer answer, long offset) throws IOException {
        long start = 0;
        long answered = answer.contentLength() < 0 ? -1 : answer.contentLength();
        boolean partial = answer.status() == 206;
        if (partial) {
            ContentRange range = ContentRange.parse(answer.header("Content-Range"));
            if (range == null || range.first() > offset) {
                throw new UnusablePartException();
            }
            start = range.first();
            answered = range.total();
        }
        Validator seen = Validator.of(answer);
        boolean changed = validator.contradicts(seen) || total >= 0 && answered >= 0 && total != answered;
        if (changed && partial) {
            throw new UnusablePartException();
        }
        InputStream body = answer.status() == 204 ? null : answer.body();
        body = body == null || start > 0 ? body : checked(answer, body);
        if (body == null) {
            throw new ZoomFileException(detail(answer), Reason.NOT_READY, "the answer is empty");
        }
        if (file.size() > 0 && answered >= 0 && answered != file.size()) {
            throw new ZoomFileException(detail(answer), Reason.WRONG_SIZE, "the file has " + answered + " bytes, but file_size"
                    + " is " + file.size());
        }
        validator = changed || validator.equals(Validator.NONE) ? seen : validator;
        total = answered >= 0 ? answered : total;
        info = AnswerInfo.of(answer);
        refusals.clear();
        return new Part(answer, body, start, changed);
    }

    /** Null when it is empty. */
    private InputStream checked(LiveAnswer answer, InputStream body) throws IOException {
        byte[] head = body.readNBytes(FileContent.HEAD);
        if (head.length == 0) {
            return null;
        }
        String instead = FileContent.insteadOf(file, head, answer.contentType());
        if (instead != null) {
            throw new ZoomFileException(detail(answer), Reason.NOT_A_FILE, instead + " came instead of the file");
        }
        return new SequenceInputStream(new ByteArrayInputStream(head), body);
    }

    private ErrorDetail detail(LiveAnswer answer) {
        return client.detail().withAnswer(answer.status(), 0, answer.header("x-zm-trackingid"));
    }

    private <T> void failed(Opening<T> opening, Throwable failure) {
        if (failure instanceof UnusablePartException && !rangesRefused) {
            rangesRefused = true;
            attempt(opening);
            return;
        }
        if (!(failure instanceof ZoomException zoom)) {
            opening.fail(failure);
            return;
        }
        int status = zoom.getHttpResponseCode();
        if (status == RANGE_NOT_SATISFIABLE && !rangesRefused) {
            rangesRefused = true;
            attempt(opening);
        } else if (zoom instanceof ZoomFileException odd && odd.getReason() == Reason.NOT_READY) {
            waitUntilReady(opening, "the answer is empty");
        } else if (isRefusal(zoom, status)) {
            refused(opening, explained(zoom, status));
        } else if ((status == NOT_FOUND || status == GONE) && file.canBeLookedUp() && !lookedUp) {
            refusals.add(zoom);
            lookUp(opening);
        } else {
            opening.fail(zoom);
        }
    }

    /** Refusals of downloads have many forms: see FACTS 5.2. Another token may be accepted after each of them. */
    private static boolean isRefusal(ZoomException failure, int status) {
        boolean disguised = status >= 200 && status < 300 && (failure instanceof ZoomApiException
                || failure instanceof ZoomFileException odd && odd.getReason() == Reason.NOT_A_FILE);
        return failure instanceof ZoomAuthException || status == 401 || status == 403 || disguised;
    }

    /** The pipeline knows web pages and errors with status 200 too, but not that a file was wanted. */
    private ZoomException explained(ZoomException failure, int status) {
        if (!(failure instanceof ZoomApiException) || status >= 300) {
            return failure;
        }
        String instead = failure.getZoomCode() == 0
                ? "a web page came instead of the file"
                : "an error came instead of the file (" + failure.getMessage() + ")";
        return new ZoomFileException(client.detail().withAnswer(status, failure.getZoomCode(), failure.getTrackingId()),
                Reason.NOT_A_FILE, instead);
    }

    private <T> void refused(Opening<T> opening, ZoomException refusal) {
        refusals.add(refusal);
        if (credential + 1 < credentials.size()) {
            credential++;
            attempt(opening);
        } else if (file.canBeLookedUp() && !lookedUp) {
            lookUp(opening);
        } else {
            failAsRefused(opening);
        }
    }

    /** Tells the last refusal: it is that of the connection's own bearer, about which something can be done. */
    private <T> void failAsRefused(Opening<T> opening) {
        ZoomException last = refusals.remove(refusals.size() - 1);
        refusals.forEach(last::addSuppressed);
        opening.fail(last);
    }

    private <T> void lookUp(Opening<T> opening) {
        lookedUp = true;
        client.lookup().find(file, opening.pipeline()).whenComplete((found, failure) -> {
            if (failure != null || found == null) {
                if (failure != null) {
                    refusals.get(refusals.size() - 1).addSuppressed(unwrap(failure));
                }
                failAsRefused(opening);
                return;
            }
            seenAgain(found);
            attempt(opening);
        });
    }

    private void seenAgain(RemoteFile found) {
        file = file.seenAgain(found);
        credentials = credentials();
        credential = 0;
    }

    private <T> void waitUntilReady(Opening<T> opening, String reason) {
        Duration left = client.readyTimeout().minus(waited);
        if (left.isNegative() || left.isZero() || file.url() == null && !file.canBeLookedUp()) {
            opening.fail(new ZoomFileException(client.detail(), Reason.NOT_READY, "the file is not ready: " + reason
                    + (waited.isZero() ? "; see option readyTimeout" : "; waited " + waited.toMillis() + " ms")));
            return;
        }
        Duration wanted = client.settings().retry().backOff(++polls);
        Duration wait = wanted.compareTo(left) < 0 ? wanted : left;
        waited = waited.plus(wait);
        opening.pipeline().pause(wait).whenComplete((over, stopped) -> {
            if (stopped != null) {
                opening.fail(stopped(stopped));
            } else {
                askAgain(opening);
            }
        });
    }

    private <T> void askAgain(Opening<T> opening) {
        if (!file.canBeLookedUp()) {
            file = file.assumedReady();
            attempt(opening);
            return;
        }
        client.lookup().find(file, opening.pipeline()).whenComplete((found, failure) -> {
            if (found != null) {
                seenAgain(found);
            } else if (failure != null && file.url() == null && !isNotFound(unwrap(failure))) {
                opening.fail(unwrap(failure));
                return;
            } else if (file.url() != null && !isNotFound(unwrap(failure))) {
                // The recording cannot be asked, for want of a scope perhaps; its address may answer all the same.
                file = file.assumedReady();
            }
            attempt(opening);
        });
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof ZoomException zoom && zoom.getHttpResponseCode() == NOT_FOUND;
    }

    ZoomException stopped(Throwable cause) {
        return new ZoomTransportException(client.detail(), true, "the component was stopped while the download waited", cause);
    }

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A partial answer that does not fit: the file has to be asked for as a whole. */
    private static final class UnusablePartException extends RuntimeException {
        UnusablePartException() {
            super("a partial answer that does not fit what was fetched before", null, false, false);
        }
    }
}
