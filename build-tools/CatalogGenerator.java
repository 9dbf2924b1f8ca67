import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the operation catalogue of the component from the tables of Zoom's published API documents.
 *
 * <p>
 * Update, from the root of the project:
 *
 * <pre>
 * java build-tools/CatalogGenerator.java FOLDER \
 *     camel-zoom-component/src/main/resources/io/github/camelzoom/client/catalog/operations.tsv
 * </pre>
 *
 * where FOLDER holds {@code operations.tsv} and {@code schemas/*.json}. The same input gives the same bytes: rows are
 * sorted by name and nothing of the machine or the day gets in, so a review sees what changed at Zoom and nothing else.
 *
 * <p>
 * {@code java build-tools/CatalogGenerator.java --check FILE} verifies a written catalogue without the tables.
 */
public final class CatalogGenerator {

    private static final List<String> COLUMNS = List.of("name", "operation_id", "product", "method", "path", "query", "header",
            "body", "list_field", "pagination", "page_size_max", "scopes", "rate_limit", "deprecated", "base", "status",
            "response_type");

    /** No parameter can have this name. */
    private static final String FILE_PART = "#file";

    private static final String PREAMBLE = """
            # Operations of Zoom's REST API, one a line, tab-separated, sorted by name. Generated: do not edit.
            # Update: java build-tools/CatalogGenerator.java FOLDER_WITH_TABLES THIS_FILE
            # query, header: name, then :array or :date, then * where required; ? = not published. Empty: none or default.
            # body: after a colon the name of the part that takes the file, where it is not "file".
            """;

    private final Map<String, Map<String, String>> kindsByRoute;

    private CatalogGenerator(Map<String, Map<String, String>> kindsByRoute) {
        this.kindsByRoute = kindsByRoute;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: CatalogGenerator FOLDER TARGET | --check FILE");
        }
        if (args[0].equals("--check")) {
            System.out.println(check(Files.readAllLines(Path.of(args[1]))) + " operations, in order");
            return;
        }
        Path folder = Path.of(args[0]);
        Path target = Path.of(args[1]);
        CatalogGenerator generator = new CatalogGenerator(readKinds(folder.resolve("schemas")));
        List<String> rows = generator.rows(Files.readAllLines(folder.resolve("operations.tsv")));
        String text = PREAMBLE + "#" + String.join("\t", COLUMNS) + "\n" + String.join("\n", rows) + "\n";
        int count = check(text.lines().toList());
        Files.writeString(target, text);
        System.out.println(count + " operations written to " + target);
    }

    private List<String> rows(List<String> lines) {
        List<String> header = List.of(lines.get(0).split("\t", -1));
        TreeMap<String, String> sorted = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t", -1);
            require(cells.length == header.size(), "wrong number of cells: " + line);
            String row = row(column -> cells[header.indexOf(column)]);
            String name = cells[header.indexOf("name")];
            require(sorted.put(name, row) == null, "name is there twice: " + name);
        }
        return new ArrayList<>(sorted.values());
    }

    private String row(Function<String, String> cell) {
        String path = cell.apply("path");
        Map<String, String> kinds = kindsByRoute.getOrDefault(cell.apply("method") + " " + path, Map.of());
        return String.join("\t", cell.apply("name"), cell.apply("operation_id"), cell.apply("product"), cell.apply("method"),
                path, parameters(cell.apply("query_params"), kinds), parameters(cell.apply("header_params"), kinds),
                body(cell.apply("body"), kinds), listField(cell), cell.apply("pagination"), cell.apply("page_size_max"),
                cell.apply("scopes"), cell.apply("rate_limit"), cell.apply("deprecated").equals("y") ? "y" : "",
                base(cell.apply("base_url")), cell.apply("success_status"), cell.apply("response_type"));
    }

    /** The tables name the parameters; the schemas only add what kind of value each takes. */
    private static String parameters(String cell, Map<String, String> kinds) {
        if (cell.isEmpty() || cell.equals("?")) {
            return cell;
        }
        return Arrays.stream(cell.split(",")).map(entry -> {
            boolean required = entry.endsWith("*");
            String name = required ? entry.substring(0, entry.length() - 1) : entry;
            String kind = kinds.getOrDefault(name, "");
            return name + (kind.isEmpty() ? "" : ":" + kind) + (required ? "*" : "");
        }).collect(Collectors.joining(","));
    }

    /** A list answer whose table names no list field, but has one array only, is a list of that array. */
    private static String listField(Function<String, String> cell) {
        String field = cell.apply("list_field");
        if (!field.isEmpty()) {
            return field;
        }
        String name = cell.apply("name");
        boolean list = name.substring(name.lastIndexOf('/') + 1).startsWith("list");
        String candidates = cell.apply("array_fields");
        return list && !candidates.contains(",") ? candidates : "";
    }

    private static String base(String baseUrl) {
        int remark = baseUrl.indexOf(' ');
        return remark < 0 ? baseUrl : baseUrl.substring(0, remark);
    }

    /** What the component relies on: form, order, one operation per name and per route. */
    private static int check(List<String> lines) {
        require(lines.stream().filter(line -> line.startsWith("#")).toList()
                .equals(lines.subList(0, PREAMBLE.lines().toList().size() + 1)), "comments stand at the start only");
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, String> routes = new HashMap<>();
        String last = "";
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split("\t", -1));
            require(cells.size() == COLUMNS.size(), "wrong number of cells: " + line);
            String name = cells.get(0);
            require(last.compareTo(name) < 0, "not in order or there twice: " + name);
            require(cells.get(4).matches("(/([A-Za-z0-9_-]+|\\{[A-Za-z0-9_]+}))+"), "odd path: " + line);
            String route = cells.get(3) + " " + cells.get(4).replaceAll("\\{[^}]*}", "{}");
            String other = routes.put(route, name);
            require(other == null, "one route, two operations: " + other + " and " + name);
            names.put(name, line);
            last = name;
        }
        return names.size();
    }

    private static Map<String, Map<String, String>> readKinds(Path schemas) throws IOException {
        Map<String, Map<String, String>> byRoute = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(schemas, "*.json")) {
            for (Path file : files) {
                for (Map.Entry<?, ?> route : ((Map<?, ?>) new Json(Files.readString(file)).read()).entrySet()) {
                    Map<?, ?> facts = (Map<?, ?>) route.getValue();
                    Map<String, String> kinds = kinds(list(facts.get("params")));
                    kinds.put(FILE_PART, filePart(list(facts.get("body"))));
                    byRoute.put((String) route.getKey(), kinds);
                }
            }
        }
        return byRoute;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    /** The first part declared as binary; where none is, one that is called a file. Empty for the usual name. */
    private static String filePart(List<?> parts) {
        String byName = "";
        for (Object each : parts) {
            Map<?, ?> part = (Map<?, ?>) each;
            String name = (String) part.get("name");
            if ("binary".equals(part.get("format"))) {
                return name.equals("file") ? "" : name;
            }
            byName = byName.isEmpty() && name.endsWith("_file") ? name : byName;
        }
        return byName;
    }

    private static String body(String kind, Map<String, String> kinds) {
        String part = kind.equals("multipart") ? kinds.getOrDefault(FILE_PART, "") : "";
        return part.isEmpty() ? kind : kind + ":" + part;
    }

    private static Map<String, String> kinds(List<?> parameters) {
        Map<String, String> kinds = new HashMap<>();
        for (Object each : parameters) {
            Map<?, ?> parameter = (Map<?, ?>) each;
            if (parameter.get("in").equals("path")) {
                continue;
            }
            if ("array".equals(parameter.get("type"))) {
                kinds.put((String) parameter.get("name"), "array");
            } else if ("date".equals(parameter.get("format"))) {
                kinds.put((String) parameter.get("name"), "date");
            }
        }
        return kinds;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }

    /** Just enough JSON for the schema files, so that the generator runs on a bare JDK. */
    private static final class Json {

        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object read() {
            char first = next();
            if (first == '{') {
                Map<String, Object> map = new LinkedHashMap<>();
                while (more('}')) {
                    String key = (String) read();
                    require(next() == ':', "':' expected at " + at);
                    map.put(key, read());
                }
                return map;
            }
            if (first == '[') {
                List<Object> list = new ArrayList<>();
                while (more(']')) {
                    list.add(read());
                }
                return list;
            }
            return first == '"' ? string() : literal();
        }

        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at++);
        }

        private boolean more(char end) {
            char c = next();
            if (c == end) {
                return false;
            }
            if (c != ',') {
                at--;
            }
            return true;
        }

        private String string() {
            StringBuilder out = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char escaped = text.charAt(at++);
                if (escaped == 'u') {
                    out.append((char) Integer.parseInt(text, at, at + 4, 16));
                    at += 4;
                } else {
                    int index = "bfnrt".indexOf(escaped);
                    out.append(index < 0 ? escaped : "\b\f\n\r\t".charAt(index));
                }
            }
            return out.toString();
        }

        private String literal() {
            int start = at - 1;
            while (",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            return word.equals("null") ? null : word;
        }
    }
}
