package io.github.camelzoom.simulator.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * All operations the simulator serves. The index is read at once; schemas are read when the first operation of a product needs
 * them, and parsed one by one. Thread-safe. Made by {@code src/tools/java/CatalogueGenerator.java}.
 */
public final class Catalogue {

    private static final int DEPTH_OF_GRANULAR_SCOPE = 3;

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<Operation> operations;
    private final Map<String, Operation> byName = new HashMap<>();
    private final Map<String, Map<String, String>> schemaTexts = new ConcurrentHashMap<>();
    private final Map<Operation, Schema> schemas = new ConcurrentHashMap<>();

    /** Reads the index. */
    public Catalogue() {
        List<Operation> rows = new ArrayList<>(1900);
        boolean[] header = { true };
        read("index.tsv.gz", line -> {
            if (!header[0]) {
                String[] cells = line.split("\t", -1);
                if (Operation.isServed(cells)) {
                    rows.add(Operation.fromCells(cells));
                }
            }
            header[0] = false;
        });
        this.operations = List.copyOf(rows);
        operations.forEach(o -> byName.put(o.name(), o));
    }

    /** All operations that are served. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operation with this name; null when there is none. */
    public Operation operation(String name) {
        return byName.get(name);
    }

    /** What an operation takes and gives. */
    public Schema schema(Operation operation) {
        return schemas.computeIfAbsent(operation, this::readSchema);
    }

    /**
     * The scopes of an app that may do everything: all classic ones, which keeps tokens of a realistic size, and granular ones for
     * operations that know no classic scope.
     */
    public Set<String> everyScope() {
        Set<String> result = new TreeSet<>();
        for (Operation operation : operations) {
            Set<String> classic = operation.scopes().stream().filter(s -> !isGranular(s)).collect(Collectors.toSet());
            result.addAll(classic.isEmpty() ? operation.scopes() : classic);
        }
        return result;
    }

    /** Whether a scope is of the generation {@code service:action:claim[:admin]}. */
    public static boolean isGranular(String scope) {
        String[] parts = scope.split(":");
        String last = parts[parts.length - 1];
        boolean suffixed = last.equals("admin") || last.equals("master");
        return parts.length - (suffixed ? 1 : 0) >= DEPTH_OF_GRANULAR_SCOPE;
    }

    private Schema readSchema(Operation operation) {
        String file = operation.product().toLowerCase(Locale.ROOT).replace(' ', '-') + ".jsonl.gz";
        String text = schemaTexts.computeIfAbsent(file, this::readTexts).get(operation.schemaKey());
        if (text == null) {
            return new Schema(List.of(), List.of(), List.of(), false);
        }
        try {
            JsonNode node = mapper.readTree(text);
            return new Schema(Property.listFrom(node.path("params")), Property.listFrom(node.path("body")),
                    Property.listFrom(node.path("response")), node.path("response").isArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> readTexts(String file) {
        Map<String, String> texts = new HashMap<>();
        read(file, line -> {
            int tab = line.indexOf('\t');
            texts.put(line.substring(0, tab), line.substring(tab + 1));
        });
        return texts;
    }

    static void read(String resource, Consumer<String> lines) {
        try (InputStream in = Catalogue.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
