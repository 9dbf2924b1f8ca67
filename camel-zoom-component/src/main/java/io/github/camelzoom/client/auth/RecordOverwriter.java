package io.github.camelzoom.client.auth;

import java.time.Instant;
import java.util.Set;

import io.github.camelzoom.client.auth.SlotState.Pending;
import io.github.camelzoom.client.auth.TokenEvent.Type;
import io.github.camelzoom.client.auth.TokenManager.Installed;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/**
 * Writes into a record what was decided outside of any refresh, whatever phase the record is in: the tokens of a consent,
 * or that there are none any more. Blocks on the store. Thread-safe.
 */
final class RecordOverwriter {

    private static final int CONTESTS = 10;

    private final TokenManagerConfig config;
    private final TokenListeners listeners;

    RecordOverwriter(TokenManagerConfig config, TokenListeners listeners) {
        this.config = config;
        this.listeners = listeners;
    }

    /**
     * Stores tokens, then publishes them. A refresh that is under way finds another version than its claim, and takes
     * what stands there.
     */
    Installed install(TokenSource source, Slot slot, TokenAnswer.Granted granted, Instant sentAt) {
        TokenRecord next = consented(source, granted, sentAt, 1);
        RuntimeException cause = null;
        try {
            for (int contest = 0; contest < CONTESTS; contest++) {
                long version = source.store().find(source.key()).map(TokenRecord::version).orElse(0L);
                next = consented(source, granted, sentAt, version + 1);
                if (source.store().compareAndSet(source.key(), version, next)) {
                    return installed(source, slot, next, null);
                }
            }
        } catch (RuntimeException e) {
            cause = e;
        }
        return installed(source, slot, next, cause == null ? "the record changes all the time" : FlightOutcomes.words(cause));
    }

    private TokenRecord consented(TokenSource source, TokenAnswer.Granted granted, Instant sentAt, long version) {
        return new TokenRecord(source.key(), version, Phase.STABLE, RefreshPolicy.tokenOf(granted, sentAt, config.nodeId(),
                version), granted.refreshToken(), null, null);
    }

    private Installed installed(TokenSource source, Slot slot, TokenRecord stored, String unsaved) {
        AccessToken token = stored.access();
        long nano = config.nanos().getAsLong();
        Pending pending = unsaved == null ? null : new Pending(stored, null, Set.of(), true);
        slot.update(state -> state.pending(pending).fail(null).publish(token, nano));
        tell(source, slot, Type.CONSENTED, stored, "a person has consented");
        if (unsaved != null) {
            tell(source, slot, Type.UNSAVED, stored, "the token store " + source.store().describe()
                    + " does not take the tokens of the consent; they live in memory until it does: " + unsaved);
        }
        return new Installed(token, unsaved);
    }

    /**
     * Takes the tokens out of the record and out of memory.
     *
     * @param  before              tokens that were asked for after this instant stay
     * @return                     false when the record held such tokens
     * @throws TokenStoreException when the store does not take it; nothing has changed then
     */
    boolean withdraw(TokenSource source, Slot slot, Instant before, String word, String message) {
        Instant now = config.clock().instant();
        for (int contest = 0; contest < CONTESTS; contest++) {
            TokenRecord stored = source.store().find(source.key()).orElse(null);
            if (stored != null && stored.access() != null && stored.access().sentAt().isAfter(before)) {
                return false;
            }
            long version = stored == null ? 0 : stored.version();
            TokenRecord next = new TokenRecord(source.key(), version + 1, Phase.NEEDS_CONSENT, null, null, null,
                    new Failure(word, message, now));
            // Nothing stored means nothing to forget, except what this process holds unsaved.
            if (stored == null || source.store().compareAndSet(source.key(), version, next)) {
                TokenFailure failure = TokenFailure.of(word, Reason.NEEDS_CONSENT, null, message).until(now, 1, config.nanos()
                        .getAsLong() + TokenManagerConfig.CONSENT_LOOK.toNanos());
                slot.update(state -> state.drop(source.grant().startsWithoutPerson() ? null : failure));
                tell(source, slot, Type.WITHDRAWN, next, message);
                return true;
            }
        }
        throw new TokenStoreException("The record of connection '" + source.connection() + "' changes all the time", null);
    }

    private void tell(TokenSource source, Slot slot, Type type, TokenRecord stored, String detail) {
        slot.update(state -> state.count(type));
        listeners.tell(new TokenEvent(type, source.key(), source.connection(), stored.access() == null
                ? null
                : stored.access().fingerprint(), stored.version(), null, detail));
    }
}
