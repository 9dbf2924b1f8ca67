package io.github.camelzoom.client.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.camelzoom.client.catalog.Parameter.In;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Holds every row of the table, not examples of them, against the rules that the component builds on. */
class CatalogueTableTest {

    /** A path value that no fixed segment of Zoom equals. */
    private static final String SAMPLE = "q8x7";

    private final OperationCatalog catalog = OperationCatalog.zoom();

    @Test
    void hasEveryPublishedOperationSortedByName() {
        List<String> names = catalog.all().stream().map(Operation::name).toList();

        assertThat(names).hasSize(1902).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void everyRequestLineOfAnOperationBelongsToThatOperation() {
        for (Operation operation : catalog.all()) {
            if (operation.unsupportedReason() != null) {
                continue;
            }
            Map<String, Object> values = new HashMap<>();
            operation.parameters().forEach(parameter -> values.put(parameter.name(), SAMPLE));
            RequestLine line = RequestLine.of(operation, values);

            assertThat(catalog.match(line.method(), line.rawPathAndQuery())).as(line.toString()).contains(operation);
            assertThat(line.url(BaseUrls.standard())).startsWith("https://").doesNotContain("{");
            assertThat(RequestLine.missing(operation, Set.of())).containsAll(
                    operation.parameters(In.PATH).stream().map(Parameter::name).toList());
        }
    }

    @Test
    void everyNameFollowsTheRule() {
        for (Operation operation : catalog.all()) {
            String segments = List.of(operation.path().substring(1).split("/")).stream()
                    .filter(segment -> !segment.startsWith("{")).collect(Collectors.joining("/"));
            String verbs = switch (operation.method()) {
                case "GET" -> "get|list";
                case "POST" -> "create";
                case "PATCH" -> "update";
                case "PUT" -> "update|replace";
                case "DELETE" -> "delete";
                default -> "no such method";
            };

            assertThat(operation.name()).matches("\\Q" + segments + "\\E/(" + verbs + ")(All)?(By[A-Z][A-Za-z]*)?");
        }
    }

    @Test
    void everyParameterIsFoundUnderItsOwnNameAndUnderItsCamelCaseUnlessTwoShareIt() {
        Set<String> ambiguous = new TreeSet<>();
        for (Operation operation : catalog.all()) {
            for (Parameter parameter : operation.parameters()) {
                assertThat(ParameterNames.resolve(operation, parameter.name())).contains(parameter);
                String camelCase = ParameterNames.camelCase(parameter.name());
                if (!ParameterNames.resolve(operation, camelCase).equals(Optional.of(parameter))) {
                    ambiguous.add(operation.name());
                }
            }
        }

        assertThat(ambiguous).containsExactly("phone/sites/dial_by_name_directory/extensions/delete",
                "phone/sites/dial_by_name_directory/extensions/list",
                "phone/sites/outbound_caller_id/customized_numbers/list");
    }

    @Test
    void theBasesAreThoseOfZoomsDocuments() {
        assertThat(count(operation -> operation.base() == ApiBase.API)).isEqualTo(1847);
        assertThat(count(operation -> operation.base() == ApiBase.API_ROOT)).isEqualTo(27);
        assertThat(count(operation -> operation.base() == ApiBase.FILE_API)).isEqualTo(23 + 1);
        assertThat(count(operation -> operation.base() == ApiBase.FILE)).isEqualTo(2);
        assertThat(catalog.all()).noneMatch(operation -> operation.path().startsWith("/v2"));
    }

    @Test
    void everyKindOfThingIsThere() {
        assertThat(count(operation -> operation.body() == BodyKind.MULTIPART)).isEqualTo(33);
        assertThat(count(operation -> operation.body() == BodyKind.UNKNOWN)).isEqualTo(48);
        assertThat(count(operation -> operation.rateLabel() == RateLabel.RESOURCE_INTENSIVE)).isEqualTo(18);
        assertThat(count(operation -> operation.rateLabel() == RateLabel.MEDIUM)).isEqualTo(609 + 164);
        assertThat(count(operation -> !operation.queryKnown())).isEqualTo(72);
        assertThat(count(Operation::deprecated)).isEqualTo(56);
        assertThat(catalog.all().stream().flatMap(operation -> operation.parameters().stream()).filter(Parameter::array))
                .hasSize(146);
    }

    @Test
    void everyPageParameterButFewIsAmongTheParametersOfItsOperation() {
        List<String> without = catalog.all().stream()
                .filter(operation -> operation.queryKnown() && !operation.pagination().parameter().isEmpty())
                .filter(operation -> operation.parameter(operation.pagination().parameter()).isEmpty())
                .map(Operation::name).toList();

        assertThat(without).as("these take the page token in the body").containsExactly("chat/channels/search/create",
                "docs/file_search/create");
    }

    @Test
    void aDamagedRowIsQuoted() {
        assertThatIllegalArgumentException().isThrownBy(() -> OperationRow.parse("users/list\tusers"))
                .withMessage("damaged catalogue row: users/list\tusers");
    }

    @Test
    void theTableNamesTheCommandThatUpdatesIt() throws IOException {
        try (InputStream table = OperationCatalog.class.getResourceAsStream("operations.tsv")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(text).startsWith("# Operations of Zoom's REST API").contains("java build-tools/CatalogGenerator.java")
                    .doesNotContain("\r");
        }
    }

    private long count(Predicate<Operation> condition) {
        return catalog.all().stream().filter(condition).count();
    }
}
