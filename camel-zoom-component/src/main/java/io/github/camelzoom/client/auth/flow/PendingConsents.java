package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.flow.ConsentResult.Status;

/**
 * The consents of one owner, such as a Camel context, that wait for a person: each is good once, for ten minutes, and
 * only for the browser that began it. Bounded: beyond the limit the oldest are forgotten. Thread-safe; the lock covers
 * the maps only.
 *
 * <p>
 * They live in this process. Behind a load balancer the callback must reach the node that began.
 */
public final class PendingConsents {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int LIMIT = 1000;
    private static final int LIMIT_PER_CONNECTION = 16;
    private static final int STATE_BYTES = 32;
    private static final int DIGEST_BYTES = 32;

    /**
     * What a pending consent is for.
     *
     * @param cookie digest of the browser's secret; null when any browser may bring the answer
     */
    private record Purpose(TokenKey key, String redirectUri, String cookie) {}

    /** A consent and what redeems its code; kept a while after it was used, to tell a replay from a forgery. */
    record Entry(PendingConsent consent, TokenSource source, String redirectUri, String cookie, Pkce pkce, boolean used) {

        private boolean isFor(Purpose purpose) {
            return redirectUri.equals(purpose.redirectUri()) && Objects.equals(cookie, purpose.cookie())
                    && source.key().equals(purpose.key());
        }

        boolean isOver(Instant now) {
            return !now.isBefore(consent.expiresAt());
        }

        Entry usedUp() {
            return new Entry(consent, source, redirectUri, cookie, pkce, true);
        }
    }

    /** One of the two is null. */
    record Taken(Entry entry, Status refused) {}

    private final InstantSource clock;
    private final SecureRandom random;
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    // By a digest, so that looking one up takes no time that tells of the others. Oldest first.
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Keeps 1000 at most. */
    public PendingConsents(InstantSource clock, SecureRandom random) {
        this(clock, random, LIMIT);
    }

    /** @param limit how many are kept at most, used ones included */
    public PendingConsents(InstantSource clock, SecureRandom random, int limit) {
        this.clock = clock;
        this.random = random;
        this.limit = limit;
    }

    /** The consent that waits for the same purpose already, or a new one. */
    PendingConsent open(TokenSource source, String redirectUri, Secret cookie) {
        Purpose purpose = new Purpose(source.key(), redirectUri, digest(cookie));
        Instant now = clock.instant();
        PendingConsent waiting = openOr(purpose, now, null);
        // Chance is asked outside the lock, since it may come from a device.
        return waiting != null ? waiting : openOr(purpose, now, entry(source, redirectUri, purpose.cookie(), now));
    }

    /** @param fresh what to add when none waits; null to add nothing and give null */
    private PendingConsent openOr(Purpose purpose, Instant now, Entry fresh) {
        lock.lock();
        try {
            Optional<Entry> same = first(entry -> entry.isFor(purpose) && isOpen(entry, now));
            if (same.isPresent()) {
                return same.get().consent();
            }
            if (fresh == null) {
                return null;
            }
            entries.put(digest(Secret.of(fresh.consent().state())), fresh);
            tidy(purpose.key(), now);
            return fresh.consent();
        } finally {
            lock.unlock();
        }
    }

    private Entry entry(TokenSource source, String redirectUri, String cookie, Instant now) {
        String state = Pkce.random(random, STATE_BYTES);
        Pkce pkce = Pkce.generate(random);
        URI url = new AuthorizationUrl(source.oauthUri("authorize"), source.clientId(), redirectUri, state, pkce.challenge())
                .uri();
        return new Entry(new PendingConsent(source.connection(), url, state, now.plus(LIFE)), source, redirectUri, cookie, pkce,
                false);
    }

    /** Used and expired ones are kept for one more life. */
    private void tidy(TokenKey key, Instant now) {
        entries.values().removeIf(entry -> entry.isOver(now.minus(LIFE)));
        while (entries.size() > limit) {
            removeOldest(entry -> true);
        }
        while (entries.values().stream().filter(entry -> entry.source().key().equals(key)).count() > LIMIT_PER_CONNECTION) {
            removeOldest(entry -> entry.source().key().equals(key));
        }
    }

    private void removeOldest(Predicate<Entry> which) {
        first(which).ifPresent(entry -> entries.remove(digest(Secret.of(entry.consent().state()))));
    }

    /**
     * Uses a consent up. From another browser it is refused and stays, so that nobody can spoil it for its owner.
     *
     * @param state  null counts as unknown
     * @param cookie null when the browser brought none
     */
    Taken take(String state, Secret cookie) {
        if (state == null || state.isEmpty()) {
            return new Taken(null, Status.UNKNOWN_STATE);
        }
        String digest = digest(Secret.of(state));
        Instant now = clock.instant();
        lock.lock();
        try {
            Entry entry = entries.get(digest);
            if (entry == null) {
                return new Taken(null, Status.UNKNOWN_STATE);
            }
            if (entry.cookie() != null && !entry.cookie().equals(digest(cookie))) {
                return new Taken(entry, Status.OTHER_BROWSER);
            }
            if (entry.used()) {
                return new Taken(entry, Status.REPLAYED_STATE);
            }
            if (entry.isOver(now)) {
                return new Taken(entry, Status.EXPIRED);
            }
            entries.put(digest, entry.usedUp());
            return new Taken(entry, null);
        } finally {
            lock.unlock();
        }
    }

    /** The youngest consent of a connection that any browser may answer; empty when none waits. */
    Optional<PendingConsent> unbound(TokenKey key) {
        Instant now = clock.instant();
        lock.lock();
        try {
            return entries.values().stream().filter(entry -> isOpen(entry, now) && entry.cookie() == null
                    && entry.source().key().equals(key)).map(Entry::consent)
                    .max(Comparator.comparing(PendingConsent::expiresAt));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the state is known, and is another connection's. */
    boolean isOfAnother(String state, TokenKey key) {
        lock.lock();
        try {
            Entry entry = state.isEmpty() ? null : entries.get(digest(Secret.of(state)));
            return entry != null && !entry.source().key().equals(key);
        } finally {
            lock.unlock();
        }
    }

    /** Until when answers may come at a redirect URL; empty when none is awaited. */
    Optional<Instant> pendingUntil(String redirectUri) {
        Instant now = clock.instant();
        lock.lock();
        try {
            return entries.values().stream().filter(entry -> isOpen(entry, now) && entry.redirectUri().equals(redirectUri))
                    .map(entry -> entry.consent().expiresAt()).max(Comparator.naturalOrder());
        } finally {
            lock.unlock();
        }
    }

    /** A connection got tokens by another way: whoever answers now would kill them. */
    void close(TokenKey key) {
        lock.lock();
        try {
            entries.replaceAll((digest, entry) -> entry.source().key().equals(key) ? entry.usedUp() : entry);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOpen(Entry entry, Instant now) {
        return !entry.used() && !entry.isOver(now);
    }

    private Optional<Entry> first(Predicate<Entry> which) {
        return entries.values().stream().filter(which).findFirst();
    }

    private static String digest(Secret text) {
        return text == null ? null : text.fingerprint(DIGEST_BYTES);
    }
}
