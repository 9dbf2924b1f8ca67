package io.github.camelzoom.benchmarks;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A server that gives out one token and answers everything else with the same 2 KB, after a delay. */
final class LocalZoom implements AutoCloseable {

    /** What every answer holds, in bytes. */
    static final int LENGTH = 2048;

    private static final String TOKEN = "{\"access_token\":\"benchmark.token\",\"token_type\":\"bearer\",\"expires_in\":3599,"
            + "\"scope\":\"user:read:admin\"}";
    private static final String START = "{\"id\":\"me\",\"first_name\":\"Ada\",\"type\":2,\"note\":\"";
    private static final Buffer USER = Buffer.buffer(START + "x".repeat(LENGTH - START.length() - 2) + "\"}");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpServer server;
    private final long delayMillis;

    LocalZoom(long delayMillis) throws Exception {
        this.delayMillis = delayMillis;
        server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        request.response().putHeader("Content-Type", "application/json");
        if (request.path().endsWith("/token")) {
            request.response().end(TOKEN);
        } else if (!"Bearer benchmark.token".equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(500).end();
        } else if (delayMillis == 0) {
            request.response().end(USER);
        } else {
            vertx.setTimer(delayMillis, timer -> request.response().end(USER));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
