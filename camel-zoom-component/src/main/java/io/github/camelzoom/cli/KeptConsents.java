package io.github.camelzoom.cli;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.TokenStore;

/**
 * Consents that one process begins and another one finishes ({@code --print-url}, {@code --paste}). What has to outlive the
 * first process, {@code state} and PKCE verifier, is kept as a record of its own in the connection's token store: there it is
 * encrypted, closed to others, and compare-and-set lets it be used once. One a connection: a new one replaces it. Used or
 * expired, its secrets are taken out and an empty record stays, since stores delete nothing. Thread-safe.
 */
final class KeptConsents {

    private static final String KIND = "pending_consent";
    private static final int CONTESTS = 10;

    /**
     * A consent that waits for its answer; {@code toString} shows no secret.
     *
     * @param state       what the answer has to bring
     * @param verifier    of PKCE
     * @param redirectUri what it was begun with
     * @param expiresAt   when it is too late
     */
    record Kept(Secret state, Secret verifier, String redirectUri, Instant expiresAt) {}

    private final TokenStore store;
    private final TokenKey key;

    KeptConsents(TokenSource source) {
        store = source.store();
        key = new TokenKey(source.key().realm(), source.key().clientId(), KIND, source.key().subject());
    }

    /** Keeps it in place of the one before. */
    void keep(Kept consent, Instant now) {
        // The fields of a token, by what they mean here: the verifier is what is redeemed, the URL is where it goes.
        AccessToken content = new AccessToken(consent.verifier(), now, consent.expiresAt(), consent.expiresAt(), Set.of(), URI
                .create(consent.redirectUri()));
        for (int contest = 0; contest < CONTESTS; contest++) {
            long version = version();
            if (store.compareAndSet(key, version, next(version, content, consent.state()))) {
                return;
            }
        }
        throw new CommandFailedException("The token store " + store.describe() + " changes all the time; try again");
    }

    /** The one that waits, or waited too long. */
    Optional<Kept> find() {
        return store.find(key).filter(stored -> stored.access() != null && stored.refresh() != null).map(KeptConsents::kept);
    }

    /**
     * Uses it up.
     *
     * @return false when somebody else was faster
     */
    boolean remove(Kept consent) {
        long version = version();
        Optional<Kept> current = find();
        return current.isPresent() && current.get().equals(consent) && store.compareAndSet(key, version, next(version, null,
                null));
    }

    private long version() {
        return store.find(key).map(TokenRecord::version).orElse(0L);
    }

    private TokenRecord next(long version, AccessToken content, Secret state) {
        return new TokenRecord(key, version + 1, TokenRecord.Phase.STABLE, content, state, null, null);
    }

    private static Kept kept(TokenRecord stored) {
        return new Kept(stored.refresh(), stored.access().value(), stored.access().apiUrl().toString(), stored.access()
                .expiresAt());
    }
}
