package io.github.camelzoom.client.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Date;

/**
 * One end of a date window, as Zoom takes it: a day, a time in UTC, or a time without a zone, which Zoom reads in its
 * {@code timezone} parameter. Immutable.
 *
 * @param value a {@link LocalDate}, an {@link OffsetDateTime} in UTC or a {@link LocalDateTime}, in whole seconds
 * @param zone  of days and of times without one
 */
record Moment(Temporal value, ZoneId zone) {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    /**
     * @param  given a day or a time as text, or an object of {@code java.time} or {@code java.util}
     * @param  days  whether the parameter takes days: then a moment counts as its day in UTC
     * @return       null when it is neither
     */
    static Moment of(Object given, boolean days, ZoneId zone) {
        if (given instanceof CharSequence text) {
            return parse(text.toString().strip(), zone);
        }
        if (given instanceof LocalDate day) {
            return new Moment(day, zone);
        }
        if (given instanceof LocalDateTime local) {
            return new Moment(days ? local.toLocalDate() : local.truncatedTo(ChronoUnit.SECONDS), zone);
        }
        Instant instant = instant(given);
        if (instant == null) {
            return null;
        }
        OffsetDateTime utc = instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        return new Moment(days ? utc.toLocalDate() : utc, zone);
    }

    /** The present, as this kind of moment. */
    Moment now(Instant now) {
        if (value instanceof LocalDate) {
            return new Moment(LocalDate.ofInstant(now, zone), zone);
        }
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new Moment(value instanceof LocalDateTime
                ? LocalDateTime.ofInstant(second, zone)
                : second.atOffset(ZoneOffset.UTC), zone);
    }

    boolean isDay() {
        return value instanceof LocalDate;
    }

    boolean isSameKindAs(Moment other) {
        return value.getClass() == other.value.getClass();
    }

    boolean isAfter(Moment other) {
        return (isDay() ? ChronoUnit.DAYS : ChronoUnit.SECONDS).between(other.value, value) > 0;
    }

    Moment plus(TemporalAmount amount) {
        return new Moment(value.plus(amount), zone);
    }

    Moment minus(TemporalAmount amount) {
        return new Moment(value.minus(amount), zone);
    }

    /** The instant of a time; of a day its beginning. */
    Instant toInstant() {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        LocalDateTime local = value instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) value;
        return local.atZone(zone).toInstant();
    }

    /** As Zoom writes it. */
    @Override
    public String toString() {
        if (isDay()) {
            return value.toString();
        }
        return value instanceof OffsetDateTime time ? SECONDS.format(time) + "Z" : SECONDS.format((LocalDateTime) value);
    }

    private static Moment parse(String text, ZoneId zone) {
        try {
            if (text.length() <= 10) {
                return new Moment(LocalDate.parse(text), zone);
            }
            boolean zoned = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$") && text.indexOf('T') > 0;
            return zoned
                    ? of(OffsetDateTime.parse(text), false, zone)
                    : new Moment(LocalDateTime.parse(text).truncatedTo(ChronoUnit.SECONDS), zone);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Instant instant(Object given) {
        if (given instanceof Instant instant) {
            return instant;
        }
        if (given instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (given instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (given instanceof Date date) {
            // Not toInstant(): the subclass java.sql.Date refuses it.
            return Instant.ofEpochMilli(date.getTime());
        }
        return given instanceof Calendar calendar ? calendar.toInstant() : null;
    }
}
