package io.github.camelzoom.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;

/** Finds operations by words. Pure functions. */
final class OperationSearch {

    private OperationSearch() {}

    /** Those in which every word occurs, whatever its case; what is meant most likely comes first. */
    static List<Operation> find(OperationCatalog catalog, List<String> words) {
        List<String> wanted = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return catalog.all().stream().filter(operation -> hasAll(text(operation), wanted))
                .sorted(Comparator.comparing(operation -> rank(operation.name().toLowerCase(Locale.ROOT), wanted))).toList();
    }

    private static int rank(String name, List<String> words) {
        if (name.equals(String.join("/", words))) {
            return 0;
        }
        return hasAll(name, words) ? 1 : 2;
    }

    private static String text(Operation operation) {
        return String.join("\n", operation.name(), operation.operationId(), operation.product(), operation.method() + " "
                + operation.path()).toLowerCase(Locale.ROOT);
    }

    private static boolean hasAll(String text, List<String> words) {
        return words.stream().allMatch(text::contains);
    }
}
