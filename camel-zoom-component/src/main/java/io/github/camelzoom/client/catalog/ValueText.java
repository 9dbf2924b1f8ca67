package io.github.camelzoom.client.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import io.github.camelzoom.client.catalog.Parameter.Kind;

/** The text that Zoom expects for a Java value. */
final class ValueText {

    private static final DateTimeFormatter LOCAL_SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private ValueText() {}

    /**
     * Text, numbers, booleans, enums and times as text. Moments become {@code yyyy-MM-ddTHH:mm:ssZ} in UTC, or their UTC
     * day where the parameter takes a day; a time without a zone stays without one, as Zoom then reads its
     * {@code timezone} parameter.
     *
     * @throws ParameterException for a value of another type, whose {@code toString} would hardly be meant for Zoom
     */
    static String of(String operation, Parameter parameter, Object value) {
        if (value instanceof CharSequence || value instanceof Boolean || value instanceof Character || value instanceof Enum
                || value instanceof UUID || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof Number number) {
            return number instanceof BigDecimal decimal ? decimal.toPlainString() : whole(number);
        }
        Instant moment = moment(value);
        if (moment != null) {
            return parameter.kind() == Kind.DATE
                    ? moment.atOffset(ZoneOffset.UTC).toLocalDate().toString()
                    : moment.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        if (value instanceof LocalDateTime local) {
            return parameter.kind() == Kind.DATE ? local.toLocalDate().toString() : LOCAL_SECONDS.format(local);
        }
        throw new ParameterException(operation, List.of(parameter.name()), "parameter '" + parameter.name()
                + "' cannot take a value of type " + value.getClass().getName()
                + ": give text, a number, a boolean, an enum or a date");
    }

    /** A JSON or script engine hands whole numbers over as doubles; {@code 30.0} would be refused as a page size. */
    private static String whole(Number number) {
        boolean floating = number instanceof Double || number instanceof Float;
        double value = number.doubleValue();
        return floating && value == Math.rint(value) && Math.abs(value) < 1L << 53
                ? Long.toString((long) value)
                : number.toString();
    }

    private static Instant moment(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Date date) {
            // Not toInstant(): the subclass java.sql.Date refuses it.
            return Instant.ofEpochMilli(date.getTime());
        }
        return value instanceof Calendar calendar ? calendar.toInstant() : null;
    }
}
