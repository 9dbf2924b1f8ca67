package io.github.camelzoom.simulator.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.event.WebhookDelivery.State;
import io.github.camelzoom.simulator.world.Ids;

/**
 * A webhook event subscription: posts signed events, and again 5, 20 and 60 virtual minutes after a failure of the receiver. 3xx and
 * 4xx are not repeated: the event is lost. A URL that was valid once is validated again every 72 virtual hours, and the sixth failure
 * in a row disables the subscription. Thread-safe.
 */
public final class WebhookSubscription {

    private static final List<Duration> RETRIES = List.of(Duration.ofMinutes(5), Duration.ofMinutes(20),
            Duration.ofMinutes(60));
    private static final Duration REVALIDATION = Duration.ofHours(72);
    private static final List<Integer> MAILS_AFTER = List.of(2, 4);
    private static final int DISABLED_AFTER = 6;
    private static final long TICK_MILLIS = 10;
    private static final int MILLIS = 1_000;
    /** Zoom's code for "could not get your OAuth token". */
    private static final int NO_TOKEN = -14;

    private final String id;
    private final WebhookTarget target;
    private final Loop loop;
    private final VirtualClock clock;
    private final VirtualTimers timers;
    private final WebhookSender sender;
    private final UrlValidator validator;
    private final WebhookTokens tokens;
    private final Ids ids;
    private final List<WebhookDelivery> deliveries = new ArrayList<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private WebhookOptions options = WebhookOptions.usual();
    private Set<String> wanted = Set.of();
    private int underWay;
    private int failedChecks;
    private int mails;
    private boolean enabled = true;

    WebhookSubscription(String id, WebhookTarget target, Loop loop, VirtualClock clock, VirtualTimers timers,
            WebhookSender sender,
            Ids ids) {
        this.id = id;
        this.target = target;
        this.loop = loop;
        this.clock = clock;
        this.timers = timers;
        this.sender = sender;
        this.tokens = new WebhookTokens(sender, clock);
        this.validator = new UrlValidator(target, sender, tokens, clock, ids);
        this.ids = ids;
    }

    /** Its id, as the subscription API tells it. */
    public String id() {
        return id;
    }

    /** Where its events go. */
    public WebhookTarget target() {
        return target;
    }

    /** Changes how it sends from now on. */
    public WebhookSubscription options(WebhookOptions changed) {
        loop.run(() -> options = changed);
        return this;
    }

    /** Headers that it sends besides Zoom's own. */
    public Map<String, String> furtherHeaders() {
        return loop.call(() -> options.headers());
    }

    /** Takes only events of these names from {@link SimulatedEvents#emit}; none given means all. */
    public WebhookSubscription only(Set<String> names) {
        loop.run(() -> wanted = Set.copyOf(names));
        return this;
    }

    boolean wants(SimulatedEvent event) {
        return target.accountId().equals(event.accountId()) && (wanted.isEmpty() || wanted.contains(event.name()));
    }

    /** Sends an event; returns at once. */
    public WebhookDelivery send(SimulatedEvent event) {
        return loop.call(() -> deliver(event, requestId()));
    }

    /** Sends an event so many times under one request id, as Zoom does now and then. */
    public List<WebhookDelivery> sendCopies(SimulatedEvent event, int copies) {
        return loop.call(() -> {
            String requestId = requestId();
            List<WebhookDelivery> sent = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                sent.add(deliver(event, requestId));
            }
            return sent;
        });
    }

    /** Sends events out of order; the same seed gives the same disorder. */
    public List<WebhookDelivery> sendShuffled(List<SimulatedEvent> events, long seed) {
        List<SimulatedEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        return loop.call(() -> shuffled.stream().map(e -> deliver(e, requestId())).toList());
    }

    /** Sends so many events as fast as the receiver takes them, made by their number from 0. */
    public List<WebhookDelivery> burst(int count, IntFunction<SimulatedEvent> events) {
        return loop.call(() -> {
            List<WebhookDelivery> sent = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                sent.add(deliver(events.apply(i), requestId()));
            }
            return sent;
        });
    }

    /** Sends events at an even rate for a real time; completes with them when the last one was posted. */
    public CompletableFuture<List<WebhookDelivery>> stream(int perSecond, Duration time, IntFunction<SimulatedEvent> events) {
        CompletableFuture<List<WebhookDelivery>> all = new CompletableFuture<>();
        List<WebhookDelivery> sent = new ArrayList<>();
        long start = System.nanoTime();
        int total = (int) (perSecond * time.toMillis() / MILLIS);
        loop.run(() -> loop.vertx().setPeriodic(TICK_MILLIS, timer -> {
            long due = Math.min(total, (System.nanoTime() - start) * perSecond / 1_000_000_000L);
            while (sent.size() < due) {
                sent.add(deliver(events.apply(sent.size()), requestId()));
            }
            if (sent.size() == total) {
                loop.vertx().cancelTimer(timer);
                all.complete(List.copyOf(sent));
            }
        }));
        return all;
    }

    private String requestId() {
        return ids.plain();
    }

    private WebhookDelivery deliver(SimulatedEvent event, String requestId) {
        WebhookDelivery delivery = new WebhookDelivery(event, requestId, now());
        deliveries.add(delivery);
        attempt(delivery);
        return delivery;
    }

    private void attempt(WebhookDelivery delivery) {
        if (!enabled) {
            delivery.ended(State.GIVEN_UP);
            return;
        }
        if (underWay >= options.atOnce()) {
            waiting.addLast(() -> attempt(delivery));
            return;
        }
        underWay++;
        if (options.oauth() == null) {
            post(delivery, options.headers());
        } else {
            tokens.authorization(options.oauth(), bearer -> {
                if (bearer == null) {
                    answered(delivery, new WebhookSender.Reply(NO_TOKEN, "", new byte[0], Duration.ZERO));
                } else {
                    post(delivery, Map.of("Authorization", bearer));
                }
            });
        }
    }

    private void post(WebhookDelivery delivery, Map<String, String> furtherHeaders) {
        byte[] body = delivery.event().bytes();
        String timestamp = options.sameTimestamp() ? delivery.timestamp() : now();
        Map<String, String> headers = new HashMap<>(target.headers(timestamp, body, delivery.requestId(), ids.hex(16)));
        headers.putAll(furtherHeaders);
        sender.post(target.url(), headers, body, options.patience(), reply -> answered(delivery, reply));
    }

    private void answered(WebhookDelivery delivery, WebhookSender.Reply reply) {
        underWay--;
        DeliveryAttempt attempt = new DeliveryAttempt(clock.instant(), reply.status(), reply.took());
        delivery.tried(attempt);
        int tries = delivery.attempts().size();
        if (attempt.accepted()) {
            delivery.ended(State.DELIVERED);
        } else if (attempt.retried() && tries <= RETRIES.size()) {
            timers.after(RETRIES.get(tries - 1), () -> attempt(delivery));
        } else {
            delivery.ended(State.GIVEN_UP);
        }
        while (underWay < options.atOnce() && !waiting.isEmpty()) {
            waiting.pollFirst().run();
        }
    }

    /** Validates the URL, as the portal does when it is entered; the result comes when the receiver answered. */
    public CompletableFuture<UrlCheck> validate() {
        CompletableFuture<UrlCheck> result = new CompletableFuture<>();
        loop.run(() -> validator.check(options, check -> {
            checked(check);
            result.complete(check);
        }));
        return result;
    }

    private void checked(UrlCheck check) {
        failedChecks = check == UrlCheck.VALID ? 0 : failedChecks + 1;
        mails += MAILS_AFTER.contains(failedChecks) ? 1 : 0;
        enabled = check == UrlCheck.VALID || enabled && failedChecks < DISABLED_AFTER;
    }

    /** Validates the URL every 72 virtual hours from now on. */
    public WebhookSubscription revalidates() {
        loop.run(this::scheduleValidation);
        return this;
    }

    private void scheduleValidation() {
        timers.after(REVALIDATION, () -> {
            if (enabled) {
                validator.check(options, this::checked);
                scheduleValidation();
            }
        });
    }

    /** Stops sending for good. */
    public void remove() {
        loop.run(() -> {
            enabled = false;
            waiting.forEach(Runnable::run);
            waiting.clear();
        });
    }

    /** Whether it still sends. */
    public boolean enabled() {
        return loop.call(() -> enabled);
    }

    /** Mails that Zoom wrote to the developer for failed validations. */
    public int mails() {
        return loop.call(() -> mails);
    }

    /** Failed validations in a row. */
    public int failedValidations() {
        return loop.call(() -> failedChecks);
    }

    /** Everything that was sent, in order. */
    public List<WebhookDelivery> deliveries() {
        return loop.call(() -> List.copyOf(deliveries));
    }

    /** How many deliveries are in this state. */
    public long count(State state) {
        return loop.call(() -> deliveries.stream().filter(d -> d.state() == state).count());
    }

    /** The longest that the receiver took for an answer, in real time. */
    public Duration slowestAnswer() {
        return loop.call(() -> deliveries.stream().flatMap(d -> d.attempts().stream()).map(DeliveryAttempt::took)
                .max(Duration::compareTo).orElse(Duration.ZERO));
    }

    private String now() {
        return Long.toString(clock.instant().getEpochSecond());
    }
}
