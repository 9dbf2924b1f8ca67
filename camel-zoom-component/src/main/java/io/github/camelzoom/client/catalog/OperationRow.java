package io.github.camelzoom.client.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.camelzoom.client.catalog.Parameter.In;
import io.github.camelzoom.client.catalog.Parameter.Kind;

/** Reads one line of the resource {@code operations.tsv}, which {@code build-tools/CatalogGenerator.java} writes. */
final class OperationRow {

    private static final int COLUMNS = 17;
    private static final String NOT_PUBLISHED = "?";

    private final String[] cells;
    private int at;

    private OperationRow(String[] cells) {
        this.cells = cells;
    }

    /**
     * @throws IllegalArgumentException if the line is not a row of the catalogue; the message quotes it
     */
    static Operation parse(String line) {
        try {
            return new OperationRow(line.split("\t", -1)).operation();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("damaged catalogue row: " + line, e);
        }
    }

    private Operation operation() {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(cells.length + " cells instead of " + COLUMNS);
        }
        String name = next();
        String operationId = next();
        String product = next();
        String method = next();
        String path = next();
        String query = next();
        String header = next();
        List<Parameter> parameters = new ArrayList<>();
        addPath(path, parameters);
        addNamed(query, In.QUERY, parameters);
        addNamed(header, In.HEADER, parameters);
        return new Operation(name, operationId, product, method, path, parameters, !query.equals(NOT_PUBLISHED),
                bodyKind(cells[at]), filePart(next()), next(), Pagination.of(next()), number(next()), list(next()),
                rateLabel(next()), next().equals("y"),
                ApiBase.of(next()), number(next()), next());
    }

    private String next() {
        return cells[at++];
    }

    private static void addPath(String path, List<Parameter> parameters) {
        for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', open + 1)) {
            String name = path.substring(open + 1, path.indexOf('}', open));
            parameters.add(new Parameter(name, In.PATH, true, Kind.SCALAR));
        }
    }

    private static void addNamed(String cell, In in, List<Parameter> parameters) {
        if (cell.equals(NOT_PUBLISHED)) {
            return;
        }
        for (String entry : list(cell)) {
            boolean required = entry.endsWith("*");
            String rest = required ? entry.substring(0, entry.length() - 1) : entry;
            int colon = rest.indexOf(':');
            Kind kind = colon < 0 ? Kind.SCALAR : Kind.valueOf(rest.substring(colon + 1).toUpperCase(Locale.ROOT));
            parameters.add(new Parameter(colon < 0 ? rest : rest.substring(0, colon), in, required, kind));
        }
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(","));
    }

    private static int number(String cell) {
        return cell.isEmpty() ? 0 : Integer.parseInt(cell);
    }

    private static BodyKind bodyKind(String cell) {
        return cell.equals(NOT_PUBLISHED)
                ? BodyKind.UNKNOWN
                : BodyKind.valueOf(cell.split(":", 2)[0].toUpperCase(Locale.ROOT));
    }

    private static String filePart(String cell) {
        int colon = cell.indexOf(':');
        return colon < 0 ? "file" : cell.substring(colon + 1);
    }

    private static RateLabel rateLabel(String cell) {
        return cell.isEmpty() ? RateLabel.MEDIUM : RateLabel.valueOf(cell.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
