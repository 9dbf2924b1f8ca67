import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs the published operation tables into the simulator's resources. Run from the module's folder:
 *
 * <pre>
 * java src/tools/java/CatalogueGenerator.java TABLES_FOLDER src/main/resources/io/github/camelzoom/simulator/catalogue
 * </pre>
 *
 * TABLES_FOLDER holds {@code operations.tsv}, {@code events.tsv} and {@code schemas/*.json}. The output is
 * deterministic: {@code index.tsv.gz} with the columns the simulator routes by, {@code events.txt.gz} with the names of events, and
 * one {@code <product>.jsonl.gz} a product with lines {@code METHOD path<TAB>json}.
 */
final class CatalogueGenerator {

    private static final List<String> COLUMNS = List.of("name", "product", "method", "path", "query_params", "body", "list_field",
            "array_fields", "pagination", "page_size_max", "scopes", "rate_limit", "base_url", "success_status", "response_type");

    public static void main(String[] args) throws IOException {
        Path tables = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Files.createDirectories(target);
        writeIndex(tables.resolve("operations.tsv"), target.resolve("index.tsv.gz"));
        writeEvents(tables.resolve("events.tsv"), target.resolve("events.txt.gz"));
        try (Stream<Path> files = Files.list(tables.resolve("schemas"))) {
            files.filter(f -> f.toString().endsWith(".json")).sorted().forEach(f -> writeSchemas(f, target));
        }
    }

    private static void writeIndex(Path operations, Path target) throws IOException {
        List<String> lines = Files.readAllLines(operations, StandardCharsets.UTF_8);
        List<String> header = List.of(lines.get(0).split("\t", -1));
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            out.add(COLUMNS.stream().map(c -> cells[header.indexOf(c)]).collect(Collectors.joining("\t")));
        }
        write(target, out);
    }

    private static void writeEvents(Path events, Path target) throws IOException {
        List<String> lines = Files.readAllLines(events, StandardCharsets.UTF_8);
        write(target, lines.stream().skip(1).map(line -> line.substring(0, line.indexOf('\t'))).sorted().toList());
    }

    private static void writeSchemas(Path file, Path target) {
        try {
            List<String> out = new ArrayList<>();
            topLevelEntries(Files.readString(file)).forEach((key, value) -> out.add(key + "\t" + value));
            out.sort(null);
            write(target.resolve(file.getFileName().toString().replace(".json", ".jsonl.gz")), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path target, List<String> lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Splits one JSON object into its members without parsing the values; line breaks between tokens are dropped. */
    private static Map<String, String> topLevelEntries(String json) {
        Map<String, String> entries = new LinkedHashMap<>();
        int depth = 0;
        boolean quoted = false;
        String key = null;
        StringBuilder current = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                current.append(c);
                if (c == '\\') {
                    current.append(json.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (c) {
                case '"' -> {
                    quoted = true;
                    current.append(c);
                }
                case '{', '[' -> {
                    if (depth++ > 0) {
                        current.append(c);
                    }
                }
                case '}', ']' -> {
                    if (--depth > 0) {
                        current.append(c);
                    } else if (key != null) {
                        entries.put(key, current.toString());
                    }
                }
                case ',', ':' -> {
                    if (depth > 1) {
                        current.append(c);
                    } else if (c == ':') {
                        key = current.substring(1, current.length() - 1);
                        current.setLength(0);
                    } else {
                        entries.put(key, current.toString());
                        current.setLength(0);
                    }
                }
                default -> {
                    if (!Character.isWhitespace(c)) {
                        current.append(c);
                    }
                }
            }
        }
        return entries;
    }
}
