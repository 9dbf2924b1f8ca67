package io.github.camelzoom.simulator.synthetic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Happenings of all users over a range of days: each user has equally many, and the users take turns, so that both the whole and the
 * part of one user are in order of time. Immutable.
 */
final class Spread {

    private final int users;
    private final int perUser;
    private final Timeline timeline;

    Spread(int users, int perUser, LocalDate from, LocalDate to) {
        this.users = users;
        this.perUser = perUser;
        this.timeline = new Timeline(from, to, Math.max(1, users * perUser));
    }

    int count() {
        return users * perUser;
    }

    int perUser() {
        return perUser;
    }

    int user(int index) {
        return index % users;
    }

    int index(int user, int number) {
        return number * users + user;
    }

    Instant at(int index) {
        return timeline.at(index);
    }

    /** All of a user's. */
    <T> LazyList<T> ofUser(int user, IntFunction<? extends T> factory) {
        return LazyList.of(perUser, n -> factory.apply(index(user, n)));
    }

    /** Those of a user from one instant until before another. */
    <T> List<T> ofUser(int user, Instant from, Instant until, IntFunction<? extends T> factory) {
        int first = timeline.before(from, perUser, n -> index(user, n));
        int end = timeline.before(until, perUser, n -> index(user, n));
        return LazyList.of(Math.max(0, end - first), n -> factory.apply(index(user, first + n)));
    }

    /** Everybody's from one instant until before another. */
    <T> List<T> all(Instant from, Instant until, IntFunction<? extends T> factory) {
        int first = timeline.before(from, count(), n -> n);
        int end = timeline.before(until, count(), n -> n);
        return LazyList.of(Math.max(0, end - first), n -> factory.apply(first + n));
    }

    int countBetween(LocalDate from, LocalDate to) {
        return all(start(from), start(to.plusDays(1)), n -> n).size();
    }

    int countBetween(int user, LocalDate from, LocalDate to) {
        return ofUser(user, start(from), start(to.plusDays(1)), n -> n).size();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
