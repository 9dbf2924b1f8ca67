package io.github.camelzoom.benchmarks;

import java.time.Duration;
import java.util.List;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks: {@code micro}, {@code compare}, or both. */
public final class Benchmarks {

    private static final List<String> WORDS = List.of("micro", "compare", "all");

    private Benchmarks() {}

    /** @param args one word, {@code all} when there is none */
    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "all" : args[0];
        if (!WORDS.contains(what)) {
            throw new IllegalArgumentException("'" + what + "' is none of " + WORDS);
        }
        if (!what.equals("compare")) {
            micro();
        }
        if (!what.equals("micro")) {
            compare();
        }
    }

    private static void micro() throws RunnerException {
        new Runner(new OptionsBuilder().include(Benchmarks.class.getPackageName() + "\\..*").build()).run();
    }

    private static void compare() throws Exception {
        Comparison comparison = new Comparison(64, 5, Duration.ofMillis(1500), Duration.ofSeconds(6));
        for (long delay : List.of(0L, 50L)) {
            System.out.printf("%n%d callers, the server answers after %d ms; medians of %d rounds%n%n", comparison.callers(),
                    delay, comparison.rounds());
            Comparison.print(comparison.run(delay), System.out);
        }
    }
}
