package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@link LinesWorker}s wrote that were killed one after another. The last word of a line names its message. */
final class WorkerLines {

    private final List<List<String>> processes = new ArrayList<>();

    /** Of the process that was killed last. */
    void add(Path file) throws IOException {
        processes.add(Files.readAllLines(file));
    }

    /** Messages that some process has done with, those killed or the one that runs and writes this file. */
    Set<String> done(Path running) throws IOException {
        Set<String> done = new HashSet<>();
        processes.forEach(lines -> done.addAll(words("end ", lines)));
        done.addAll(words("end ", Files.readAllLines(running)));
        return done;
    }

    /**
     * Gives how many messages came twice, having checked that each of them was under way when a process was killed.
     *
     * @param last so many last lines of a process tell of what was under way
     */
    int checkTwice(int last) {
        Map<String, Integer> cameLast = new HashMap<>();
        int twice = 0;
        for (int process = 0; process < processes.size(); process++) {
            List<String> begun = words("begin ", processes.get(process));
            assertThat(begun).as("within one process").doesNotHaveDuplicates();
            for (String message : begun) {
                Integer before = cameLast.put(message, process);
                if (before != null) {
                    twice++;
                    List<String> lines = processes.get(before);
                    assertThat(lines.subList(Math.max(0, lines.size() - last), lines.size())).as(
                            "the last lines of the killed process").anyMatch(line -> line.endsWith(" " + message));
                }
            }
        }
        return twice;
    }

    /** How many lines begin so. */
    long count(String beginning) {
        return processes.stream().flatMap(List::stream).filter(line -> line.startsWith(beginning)).count();
    }

    /** How many processes were killed between begin and end. */
    long killedInside() {
        return processes.stream().filter(lines -> !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("begin ")).count();
    }

    private static List<String> words(String beginning, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(beginning)).map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }
}
