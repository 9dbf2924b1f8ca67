package io.github.camelzoom.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Runs a simulator until the process is killed. Arguments: {@code --port N}, {@code --seed N},
 * {@code --plan off|free|pro|business}, {@code --token-lifetime SECONDS}, {@code --latency MILLISECONDS}.
 */
public final class ZoomSimulatorMain {

    private ZoomSimulatorMain() {}

    /** Starts it and prints its addresses and credentials. */
    public static void main(String[] args) {
        ZoomSimulator simulator = builder(args).start();
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        describe(simulator, System.out);
    }

    static ZoomSimulator.Builder builder(String... args) {
        ZoomSimulator.Builder builder = ZoomSimulator.builder();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> builder.port(Integer.parseInt(value));
                case "--seed" -> builder.seed(Long.parseLong(value));
                case "--plan" -> builder.rateLimits(RateLimitPlan.valueOf(value.toUpperCase(Locale.ROOT)));
                case "--token-lifetime" -> builder.tokenLifetime(Duration.ofSeconds(Long.parseLong(value)));
                case "--latency" -> builder.latency(Duration.ofMillis(Long.parseLong(value)));
                default -> throw new IllegalArgumentException("unknown argument " + args[i]
                        + "; known: --port, --seed, --plan, --token-lifetime, --latency");
            }
        }
        return builder;
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
    }

    private static void print(PrintStream out, String title, SimulatedApp app) {
        out.println("  " + title);
        out.println("    client id           " + app.clientId());
        out.println("    client secret       " + app.clientSecret());
    }
}
