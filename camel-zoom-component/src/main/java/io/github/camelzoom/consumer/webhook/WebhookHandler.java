package io.github.camelzoom.consumer.webhook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.event.MalformedEventException;
import io.github.camelzoom.client.event.SignatureVerifier;
import io.github.camelzoom.client.event.SignatureVerifier.Check;
import io.github.camelzoom.client.event.UrlValidation;
import io.github.camelzoom.consumer.EventAccess;
import io.github.camelzoom.consumer.EventMessage;
import io.github.camelzoom.consumer.EventTransport;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what is posted to one path on behalf of all receivers there: those with whose secret an event is signed get it,
 * and Zoom may forget it when all of them say so. Zoom never repeats what was answered 4xx, so a genuine event gets none.
 * The exchange of the server never fails, since some servers show the stack trace then. Thread-safe.
 */
final class WebhookHandler extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    private final List<WebhookReceiver> receivers;
    private final RefusalLog refusals = new RefusalLog(SystemTime.nanos());

    /**
     * @param receivers may change; while there are none, Zoom is told to come again
     */
    WebhookHandler(List<WebhookReceiver> receivers) {
        this.receivers = receivers;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<WebhookAnswer> answer;
        try {
            answer = answer(exchange.getMessage());
        } catch (RuntimeException e) {
            answer = done(failed(e));
        }
        answer.exceptionally(WebhookHandler::failed).thenAccept(ready -> {
            ready.putOn(exchange);
            callback.done(false);
        });
        return false;
    }

    private static WebhookAnswer failed(Throwable failure) {
        LOG.warn("A webhook could not be taken; Zoom is told to send it again", failure);
        return WebhookAnswer.AGAIN_LATER;
    }

    private CompletionStage<WebhookAnswer> answer(Message message) {
        if (!WebhookRequest.isPost(message)) {
            return done(WebhookAnswer.POST_ONLY);
        }
        List<WebhookReceiver> all = List.copyOf(receivers);
        if (all.isEmpty()) {
            return done(WebhookAnswer.AGAIN_LATER);
        }
        if (!WebhookRequest.isJson(message)) {
            return done(WebhookAnswer.JSON_ONLY);
        }
        // Components differ in it; whose event it is will be known when it has been read.
        int most = all.stream().mapToInt(receiver -> receiver.settings().getMaxBodySize()).max().orElseThrow();
        byte[] body;
        try {
            body = WebhookRequest.body(message, most);
        } catch (IOException e) {
            refusals.refused("its body broke off, or is no text");
            return done(WebhookAnswer.AGAIN_LATER);
        }
        if (body == null) {
            refusals.refused("it is longer than eventSettings.maxBodySize=" + most);
            return done(WebhookAnswer.TOO_LONG);
        }
        return answer(all, message, body);
    }

    private CompletionStage<WebhookAnswer> answer(List<WebhookReceiver> all, Message message, byte[] body) {
        List<String> signatures = WebhookRequest.values(message, SignatureVerifier.SIGNATURE);
        List<String> timestamps = WebhookRequest.values(message, SignatureVerifier.TIMESTAMP);
        Secret secret = null;
        Check telling = null;
        List<WebhookReceiver> meant = new ArrayList<>();
        for (WebhookReceiver receiver : all) {
            EventAccess access = receiver.settings().getAccess();
            Check check = receiver.verifier().check(signatures, timestamps, body);
            if (check.isGenuine() && (access == null || access.isAllowed(message))) {
                secret = check.secret();
                meant.add(receiver);
            }
            if (telling == null || telling.outcome() == SignatureVerifier.Outcome.FORGED) {
                telling = check;
            }
        }
        if (meant.isEmpty()) {
            refusals.refused(reason(telling));
            return done(WebhookAnswer.REFUSED);
        }
        EventMessage event;
        try {
            event = EventMessage.read(body, EventTransport.WEBHOOK, WebhookRequest.id(message));
        } catch (MalformedEventException e) {
            LOG.warn("A webhook is refused, although it is signed: {}", e.getMessage());
            return done(WebhookAnswer.MALFORMED);
        }
        if (event.envelope().event().equals(UrlValidation.EVENT)) {
            return done(UrlValidation.answer(secret, event.envelope().payload("plainToken")).map(WebhookAnswer::json)
                    .orElse(WebhookAnswer.MALFORMED));
        }
        return deliver(event, meant);
    }

    private static CompletionStage<WebhookAnswer> deliver(EventMessage event, List<WebhookReceiver> receivers) {
        CompletionStage<Boolean> all = CompletableFuture.completedStage(true);
        for (WebhookReceiver receiver : receivers) {
            all = all.thenCombine(receiver.accept(event), Boolean::logicalAnd);
        }
        return all.thenApply(accepted -> accepted ? WebhookAnswer.ACCEPTED : WebhookAnswer.AGAIN_LATER);
    }

    private static String reason(Check check) {
        return switch (check.outcome()) {
            case MALFORMED -> "its signature or timestamp is missing, doubled or malformed";
            case FORGED -> "it is not signed with secretToken of any consumer here. If Zoom sent it, the secret is wrong";
            case STALE -> "its signature is older than eventSettings.signatureMaxAge; it may be a replay, or this machine's"
                    + " clock is ahead";
            case FUTURE -> "its signature is from the future; this machine's clock is behind";
            case GENUINE -> "eventSettings.access does not allow it";
        };
    }

    private static CompletionStage<WebhookAnswer> done(WebhookAnswer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
