package io.github.camelzoom.simulator.synthetic;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

import io.github.camelzoom.simulator.synthetic.SyntheticIds.Kind;

/** The phone calls of a synthetic account, in order of time; each is named by its index from 0 to {@link #count()}. Immutable. */
public final class SyntheticCalls {

    private final SyntheticIds ids;
    private final Spread spread;

    SyntheticCalls(SyntheticIds ids, Spread spread) {
        this.ids = ids;
        this.spread = spread;
    }

    /** How many there are in the account. */
    public int count() {
        return spread.count();
    }

    /** How many happen on these UTC days, both included. */
    public int countBetween(LocalDate from, LocalDate to) {
        return spread.countBetween(from, to);
    }

    /** How many of a user's happen on these UTC days, both included. */
    public int countBetween(int user, LocalDate from, LocalDate to) {
        return spread.countBetween(user, from, to);
    }

    /** Index of a user's call with this number, from 0. */
    public int index(int user, int number) {
        return spread.index(user, number);
    }

    /** Index of the user whose call it is. */
    public int owner(int index) {
        return spread.user(index);
    }

    /** The id that its call log, call history entry, recording and voicemail have. */
    public String id(int index) {
        return ids.id(Kind.CALL, index);
    }

    /** The index of an id; empty when it is of nothing here. */
    public OptionalInt find(String id) {
        OptionalInt index = ids.index(Kind.CALL, id);
        return index.isPresent() && index.getAsInt() < count() ? index : OptionalInt.empty();
    }

    /** When it happens. */
    public Instant start(int index) {
        return spread.at(index);
    }

    /** Indexes of everybody's from one instant until before another. */
    public List<Integer> all(Instant from, Instant until) {
        return spread.all(from, until, i -> i);
    }

    /** Indexes of a user's from one instant until before another. */
    public List<Integer> ofUser(int user, Instant from, Instant until) {
        return spread.ofUser(user, from, until, i -> i);
    }
}
