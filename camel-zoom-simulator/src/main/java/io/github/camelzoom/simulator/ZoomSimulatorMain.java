package io.github.camelzoom.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;

/**
 * Runs a simulator until the process is killed, with the control endpoint of {@code /control/} on. Its last line of output is
 * {@code ready} and a JSON object with {@code port}, {@code accountId}, {@code clientId} and {@code clientSecret}. Arguments:
 * <ul>
 * <li>{@code --port N}, {@code --seed N}
 * <li>{@code --plan off|free|pro|business}, {@code --limit LABEL=COUNT}, {@code --daily-limit LABEL=SIZE}
 * <li>{@code --token-lifetime SECONDS}, {@code --latency MILLISECONDS}, {@code --jitter MILLISECONDS}
 * <li>{@code --journal N}: how many requests are remembered; 0 by default, unlike in Java
 * <li>contents of the account: {@code --users N}, {@code --meetings N}, {@code --recorded true}, {@code --participants N},
 * {@code --webinars N}, {@code --registrants N}, {@code --channels N}, {@code --calls N}, {@code --from DAY}, {@code --to DAY}; all
 * but the first, and the days, are per user, or per meeting
 * <li>{@code --until-input-ends true}: ends with the standard input, so with the process that started it
 * </ul>
 */
public final class ZoomSimulatorMain {

    static final String READY = "ready ";

    private static final String KNOWN = "--port, --seed, --plan, --limit, --daily-limit, --token-lifetime, --latency, --jitter, "
            + "--journal, --users, --meetings, --recorded, --participants, --webinars, --registrants, --channels, --calls, "
            + "--from, --to, --until-input-ends";

    private ZoomSimulatorMain() {}

    /** Starts it and prints its addresses and credentials. */
    public static void main(String[] args) throws IOException {
        ZoomSimulator.Builder builder = builder(args);
        ZoomSimulator simulator = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        describe(simulator, System.out);
        System.out.println(READY + ready(simulator));
        if (Boolean.parseBoolean(options(args).getOrDefault("--until-input-ends", "false"))) {
            System.in.transferTo(PrintStream.nullOutputStream());
            System.exit(0);
        }
    }

    private static Map<String, String> options(String... args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        return options;
    }

    static ZoomSimulator.Builder builder(String... args) {
        ZoomSimulator.Builder builder = ZoomSimulator.builder().control(true);
        builder.settings().journalSize(0);
        SyntheticSize size = null;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> builder.port(number(value));
                case "--seed" -> builder.seed(Long.parseLong(value));
                case "--plan" -> builder.rateLimits(RateLimitPlan.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--limit" -> builder.settings().rateLimit(label(value), count(value));
                case "--daily-limit" -> builder.settings().dailyLimit(label(value), count(value));
                case "--token-lifetime" -> builder.tokenLifetime(Duration.ofSeconds(Long.parseLong(value)));
                case "--latency" -> builder.latency(Duration.ofMillis(Long.parseLong(value)));
                case "--jitter" -> builder.settings().latencyJitter(Duration.ofMillis(Long.parseLong(value)));
                case "--journal" -> builder.settings().journalSize(number(value));
                case "--until-input-ends" -> {
                    // looked at by main
                }
                default -> size = sized(size, args[i], value, options(args));
            }
        }
        if (size != null) {
            builder.synthetic(size);
        }
        return builder;
    }

    private static SyntheticSize sized(SyntheticSize before, String option, String value, Map<String, String> options) {
        SyntheticSize size = before != null ? before : SyntheticSize.users(number(options.getOrDefault("--users", "1")));
        return switch (option) {
            case "--users" -> size;
            case "--meetings" -> size.meetingsPerUser(number(value));
            case "--recorded" -> size.recorded(Boolean.parseBoolean(value));
            case "--participants" -> size.participantsPerMeeting(number(value));
            case "--webinars" -> size.webinarsPerUser(number(value));
            case "--registrants" -> size.registrantsPerSession(number(value));
            case "--channels" -> size.channelsPerUser(number(value));
            case "--calls" -> size.callsPerUser(number(value));
            case "--from", "--to" -> size.between(day(options, "--from"), day(options, "--to"));
            default -> throw new IllegalArgumentException("unknown argument " + option + "; known: " + KNOWN);
        };
    }

    private static LocalDate day(Map<String, String> options, String name) {
        if (!options.containsKey(name)) {
            throw new IllegalArgumentException("--from and --to come together");
        }
        return LocalDate.parse(options.get(name));
    }

    private static int number(String value) {
        return Integer.parseInt(value);
    }

    private static String label(String value) {
        return value.substring(0, Math.max(0, value.indexOf('=')));
    }

    private static int count(String value) {
        return number(value.substring(value.indexOf('=') + 1));
    }

    private static ObjectNode ready(ZoomSimulator simulator) {
        SimulatedAccount account = simulator.defaultAccount();
        return JsonNodeFactory.instance.objectNode().put("port", simulator.port()).put("accountId", account.id())
                .put("clientId", account.serverToServerApp().clientId())
                .put("clientSecret", account.serverToServerApp().clientSecret());
    }

    static void describe(ZoomSimulator simulator, PrintStream out) {
        SimulatedAccount account = simulator.defaultAccount();
        out.println("Zoom simulator");
        out.println("  REST base URL         " + simulator.baseUrl());
        out.println("  OAuth URL             " + simulator.oauthUrl());
        out.println("  account id            " + account.id());
        print(out, "server-to-server app", account.serverToServerApp());
        print(out, "general app", account.generalApp());
        account.users().forEach(u -> out.println("  user                  " + u.id() + "  " + u.email()));
        account.synthetic().ifPresent(s -> out.println("  and computed          " + s.size()));
    }

    private static void print(PrintStream out, String title, SimulatedApp app) {
        out.println("  " + title);
        out.println("    client id           " + app.clientId());
        out.println("    client secret       " + app.clientSecret());
    }
}
