package io.github.camelzoom.client.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.camelzoom.client.limit.RetryAfter;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Token requests over Apache HttpClient 5. Thread-safe. The client is asked for at each request, since its owner may make
 * it late or anew; whatever that client is configured to do, a request is sent once, follows no redirect and takes no
 * longer than its total timeout.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth</a>
 */
public final class HttpTokenEndpoint implements TokenEndpoint {

    private static final int LONGEST_BODY = 64 * 1024;
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private final Supplier<? extends HttpClient> client;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Duration connectTimeout;
    private final Duration totalTimeout;

    /**
     * @param client         gives the client; never null when a request is made
     * @param scheduler      cuts a request off when its time is over; used for an instant only
     * @param clock          to understand dates in {@code Retry-After}
     * @param connectTimeout for TCP and TLS
     * @param totalTimeout   for the whole request, however slowly the answer drips
     */
    public HttpTokenEndpoint(Supplier<? extends HttpClient> client, ScheduledExecutorService scheduler, InstantSource clock,
            Duration connectTimeout, Duration totalTimeout) {
        this.client = client;
        this.scheduler = scheduler;
        this.clock = clock;
        this.connectTimeout = connectTimeout;
        this.totalTimeout = totalTimeout;
    }

    /** With 10 s to connect and 15 s in total. */
    public HttpTokenEndpoint(Supplier<? extends HttpClient> client, ScheduledExecutorService scheduler, InstantSource clock) {
        this(client, scheduler, clock, Duration.ofSeconds(10), Duration.ofSeconds(15));
    }

    /** Notes whether the body was asked for. Not repeatable, so no client can be configured to send it twice. */
    private static final class OnceBody extends ByteArrayInputStream {

        private volatile boolean begun;

        OnceBody(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            begun = true;
            return super.read(target, offset, length);
        }

        @Override
        public synchronized int read() {
            begun = true;
            return super.read();
        }
    }

    @Override
    public TokenAnswer post(TokenRequest request) {
        byte[] bytes = request.form().encode().getBytes(StandardCharsets.US_ASCII);
        OnceBody body = new OnceBody(bytes);
        HttpPost post = new HttpPost(request.uri());
        post.setEntity(new InputStreamEntity(body, bytes.length, FORM));
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        if (request.authentication() == ClientAuthentication.BASIC) {
            post.setHeader(HttpHeaders.AUTHORIZATION, basic(request));
        }
        post.setConfig(config());
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = null;
        try {
            alarm = scheduler.schedule(() -> {
                late.set(true);
                post.cancel();
            }, totalTimeout.toNanos(), TimeUnit.NANOSECONDS);
            return client.get().execute(post, HttpClientContext.create(), response -> read(response, request));
        } catch (IOException e) {
            return unknown(request, body.begun, late.get(), e);
        } catch (RejectedExecutionException e) {
            return new TokenAnswer.Unknown(body.begun, 0, "the component is stopping", null, e);
        } catch (RuntimeException e) {
            return unknown(request, body.begun, late.get(), e);
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
    }

    private TokenAnswer unknown(TokenRequest request, boolean sent, boolean late, Exception cause) {
        String what = late
                ? "no answer within " + totalTimeout.toMillis() + " ms"
                : cause.getClass().getSimpleName() + (sent ? " after the request was sent" : " before anything was sent");
        return new TokenAnswer.Unknown(sent, 0, request.uri().getHost() + ": " + what, null, cause);
    }

    private TokenAnswer read(ClassicHttpResponse response, TokenRequest request) throws IOException {
        byte[] body = body(response.getEntity());
        return TokenAnswerParser.parse(response.getCode(), body, RetryAfter.untilThen(header(response, HttpHeaders.RETRY_AFTER),
                clock.instant()), header(response, "x-zm-trackingid"), request);
    }

    private static byte[] body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream content = entity.getContent()) {
            byte[] bytes = content.readNBytes(LONGEST_BODY + 1);
            return bytes.length > LONGEST_BODY ? null : bytes;
        }
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Zoom reads the pair as it is; form-encoding it first, as RFC 6749 section 2.3.1 has it, is not what Zoom does. */
    private static String basic(TokenRequest request) {
        String pair = request.clientId() + ':' + request.clientSecret().reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("deprecation") // The connect timeout per request: the connection manager is not ours to configure.
    private RequestConfig config() {
        return RequestConfig.custom().setRedirectsEnabled(false).setCookieSpec(StandardCookieSpec.IGNORE).setConnectTimeout(
                Timeout.of(connectTimeout)).setConnectionRequestTimeout(Timeout.of(connectTimeout)).setResponseTimeout(Timeout
                        .of(totalTimeout))
                .build();
    }
}
