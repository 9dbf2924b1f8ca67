package io.github.camelzoom.authorize;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves callback URLs on this machine, such as {@code http://localhost:33333}, for as long as a consent is pending for
 * them. It listens on loopback addresses only, answers one GET at one path, and closes its port by itself when nothing is
 * awaited any more. Thread-safe; a port is opened under the lock, so that no two callers open the same one.
 *
 * <p>
 * A consent that comes back here was not begun with a browser's cookie: the page may have been opened under another name
 * of this machine, or the URL taken from a log. Its {@code state} is good once, and nobody else knows it.
 */
public final class LoopbackCallback {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackCallback.class);

    /** A browser that reloads, or asks for an icon, still finds somebody. */
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int MOST = 16;

    private final AuthorizeDesk desk;
    private final AuthorizeEvents events;
    private final Function<String, Optional<Instant>> pendingUntil;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<URI, LoopbackListener> listeners = new HashMap<>();
    private final Map<URI, String> problems = new HashMap<>();

    /**
     * @param events       those of the component, shared with its authorize pages
     * @param pendingUntil until when an answer may come to a callback URL; empty when none is awaited
     * @param timer        only tells when to look again
     * @param executor     answers browsers
     */
    public LoopbackCallback(AuthorizeDesk desk, AuthorizeEvents events, Function<String, Optional<Instant>> pendingUntil,
            ScheduledExecutorService timer, Executor executor) {
        this.desk = desk;
        this.events = events;
        this.pendingUntil = pendingUntil;
        this.timer = timer;
        this.executor = executor;
    }

    /**
     * Whether a callback URL is served here rather than by the authorize pages or by somebody else. Answers to consents
     * for it come without a cookie.
     */
    public boolean isOurs(URI callbackUrl) {
        return "http".equals(callbackUrl.getScheme()) && LoopbackListener.isLoopback(callbackUrl.getHost())
                && !events.isServed(callbackUrl.getRawPath());
    }

    /**
     * A consent is pending for this URL: serves it, unless that is not ours to do. Never fails; when the port is taken, a
     * warning tells what to do, and the next call tries again.
     *
     * @return whether it is served now
     */
    public boolean start(URI callbackUrl) {
        if (!isOurs(callbackUrl)) {
            return false;
        }
        lock.lock();
        try {
            if (listeners.containsKey(callbackUrl)) {
                return true;
            }
            if (listeners.size() >= MOST) {
                return refuse(callbackUrl, "there are " + MOST + " others already");
            }
            listeners.put(callbackUrl, new LoopbackListener(callbackUrl, executor, query -> complete(callbackUrl, query)));
            problems.remove(callbackUrl);
        } catch (BindException e) {
            return refuse(callbackUrl, "the port is in use or not permitted");
        } catch (IOException e) {
            return refuse(callbackUrl, String.valueOf(e.getMessage()));
        } finally {
            lock.unlock();
        }
        LOG.debug("Awaiting the answer to a consent at {}", callbackUrl);
        lookAgain(callbackUrl);
        return true;
    }

    private boolean refuse(URI callbackUrl, String reason) {
        String problem = String.format(Locale.ROOT,
                "The callback %s cannot be served: %s. Free the port; or set callbackUrl to another URL, and register that"
                        + " with the Zoom app too; or consent all the same, and give the address at which the browser ends"
                        + " as oauthVerifier",
                callbackUrl, reason);
        if (!problem.equals(problems.put(callbackUrl, problem))) {
            LOG.warn(problem);
        }
        return false;
    }

    /** What keeps a callback from being served, for health; empty when nothing does. */
    public Optional<String> problem(URI callbackUrl) {
        lock.lock();
        try {
            return Optional.ofNullable(problems.get(callbackUrl));
        } finally {
            lock.unlock();
        }
    }

    private CompletionStage<Answer> complete(URI callbackUrl, String query) {
        Map<String, String> fields;
        try {
            fields = FormFields.parse(query);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedStage(
                    ResultPage.failure(400, "This address cannot be read", "Open the authorization link again.", null));
        }
        return desk.complete(null, fields.get("state"), fields.get("code"), fields.get("error")).thenApply(outcome -> {
            events.consent(desk, outcome);
            schedule(callbackUrl, LINGER);
            return ResultPage.of(outcome, null);
        });
    }

    private void lookAgain(URI callbackUrl) {
        Optional<Instant> until = pendingUntil.apply(callbackUrl.toString());
        if (until.isPresent()) {
            schedule(callbackUrl, Duration.between(events.clock().instant(), until.get()).plus(LINGER));
        } else {
            close(callbackUrl);
        }
    }

    private void schedule(URI callbackUrl, Duration delay) {
        try {
            // Closing a port takes a moment, which the timer does not have.
            timer.schedule(() -> executor.execute(() -> lookAgain(callbackUrl)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The component is stopping, and closes the port of {} itself", callbackUrl, e);
        }
    }

    private void close(URI callbackUrl) {
        LoopbackListener listener;
        lock.lock();
        try {
            listener = listeners.remove(callbackUrl);
        } finally {
            lock.unlock();
        }
        if (listener != null) {
            listener.close();
        }
    }

    /** Closes all ports. It may be started again. */
    public void stop() {
        Collection<LoopbackListener> open;
        lock.lock();
        try {
            open = Map.copyOf(listeners).values();
            listeners.clear();
            problems.clear();
        } finally {
            lock.unlock();
        }
        open.forEach(LoopbackListener::close);
    }
}
