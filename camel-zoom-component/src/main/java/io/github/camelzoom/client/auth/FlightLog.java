package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelzoom.client.auth.TokenEvent.Type;

/** Collects what happens in a flight, for the listeners that hear of it after the callers. Not thread-safe. */
final class FlightLog {

    private final TokenSource source;
    private final Slot slot;
    private final List<TokenEvent> events = new ArrayList<>();

    FlightLog(TokenSource source, Slot slot) {
        this.source = source;
        this.slot = slot;
    }

    void add(Type type, String fingerprint, long version, Duration took, String detail) {
        slot.update(state -> state.count(type));
        events.add(new TokenEvent(type, source.key(), source.connection(), fingerprint, version, took, detail));
    }

    /** Remembers a failure for the next callers; it is an event only when it is news. Null type: no event. */
    TokenFailure remember(Type type, TokenFailure failure, long version) {
        TokenFailure before = slot.state().failure();
        slot.update(state -> state.fail(failure));
        boolean known = before != null && before.word().equals(failure.word()) && before.reason() == failure.reason();
        if (type != null && !known) {
            URI page = type == Type.NEEDS_CONSENT ? source.authorizationUrl() : null;
            add(type, null, version, null, page == null
                    ? failure.message()
                    : failure.message() + "; a person consents at "
                            + page);
        }
        return failure;
    }

    /** What happened since the last call. */
    List<TokenEvent> drain() {
        List<TokenEvent> drained = List.copyOf(events);
        events.clear();
        return drained;
    }
}
