package io.github.camelzoom.client.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelled name may have meant. Pure functions. */
public final class Spelling {

    static final int SUGGESTIONS = 3;

    private static final int LONGEST = 120;
    /** Cheaper than their letters: users leave out segments as a whole, and most often {@code users/} in front. */
    private static final int MISSING_SEGMENT = 2;
    private static final int MISSING_IN_FRONT = 1;

    private record Candidate(String name, int distance) {}

    private Spelling() {}

    /** Up to three of the names, the most similar first; empty when none is similar. */
    public static List<String> suggest(String wrong, Collection<String> names) {
        if (wrong.isEmpty() || wrong.length() > LONGEST) {
            return List.of();
        }
        String given = wrong.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, given.length() / 3);
        List<Candidate> candidates = new ArrayList<>();
        for (String name : names) {
            int distance = distance(given, name.toLowerCase(Locale.ROOT));
            if (distance <= limit) {
                candidates.add(new Candidate(name, distance));
            }
        }
        // An obvious slip needs no alternatives.
        int best = candidates.stream().mapToInt(Candidate::distance).min().orElse(0);
        candidates.removeIf(candidate -> best <= 1 && candidate.distance() > best);
        candidates.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return candidates.stream().limit(SUGGESTIONS).map(Candidate::name).toList();
    }

    /** {@code " Did you mean 'a', 'b' or 'c'?"} with a blank in front; empty without suggestions. */
    public static String didYouMean(List<String> suggestions) {
        if (suggestions.isEmpty()) {
            return "";
        }
        List<String> quoted = suggestions.stream().map(name -> "'" + name + "'").toList();
        int last = quoted.size() - 1;
        String start = String.join(", ", quoted.subList(0, last));
        return " Did you mean " + start + (last > 0 ? " or " : "") + quoted.get(last) + "?";
    }

    private static int distance(String given, String name) {
        if (given.indexOf('/') < 0 && name.indexOf('/') < 0) {
            return letters(given, name);
        }
        return Math.min(letters(given, name), segments(given.split("/"), name.split("/")));
    }

    /** Edit distance over whole segments: replacing costs the letters that differ, leaving out a segment little. */
    private static int segments(String[] given, String[] name) {
        int[] previous = new int[name.length + 1];
        for (int j = 1; j <= name.length; j++) {
            previous[j] = previous[j - 1] + MISSING_IN_FRONT;
        }
        for (String segment : given) {
            int[] row = new int[name.length + 1];
            row[0] = previous[0] + segment.length();
            for (int j = 1; j <= name.length; j++) {
                int replaced = previous[j - 1] + letters(segment, name[j - 1]);
                row[j] = Math.min(replaced, Math.min(row[j - 1] + MISSING_SEGMENT, previous[j] + segment.length()));
            }
            previous = row;
        }
        return previous[name.length];
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours cost one each. */
    private static int letters(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(previous[j - 1] + cost, Math.min(previous[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforePrevious[j - 2] + 1);
                }
            }
            beforePrevious = previous;
            previous = row;
        }
        return previous[b.length()];
    }
}
