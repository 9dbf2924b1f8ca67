package io.github.camelzoom.simulator.catalogue;

import java.util.List;

/**
 * One row of the operation tables.
 *
 * @param path
 *            path below {@link #prefix()}, with placeholders in braces
 * @param underV2
 *            whether the path lives under {@code /v2} or directly under the host
 * @param requiredQuery
 *            query parameters marked as required
 * @param listField
 *            array that holds the items; empty when the answer is a single object
 * @param pageSizeMax
 *            largest page; 0 unknown
 * @param scopes
 *            alternatives, any one of which is enough; empty when unknown
 * @param rateLabel
 *            light, medium, heavy or resource-intensive; unknown counts as medium
 * @param successStatus
 *            status of success, derived from the method where the table has none
 * @param body
 *            none, json, multipart or ?
 */
public record Operation(String name, String product, String method, String path, boolean underV2, List<String> requiredQuery,
        String body, String listField, String pagination, int pageSizeMax, List<String> scopes, String rateLabel,
        int successStatus, String responseType) {

    /** One table row marks it as required, which would leave no way to ask for the first page. */
    private static final String IMPOSSIBLE = "next_page_token*";

    /** What the raw path begins with. */
    public String prefix() {
        return underV2 ? "/v2" : "";
    }

    /** Key of the schema files. */
    public String schemaKey() {
        return method + " " + path;
    }

    /** Whether it answers a list in pages. */
    public boolean paged() {
        return !listField.isEmpty() && !pagination.equals("none") && !pagination.equals("?");
    }

    static Operation fromCells(String[] c) {
        String base = c[12];
        return new Operation(c[0], c[1], c[2], c[3], !base.equals("https://api.zoom.us"),
                split(c[4]).stream().filter(q -> q.endsWith("*") && !q.equals(IMPOSSIBLE))
                        .map(q -> q.substring(0, q.length() - 1)).toList(),
                c[5],
                listField(c[6], c[7], c[8]), c[8], c[9].isEmpty() ? 0 : Integer.parseInt(c[9]), split(c[10]),
                c[11].isEmpty() ? "medium" : c[11], c[13].isEmpty() ? usualStatus(c[2]) : Integer.parseInt(c[13]), c[14]);
    }

    static boolean isServed(String[] c) {
        return !c[12].startsWith("wss:") && !c[12].contains("{");
    }

    private static String listField(String field, String candidates, String pagination) {
        boolean paged = !pagination.equals("none") && !pagination.equals("?");
        return field.isEmpty() && paged && split(candidates).size() == 1 ? candidates : field;
    }

    private static List<String> split(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(","));
    }

    private static int usualStatus(String method) {
        return switch (method) {
            case "POST" -> 201;
            case "PUT", "PATCH", "DELETE" -> 204;
            default -> 200;
        };
    }
}
