package io.github.camelzoom.client.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.ParameterException;

/**
 * The windows, the oldest first, into which the time from {@code from} to {@code to} is cut for one operation. Days are
 * counted in UTC, or in the operation's {@code timezone} where it has one. Windows of days follow each other without a
 * common day, since Zoom counts both ends in. Windows of times share the instant between them, since nobody documents
 * whether Zoom counts it in, nor how it treats fractions of a second. Not thread-safe.
 */
final class DateWindows implements Iterator<DateWindows.Window> {

    /**
     * @param parameters what to set for it; empty when the parameters given are right as they are
     * @param shared     the instant that it has in common with the window after it; null when it has none
     */
    record Window(Map<String, String> parameters, Instant shared) {}

    private final DateLimit limit;
    private final Moment to;
    private Moment next;
    private boolean ended;

    private DateWindows(DateLimit limit, Moment from, Moment to) {
        this.limit = limit;
        this.next = from;
        this.to = to;
    }

    /**
     * @param  parameters         by exact names
     * @throws ParameterException when an end is no date, lies further back than Zoom looks, or the ends are swapped
     */
    static Iterator<Window> of(Operation operation, Map<String, ?> parameters, InstantSource clock) {
        DateLimit limit = DateLimit.of(operation, parameters).orElse(null);
        Iterator<Window> one = List.of(new Window(Map.of(), null)).iterator();
        if (limit == null || limit.widest() == null && limit.oldest() == null || blank(parameters.get(limit.from()))) {
            return one;
        }
        Instant now = clock.instant();
        Moment from = moment(operation, limit.from(), parameters);
        Moment to = blank(parameters.get(limit.to())) ? from.now(now) : moment(operation, limit.to(), parameters);
        if (!to.isSameKindAs(from)) {
            throw new ParameterException(operation.name(), List.of(limit.from(), limit.to()), "parameters '" + limit.from()
                    + "' and '" + limit.to() + "' must be of one kind: both days, or both times with or without a zone");
        }
        requireNotTooOld(operation, limit, from, now);
        if (from.isAfter(to)) {
            if (blank(parameters.get(limit.to()))) {
                return one;
            }
            throw new ParameterException(operation.name(), List.of(limit.from(), limit.to()),
                    "parameter '" + limit.from() + "' lies after '" + limit.to() + "'");
        }
        return limit.widest() == null ? one : new DateWindows(limit, from, to);
    }

    private static void requireNotTooOld(Operation operation, DateLimit limit, Moment from, Instant now) {
        if (limit.oldest() != null && from.now(now).minus(limit.oldest()).isAfter(from)) {
            throw new ParameterException(operation.name(), List.of(limit.from()), "parameter '" + limit.from()
                    + "' lies further back than Zoom looks: " + limit.oldest().toTotalMonths() + " months, so "
                    + from.now(now).minus(limit.oldest()) + " at the earliest");
        }
    }

    private static Moment moment(Operation operation, String name, Map<String, ?> parameters) {
        boolean days = operation.parameter(name).map(Parameter::kind).filter(Parameter.Kind.DATE::equals).isPresent();
        Moment moment = Moment.of(parameters.get(name), days, zone(operation, parameters));
        if (moment == null) {
            throw new ParameterException(operation.name(), List.of(name), "parameter '" + name
                    + "' is no date: give yyyy-MM-dd or yyyy-MM-ddTHH:mm:ssZ");
        }
        return moment;
    }

    private static ZoneId zone(Operation operation, Map<String, ?> parameters) {
        Object zone = operation.parameter("timezone").isPresent() ? parameters.get("timezone") : null;
        try {
            return blank(zone) ? ZoneOffset.UTC : ZoneId.of(zone.toString().strip());
        } catch (DateTimeException e) {
            // Zoom's list of zones is its own: an unknown one is for Zoom to judge.
            return ZoneOffset.UTC;
        }
    }

    private static boolean blank(Object value) {
        return value == null || value.toString().isBlank();
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Window next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        Moment start = next;
        Moment full = start.plus(limit.widest());
        Moment end = start.isDay() ? full.minus(Period.ofDays(1)) : full;
        ended = !to.isAfter(end);
        if (ended) {
            end = to;
        }
        next = end.isDay() ? end.plus(Period.ofDays(1)) : end;
        return new Window(Map.of(limit.from(), start.toString(), limit.to(), end.toString()),
                ended || end.isDay() ? null : end.toInstant());
    }
}
