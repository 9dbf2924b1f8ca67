package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.github.camelzoom.client.auth.ClientAuthentication;
import io.github.camelzoom.client.auth.Refusal;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenForm;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.CodeExchange.Sent;
import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/**
 * Consents without a browser on this machine (RFC 8628): a code is shown here and typed elsewhere. It works for every
 * connection of user OAuth whose app has a secret and "Use App on Device" switched on, whether its grant is the device
 * code or the authorization code: the tokens are the same. Thread-safe; nothing blocks but the executor.
 *
 * @see <a href="https://developers.zoom.us/docs/integrations/oauth/">Zoom: OAuth, device flow</a>
 */
public final class DeviceFlow implements AutoCloseable {

    private static final Duration DOCUMENTED_LIFE = Duration.ofSeconds(900);
    private static final Duration DOCUMENTED_INTERVAL = Duration.ofSeconds(5);
    private static final long LONGEST_SECONDS = 86_400;

    private final CodeExchange exchange;
    private final ScheduledExecutorService scheduler;
    private final InstantSource clock;
    private final Set<DevicePoll> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param executor  runs what blocks: the token endpoint
     * @param scheduler runs timers, each for an instant only
     * @param clock     the manager's
     */
    public DeviceFlow(TokenManager manager, Executor executor, ScheduledExecutorService scheduler, InstantSource clock) {
        this.exchange = new CodeExchange(manager, executor, clock);
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Asks Zoom for a code and begins to wait for the person.
     *
     * @return                          fails with {@link ZoomAuthException}, which names the property, when Zoom gives none
     * @throws IllegalArgumentException when the connection cannot be authorized by a person, or its app has no secret
     */
    public CompletionStage<DeviceConsent> begin(TokenSource source) {
        Consents.requirePerson(source);
        if (source.grant().clientAuthentication() == ClientAuthentication.NONE) {
            throw new IllegalArgumentException("Connection '" + source.connection()
                    + "': a device code needs oauthClientSecret; a public client has none");
        }
        TokenForm form = TokenForm.empty().with("client_id", source.clientId());
        return exchange.post(source, source.request(source.oauthUri("devicecode"), form))
                .thenApply(sent -> begun(source, sent));
    }

    /** Calls off what is open: {@link DeviceConsent#cancel()} for each. Close it before its scheduler. */
    @Override
    public void close() {
        closed = true;
        open.forEach(DevicePoll::cancel);
    }

    private DeviceConsent begun(TokenSource source, Sent sent) {
        if (!(sent.answer() instanceof TokenAnswer.Accepted accepted)) {
            throw failure(source, sent.answer());
        }
        Map<String, String> fields = accepted.fields();
        String deviceCode = fields.getOrDefault("device_code", "");
        String userCode = fields.getOrDefault("user_code", "");
        URI page = page(fields.get("verification_uri"));
        if (deviceCode.isEmpty() || userCode.isEmpty() || page == null) {
            throw exception(source, Reason.UNAVAILABLE, "oauthUrl", "the answer holds no device code; check oauthUrl", 0, null);
        }
        Instant expiresAt = sent.at().plus(seconds(fields.get("expires_in"), DOCUMENTED_LIFE));
        DevicePoll poll = new DevicePoll(source, Secret.of(deviceCode), expiresAt, seconds(fields.get("interval"),
                DOCUMENTED_INTERVAL), exchange, scheduler, clock);
        open.add(poll);
        poll.result().whenComplete((result, thrown) -> open.remove(poll));
        poll.start();
        if (closed) {
            poll.cancel();
        }
        return new DeviceConsent(source.connection(), userCode, page, page(fields.get("verification_uri_complete")), expiresAt,
                poll);
    }

    private static URI page(String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            return "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Duration seconds(String text, Duration otherwise) {
        if (text == null || !text.strip().matches("\\d{1,9}") || Long.parseLong(text.strip()) == 0) {
            return otherwise;
        }
        return Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(text.strip())));
    }

    private static ZoomAuthException failure(TokenSource source, TokenAnswer answer) {
        if (answer instanceof TokenAnswer.Refused refused) {
            Refusal refusal = Refusal.of(refused);
            boolean app = refusal == Refusal.REQUEST || refusal == Refusal.APP || refusal == Refusal.ACCOUNT;
            String advice = app ? "switch on 'Use App on Device' on the app's page, or check oauthGrant" : refusal.advice();
            return exception(source, refusal.reason(), app ? "oauthGrant" : refusal.property(), "Zoom gives no device code ("
                    + refused.reason() + "); " + advice, refused.status(), refused);
        }
        String reason = answer instanceof TokenAnswer.Unknown unknown ? unknown.reason() : "the answer is not one";
        return exception(source, Reason.UNAVAILABLE, "oauthUrl", "no device code: " + reason + "; check oauthUrl, the network "
                + "and the proxy", answer instanceof TokenAnswer.Unknown unknown ? unknown.status() : 0, null);
    }

    private static ZoomAuthException exception(TokenSource source, Reason reason, String property, String message, int status,
            TokenAnswer.Refused answer) {
        ErrorDetail detail = ErrorDetail.of(source.connection(), "device code request").withAnswer(status, answer == null
                ? 0
                : answer.code(), answer == null ? null : answer.trackingId());
        return new ZoomAuthException(detail, reason, property, message, null);
    }
}
