package io.github.camelzoom.examples.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.camelzoom.client.catalog.ApiBase;
import io.github.camelzoom.client.catalog.BodyKind;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.Pagination;
import io.github.camelzoom.client.catalog.Parameter;
import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.catalogue.Schema;

/**
 * The operation reference: a page for each product, and two indexes. Names, scopes and labels are those of the component's
 * catalogue; types, values and fields of bodies those of the simulator's, since the component does not need them.
 */
final class OperationReference {

    private static final String GENERATED = "<!-- Generated out of the operation catalogue: mvn verify -Dzoom.docs.update=true -->\n";
    private static final Schema UNKNOWN = new Schema(List.of(), List.of(), List.of(), false);
    private static final int VALUES_SHOWN = 12;
    private static final int FIELDS_SHOWN = 40;

    private final OperationCatalog catalog = OperationCatalog.zoom();
    private final Catalogue published = new Catalogue();

    /** The text of each page by the name of its file. */
    Map<String, String> pages() {
        Map<String, List<Operation>> products = catalog.all().stream()
                .collect(Collectors.groupingBy(Operation::product, TreeMap::new, Collectors.toList()));
        Map<String, String> pages = new TreeMap<>();
        products.forEach((product, operations) -> pages.put(file(product), page(product, operations)));
        pages.put("README.md", index(products));
        pages.put("a-z.md", alphabet());
        return pages;
    }

    static String anchor(Operation operation) {
        return operation.name().replace('/', '-').toLowerCase(Locale.ROOT);
    }

    private static String file(String product) {
        return product.toLowerCase(Locale.ROOT).replace(' ', '-') + ".md";
    }

    private String index(Map<String, List<Operation>> products) {
        StringBuilder page = new StringBuilder(GENERATED).append("# Operations\n\n").append("All ")
                .append(String.format(Locale.ROOT, "%,d", catalog.all().size()))
                .append("""
                         operations of the catalogue, one page for each of Zoom's products; or [from A to Z](a-z.md). What is newer
                        than the catalogue is reached by method and path: `zoom:request?method=GET&path=/users/me`.

                        | Product | Operations | Lists |
                        |---|---|---|
                        """);
        products.forEach((product, operations) -> page.append("| [").append(product).append("](").append(file(product))
                .append(") | ").append(operations.size()).append(" | ")
                .append(operations.stream().filter(Operation::isList).count()).append(" |\n"));
        return page
                .append("""

                        ## How to read a page

                        The heading is the name of the operation, and the URI its endpoint. Then:

                        | Shown | Means |
                        |---|---|
                        | id | Zoom's own operation id. It is accepted in place of the name unless the page says that it is not unique |
                        | light, medium, heavy, resource-intensive | Zoom's rate label, which decides how many calls the [plan](../reading-at-scale.md#how-fast) allows; medium where Zoom published none |
                        | list of `...` | the array of the answer that holds the items. Such an operation can be read with `fetch=ALL` and `fetch=STREAM`, and polled when its method is GET |
                        | pages by `...` | the parameter that asks for the next page. The component does; you need it only with `fetch=PAGE` |
                        | **bold** parameters and fields | required. In the path all are |
                        | granular, classic scopes | alternatives: any one of them is enough. An app has scopes of one generation. `:admin` is for apps of a whole account, `:master` for master accounts that act on sub-accounts, without suffix for what belongs to the user |

                        Parameters are given by the names shown or their camelCase form, bodies as JSON, a `Map` or an object. Only the fields
                        at the top of a body are listed.
                        """)
                .toString();
    }

    private String alphabet() {
        StringBuilder page = new StringBuilder(GENERATED)
                .append("# Operations from A to Z\n\n| Operation | Method and path | Product |\n|---|---|---|\n");
        catalog.all().forEach(operation -> page.append("| [").append(operation.name()).append("](")
                .append(file(operation.product())).append('#').append(anchor(operation)).append(") | `")
                .append(operation.method())
                .append(' ').append(operation.path()).append("` | ").append(operation.product()).append(" |\n"));
        return page.toString();
    }

    private String page(String product, List<Operation> operations) {
        StringBuilder page = new StringBuilder(GENERATED).append("# ").append(product).append("\n\n")
                .append(operations.size()).append(operations.size() == 1 ? " operation" : " operations")
                .append(". [How to read this](README.md#how-to-read-a-page).\n");
        operations.forEach(operation -> page.append(section(operation)));
        return page.toString();
    }

    private String section(Operation operation) {
        Schema schema = published.operation(operation.name()) == null
                ? UNKNOWN
                : published.schema(published.operation(operation.name()));
        StringBuilder section = new StringBuilder("\n<a id=\"").append(anchor(operation)).append("\"></a>\n### ")
                .append(operation.name()).append("\n\n").append(uri(operation)).append('`').append(operation.method())
                .append(' ')
                .append(operation.path()).append("` · ").append(facts(operation)).append("\n\n");
        notes(operation).forEach(note -> section.append("> ").append(note).append("\n\n"));
        if (!operation.parameters().isEmpty()) {
            section.append("| Parameter | In | Value |\n|---|---|---|\n");
            operation.parameters()
                    .forEach(parameter -> section.append("| ").append(name(parameter.name(), parameter.required()))
                            .append(" | ").append(parameter.in().name().toLowerCase(Locale.ROOT)).append(" | ")
                            .append(value(parameter, schema)).append(" |\n"));
            section.append('\n');
        }
        String body = body(operation, schema);
        if (!body.isEmpty()) {
            section.append("Body: ").append(body).append("\n\n");
        }
        return section.append("Scopes: ").append(scopes(operation)).append('\n').toString();
    }

    private static String uri(Operation operation) {
        return operation.unsupportedReason() == null ? "`zoom:" + operation.name() + "` · " : "";
    }

    private static String facts(Operation operation) {
        StringJoiner facts = new StringJoiner(" · ");
        facts.add("id `" + operation.operationId() + "`").add(label(operation.rateLabel()));
        if (operation.isList()) {
            boolean whole = operation.listField().isEmpty() || operation.listField().equals("[]");
            facts.add(whole ? "list" : "list of `" + operation.listField() + "`");
        }
        if (!operation.pagination().parameter().isEmpty()) {
            String most = operation.pageSizeMax() > 0 ? ", " + operation.pageSizeMax() + " at most" : "";
            facts.add("pages by `" + operation.pagination().parameter() + "`" + most);
        }
        return facts.toString();
    }

    private static String label(RateLabel label) {
        return label.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private List<String> notes(Operation operation) {
        List<String> notes = new ArrayList<>();
        if (operation.unsupportedReason() != null) {
            notes.add("Cannot be called: " + operation.unsupportedReason() + ".");
        }
        if (operation.deprecated()) {
            notes.add("Deprecated by Zoom.");
        }
        if (catalog.find(operation.operationId()).filter(operation::equals).isEmpty()) {
            notes.add("The id is not unique and cannot stand for the name.");
        }
        if (!operation.queryKnown()) {
            notes.add("Zoom published no query parameters: any name is accepted.");
        }
        if (operation.pagination() == Pagination.UNKNOWN) {
            notes.add("Zoom published no way of paging: the answer decides.");
        }
        if (operation.base() != ApiBase.API && operation.unsupportedReason() == null) {
            notes.add("Lives under `" + operation.base().url() + "`.");
        }
        if (!operation.responseType().isEmpty() && !operation.responseType().contains("json")) {
            notes.add("Answers `" + operation.responseType() + "`.");
        }
        return notes;
    }

    private static String name(String name, boolean required) {
        return required ? "**`" + name + "`**" : "`" + name + "`";
    }

    private static String value(Parameter parameter, Schema schema) {
        String in = parameter.in().name().toLowerCase(Locale.ROOT);
        return schema.parameter(in, parameter.name()).map(property -> value(parameter, property))
                .orElseGet(() -> plainType(parameter));
    }

    private static String plainType(Parameter parameter) {
        return switch (parameter.kind()) {
            case ARRAY -> "array";
            case DATE -> "date";
            case SCALAR -> "string";
        };
    }

    private static String value(Parameter parameter, Property property) {
        StringBuilder value = new StringBuilder(parameter.kind() == Parameter.Kind.DATE ? "date" : property.type());
        if (property.type().equals("array") && !property.items().isEmpty()) {
            value.append(" of ").append(property.items());
        } else if (property.format().equals("date-time")) {
            value.append(", an instant");
        }
        if (!property.allowed().isEmpty()) {
            value.append(": ")
                    .append(property.allowed().stream().limit(VALUES_SHOWN).map(each -> "`" + cell(each.asText()) + "`")
                            .collect(Collectors.joining(", ")));
            int more = property.allowed().size() - VALUES_SHOWN;
            value.append(more > 0 ? " and " + more + " more" : "");
        }
        if (property.maximum() != null) {
            value.append(", at most ").append(property.maximum().longValue());
        }
        if (property.defaultValue() != null && property.defaultValue().isValueNode()
                && !property.defaultValue().asText().isEmpty()) {
            value.append("; default `").append(cell(property.defaultValue().asText())).append('`');
        }
        return value.toString();
    }

    private static String body(Operation operation, Schema schema) {
        if (operation.body() == BodyKind.NONE) {
            return "";
        }
        String kind = switch (operation.body()) {
            case MULTIPART -> "multipart, the file is part `" + operation.filePart() + "`";
            default -> "JSON";
        };
        List<Property> fields = schema.body().stream().filter(field -> !field.readOnly()).toList();
        if (fields.isEmpty()) {
            return kind;
        }
        int more = fields.size() - FIELDS_SHOWN;
        return kind + ": " + fields.stream().limit(FIELDS_SHOWN).map(field -> name(field.name(), field.required()))
                .collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String scopes(Operation operation) {
        if (operation.scopes().isEmpty()) {
            return "not published";
        }
        return operation.scopes().stream().collect(Collectors.groupingBy(
                scope -> Catalogue.isGranular(scope) ? "granular" : "classic",
                () -> new TreeMap<String, List<String>>().descendingMap(),
                Collectors.toList())).entrySet().stream()
                .map(each -> each.getKey() + " "
                        + each.getValue().stream().map(scope -> "`" + scope + "`").collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").strip();
    }
}
