package io.github.camelzoom.consumer.poll;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.Parameter.In;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.page.ListReaders;

/**
 * What a consumer polls. Immutable.
 *
 * @param name       tells this consumer's position and items from those of others; the same after a restart
 * @param connection the connection's name
 * @param operation  a list
 * @param parameters by exact names
 * @param parent     the parameter that is {@code *}, null when none is
 * @param dated      whether runs ask for a window of time; otherwise each run reads the whole list
 * @param startFrom  where the first run begins
 * @param lookback   how far before its position a run begins
 * @param overlap    how far the position stays behind what was read
 */
public record PollPlan(String name, String connection, Operation operation, Map<String, Object> parameters, String parent,
        boolean dated,
        StartFrom startFrom,
        Duration lookback, Duration overlap) {

    private static final int LONGEST_READABLE = 29;
    private static final String FROM = "from";
    private static final String TO = "to";
    /**
     * Their from and to choose by a date that may lie ahead, such as when a meeting is to begin: a window that ends now
     * would leave out what was planned today. They are read as a whole.
     */
    private static final Set<String> PLANNED = Set.of("users/meetings/list", "report/upcoming_events/list",
            "zra/scheduled/list", "scheduler/events/list", "scheduler/schedules/list", "visitor/invitation/list",
            "iq/deals/list", "zra/deals/list");

    /**
     * @param  connection               the connection's name
     * @param  given                    the parameters of the URI, by exact names
     * @throws IllegalArgumentException when this cannot be polled: no list, a missing or wrong parameter, a wrong option
     */
    public static PollPlan of(String connection, Operation operation, Map<String, Object> given,
            PollConfiguration configuration) {
        if (!operation.isList() || !operation.method().equals("GET")) {
            throw new IllegalArgumentException(operation.name() + " cannot be consumed from: only lists can be polled, and "
                    + operation.method() + " " + operation.path() + " is none. Use it in a to");
        }
        String parent = ListReaders.everyParent(operation, given).orElse(null);
        if (parent != null && !ListReaders.isOfAllUsers(parent)) {
            throw new IllegalArgumentException(
                    operation.name() + ": '" + parent + "' cannot be * here: all users are known, but"
                            + " other parents would have to come with a message");
        }
        boolean dated = hasDates(operation) && !PLANNED.contains(operation.name()) && !given.containsKey(FROM)
                && !given.containsKey(TO);
        StartFrom startFrom = StartFrom.parse(configuration.getStartFrom());
        if (!dated && configuration.getStartFrom() != null) {
            throw new IllegalArgumentException(operation.name() + ": startFrom=" + configuration.getStartFrom()
                    + " does not fit: " + (hasDates(operation) && !PLANNED.contains(operation.name())
                            ? "the URI fixes from or to; leave them out"
                            : "this list cannot be asked for a window of the past; each run reads all of it"));
        }
        refuseNegative("lookback", configuration.getLookback());
        refuseNegative("overlap", configuration.getOverlap());
        PollPlan plan = new PollPlan(name(connection, operation, given), connection, operation, Map.copyOf(given), parent,
                dated,
                startFrom,
                Duration.ofMillis(configuration.getLookback()), Duration.ofMillis(configuration.getOverlap()));
        // What is missing or cannot be sent is to show now.
        RequestLine.of(operation, dated ? plan.parameters(new Position.Window(Instant.EPOCH, Instant.EPOCH)) : given);
        return plan;
    }

    private static boolean hasDates(Operation operation) {
        return Set.of(FROM, TO).stream().allMatch(name -> operation.parameter(name).map(Parameter::in)
                .filter(In.QUERY::equals).isPresent());
    }

    private static void refuseNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(option + "=" + value + " is negative");
        }
    }

    /** Values go in as a hash only: some are e-mail addresses. */
    private static String name(String connection, Operation operation, Map<String, Object> given) {
        MessageDigest digest = sha256();
        add(digest, connection);
        add(digest, operation.name());
        new TreeMap<>(given).forEach((parameter, value) -> {
            add(digest, parameter);
            add(digest, String.valueOf(value));
        });
        String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
        String readable = operation.name().replace('/', '-');
        return readable.substring(0, Math.min(LONGEST_READABLE, readable.length())) + "-" + hash;
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The parameters of a run. */
    Map<String, Object> parameters(Position.Window window) {
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        values.put(FROM, window.from());
        values.put(TO, window.to());
        return values;
    }

    /** Operation and connection, for messages. */
    @Override
    public String toString() {
        return operation + " on connection '" + connection + "'";
    }
}
