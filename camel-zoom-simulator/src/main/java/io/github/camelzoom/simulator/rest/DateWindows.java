package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.catalogue.Operation;

/**
 * How much time one call may ask for, by the kind of list: a month, a week or some days, for reports and dashboards within the last
 * six months. Recordings cut a longer window at its beginning and say nothing; the others refuse it with code 300. A missing date
 * means today. Days are UTC days and both ends belong to the window.
 */
final class DateWindows {

    private static final int DATE_LENGTH = 10;
    private static final Pattern PHONE_LISTS = Pattern
            .compile("phone/(users/|sites/)?(call_logs|call_history|recordings|voice_mails)/list");
    private static final Period MONTH = Period.ofMonths(1);
    private static final Period WEEK = Period.ofDays(7);
    private static final Period HALF_YEAR = Period.ofMonths(6);

    /** The longest window, how far back it may reach (null: any), and whether a longer one is cut instead of refused. */
    private record Rule(Period longest, Period reach, boolean cut) {}

    private record Names(String from, String to) {}

    private final SimulatorSettings settings;
    private final VirtualClock clock;

    DateWindows(SimulatorSettings settings, VirtualClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses a window that the operation does not allow. */
    void check(ApiCall call) {
        if (settings.dateWindows() && rule(call.operation()).isPresent() && names(call).isPresent()) {
            of(call);
        }
    }

    /** The window that a call asks for, defaults filled in and cut where Zoom cuts. */
    DateWindow of(ApiCall call) {
        Names names = names(call).orElse(new Names("from", "to"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Instant until = end(call, names.to(), today);
        LocalDate lastDay = LocalDate.ofInstant(until.minusNanos(1), ZoneOffset.UTC);
        Instant from = begin(call, names.from(), lastDay.isBefore(today) ? lastDay : today);
        Optional<Rule> rule = rule(call.operation()).filter(r -> settings.dateWindows());
        return rule.isPresent() ? limited(rule.get(), names, from, until, today) : new DateWindow(from, until);
    }

    private static DateWindow limited(Rule rule, Names names, Instant from, Instant until, LocalDate today) {
        LocalDate firstDay = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate lastDay = LocalDate.ofInstant(until.minusNanos(1), ZoneOffset.UTC);
        if (rule.cut()) {
            LocalDate earliest = lastDay.minus(rule.longest());
            return new DateWindow(start(firstDay.isBefore(earliest) ? earliest : firstDay), start(lastDay.plusDays(1)));
        }
        if (lastDay.isBefore(firstDay)) {
            throw refused(names.from(), "The start of the date range must not be after its end.");
        }
        if (lastDay.isAfter(firstDay.plus(rule.longest()))) {
            throw refused(names.to(), "The date range must not exceed " + words(rule.longest()) + ".");
        }
        if (rule.reach() != null && firstDay.isBefore(today.minus(rule.reach()))) {
            throw refused(names.from(), "Only data of the last " + words(rule.reach()) + " is available.");
        }
        return new DateWindow(from, until);
    }

    private static Optional<Rule> rule(Operation operation) {
        String name = operation.name();
        if (name.equals("users/recordings/list")) {
            return Optional.of(new Rule(MONTH, null, true));
        }
        if (name.equals("report/cloud_recording/get")) {
            return Optional.of(new Rule(Period.ofDays(30), HALF_YEAR, false));
        }
        if (name.startsWith("report/") || name.startsWith("metrics/")) {
            return Optional.of(new Rule(MONTH, HALF_YEAR, false));
        }
        if (name.startsWith("archive_files/") || name.equals("marketplace/apps/webhook_logs/list")) {
            return Optional.of(new Rule(WEEK, null, false));
        }
        if (name.equals("chat/channels/activities/list") || name.equals("chat/activities/channels/list")) {
            return Optional.of(new Rule(Period.ofDays(3), null, false));
        }
        return PHONE_LISTS.matcher(name).matches() ? Optional.of(new Rule(MONTH, null, false)) : Optional.empty();
    }

    private static Optional<Names> names(ApiCall call) {
        return List.of(new Names("from", "to"), new Names("start_date", "end_date")).stream()
                .filter(n -> call.schema().parameter("query", n.from()).isPresent()
                        && call.schema().parameter("query", n.to()).isPresent())
                .findFirst();
    }

    private static Instant begin(ApiCall call, String name, LocalDate otherwise) {
        String text = call.query(name, otherwise.toString());
        return text.length() == DATE_LENGTH ? start(day(name, text)) : instant(name, text);
    }

    private static Instant end(ApiCall call, String name, LocalDate otherwise) {
        String text = call.query(name, otherwise.toString());
        // Times are told in seconds: the second that was named is still in the window.
        return text.length() == DATE_LENGTH
                ? start(day(name, text).plusDays(1))
                : instant(name, text).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw refused(name, "Invalid field, must be yyyy-MM-dd.");
        }
    }

    static Instant instant(String name, String text) {
        try {
            return text.endsWith("Z") || text.lastIndexOf('+') > 0
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw refused(name, "Invalid field, must be yyyy-MM-dd or yyyy-MM-ddTHH:mm:ssZ.");
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String words(Period period) {
        return period.toTotalMonths() > 0 ? period.toTotalMonths() + " month(s)" : period.getDays() + " days";
    }

    private static ApiFailure refused(String field, String why) {
        return ApiFailure.validation(List.of(new ApiFailure.FieldError(field, why)));
    }
}
