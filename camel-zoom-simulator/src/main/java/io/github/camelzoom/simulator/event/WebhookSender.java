package io.github.camelzoom.simulator.event;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Posts bodies and tells what came back; takes any certificate, since tests sign their own. On the loop only. */
final class WebhookSender {

    private static final int NO_ANSWER = -1;
    private static final int REFUSED = -2;
    private static final int BROKEN = -3;
    private static final int CONNECTIONS = 64;
    /** Shorter than servers keep idle connections, so that none is used at the moment in which it is closed. */
    private static final int KEPT_SECONDS = 5;

    /** What came back; the body only of answers, and empty otherwise. */
    record Reply(int status, String contentType, byte[] body, Duration took) {}

    private final HttpClient client;

    WebhookSender(Loop loop) {
        this.client = loop.vertx().createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setKeepAliveTimeout(KEPT_SECONDS).setTrustAll(true)
                        .setVerifyHost(false).setMaxWaitQueueSize(-1));
    }

    void post(URI url, Map<String, String> headers, byte[] body, Duration patience, Consumer<Reply> then) {
        RequestOptions options = new RequestOptions().setAbsoluteURI(url.toString()).setMethod(HttpMethod.POST)
                .setConnectTimeout(patience.toMillis()).setFollowRedirects(false);
        headers.forEach(options::putHeader);
        long[] start = { System.nanoTime() };
        client.request(options).compose(request -> {
            start[0] = System.nanoTime();
            return answered(request, body).timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(e -> request.reset());
        }).onComplete(done -> {
            Duration took = Duration.ofNanos(System.nanoTime() - start[0]);
            if (done.succeeded()) {
                Reply reply = done.result();
                then.accept(new Reply(reply.status(), reply.contentType(), reply.body(), took));
            } else {
                then.accept(new Reply(code(done.cause()), "", new byte[0], took));
            }
        });
    }

    private static Future<Reply> answered(HttpClientRequest request, byte[] body) {
        return request.send(Buffer.buffer(body)).compose(WebhookSender::read);
    }

    private static Future<Reply> read(HttpClientResponse response) {
        String type = response.getHeader("Content-Type");
        return response.body()
                .map(b -> new Reply(response.statusCode(), type == null ? "" : type, b.getBytes(), Duration.ZERO));
    }

    private static int code(Throwable cause) {
        if (cause instanceof ConnectTimeoutException || cause instanceof TimeoutException) {
            return NO_ANSWER;
        }
        return cause instanceof ConnectException ? REFUSED : BROKEN;
    }
}
