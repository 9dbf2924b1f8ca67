package io.github.camelzoom.client.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.client.catalog.Operation;

/**
 * How wide and how old the date window of an operation may be: a row of the resource {@code date-limits.tsv}. Zoom answers
 * some wider windows with an error and cuts others without a word.
 *
 * @param operation name, or prefix with {@code *}
 * @param from      name of the parameter
 * @param to        name of the parameter
 * @param widest    null where no limit is known
 * @param oldest    how far back Zoom looks; null where it is not limited
 * @param when      {@code name=value} or {@code !name=value}; empty for always
 */
record DateLimit(String operation, String from, String to, Period widest, Period oldest, String when) {

    private static final String RESOURCE = "date-limits.tsv";

    private static final class Holder {
        private static final List<DateLimit> ZOOM = read();
    }

    /**
     * The limit of an operation with these parameters.
     *
     * @param parameters by exact names
     */
    static Optional<DateLimit> of(Operation operation, Map<String, ?> parameters) {
        return Holder.ZOOM.stream().filter(limit -> limit.fits(operation, parameters)).findFirst();
    }

    static DateLimit parse(String line) {
        String[] cells = line.split("\t", -1);
        return new DateLimit(cells[0], cells[1], cells[2], period(cells[3]), period(cells[4]), cells[5]);
    }

    private static Period period(String cell) {
        return cell.equals("-") ? null : Period.parse(cell);
    }

    private boolean fits(Operation candidate, Map<String, ?> parameters) {
        boolean named = operation.endsWith("*")
                ? candidate.name().startsWith(operation.substring(0, operation.length() - 1))
                : candidate.name().equals(operation);
        return named && candidate.parameter(from).isPresent() && candidate.parameter(to).isPresent() && applies(parameters);
    }

    private boolean applies(Map<String, ?> parameters) {
        if (when.isEmpty()) {
            return true;
        }
        boolean without = when.startsWith("!");
        String[] pair = when.substring(without ? 1 : 0).split("=", 2);
        return pair[1].equalsIgnoreCase(String.valueOf(parameters.get(pair[0]))) != without;
    }

    private static List<DateLimit> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                DateLimit.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(DateLimit::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
