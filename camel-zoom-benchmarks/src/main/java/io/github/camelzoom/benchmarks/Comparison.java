package io.github.camelzoom.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whole calls, by many callers at a time, against a server in this JVM. The contenders take turns in every round, so that
 * whatever else the machine does hits all of them.
 *
 * @param callers how many threads call at a time
 * @param rounds  how often each contender has its turn
 * @param turn    how long a turn takes
 * @param warmUp  how long each contender runs before it counts
 */
record Comparison(int callers, int rounds, Duration turn, Duration warmUp) {

    /**
     * Medians over the rounds.
     *
     * @param throughput calls per second
     * @param cpu        microseconds of CPU that the calling threads spent on a call
     */
    record Result(String name, double throughput, double cpu) {}

    private record Turn(long calls, long nanos, long cpuNanos) {

        double throughput() {
            return calls * 1e9 / nanos;
        }

        double cpu() {
            return cpuNanos / 1e3 / calls;
        }
    }

    private record Share(long calls, long cpuNanos) {}

    /** The results in the order of {@link Contenders#all()}. */
    List<Result> run(long delayMillis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (LocalZoom server = new LocalZoom(delayMillis); Contenders contenders = new Contenders(server.url())) {
            List<Contender> all = contenders.all();
            List<List<Turn>> turns = new ArrayList<>();
            for (Contender contender : all) {
                // Alone, so that a call that fails does so once; it also gets the token.
                contender.checkedCall();
                turn(threads, contender, warmUp);
                turns.add(new ArrayList<>());
            }
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < all.size(); i++) {
                    // Another one begins in each round.
                    int next = (round + i) % all.size();
                    turns.get(next).add(turn(threads, all.get(next), turn));
                }
            }
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                results.add(new Result(all.get(i).name(), median(turns.get(i).stream().map(Turn::throughput).toList()),
                        median(turns.get(i).stream().map(Turn::cpu).toList())));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Prints the results and their ratio to the first one, as a table in Markdown. */
    static void print(List<Result> results, PrintStream out) {
        out.println("| | calls/s | ratio | caller CPU, us/call | ratio |");
        out.println("|---|---:|---:|---:|---:|");
        Result base = results.get(0);
        for (Result result : results) {
            out.printf(Locale.ROOT, "| %s | %.0f | %.2f | %.0f | %.2f |%n", result.name(), result.throughput(),
                    result.throughput() / base.throughput(), result.cpu(), result.cpu() / base.cpu());
        }
    }

    private Turn turn(ExecutorService threads, Contender contender, Duration length) throws Exception {
        long start = System.nanoTime();
        List<Future<Share>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            running.add(threads.submit(() -> callUntil(contender, start + length.toNanos())));
        }
        long calls = 0;
        long cpu = 0;
        for (Future<Share> each : running) {
            calls += each.get().calls();
            cpu += each.get().cpuNanos();
        }
        return new Turn(calls, System.nanoTime() - start, cpu);
    }

    private static Share callUntil(Contender contender, long deadline) throws Exception {
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        long before = cpu.getCurrentThreadCpuTime();
        long calls = 0;
        do {
            contender.checkedCall();
            calls++;
        } while (System.nanoTime() - deadline < 0);
        return new Share(calls, cpu.getCurrentThreadCpuTime() - before);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
