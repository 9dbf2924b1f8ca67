package io.github.camelzoom.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The meetings and webinars of an account that have ended, each happening once. Guarded by the account's lock. */
public final class PastSessions {

    /** One that has ended. {@code session} is what was planned. */
    public record Past(SessionKind kind, ObjectNode session, Instant start, Instant end) {}

    private final List<Past> all = new ArrayList<>();

    PastSessions() {}

    /** Notes that one has ended. */
    public Past add(SessionKind kind, ObjectNode session, Instant start, Instant end) {
        Past past = new Past(kind, session, start, end);
        all.add(past);
        return past;
    }

    /** All of them, in the order in which they ended. */
    public List<Past> all() {
        return List.copyOf(all);
    }
}
