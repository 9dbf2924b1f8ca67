package io.github.camelzoom.client.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the generator the way its header says, as the one command. */
class CatalogGeneratorTest {

    private static final String HEADER = String.join("\t", "name", "product", "group", "operation_id", "method", "path",
            "path_params", "query_params", "header_params", "body", "list_field", "array_fields", "pagination",
            "page_size_max", "scopes", "rate_limit", "deprecated", "base_url", "success_status", "response_type", "as_of");
    private static final String LIST = "things/list\tP\tG\tlistThings\tGET\t/things\t\tids*,from,page_size\t\tnone\t\tthings"
            + "\tnext_page_token\t300\ta:b,c\t\ty\twss://api.zoom.us/v2 (WebSocket upgrade)\t200\tapplication/json\t2026-01-01";
    private static final String CREATE = "things/create\tP\tG\tcreateThing\tPOST\t/things/{thingId}/x\tthingId\t?\t\tmultipart"
            + "\t\ta,b\tnone\t\t\tresource-intensive\t?\thttps://fileapi.zoom.us/v2\t\t\t2026-01-01";
    private static final String SCHEMA = """
            {"GET /things": {"params": [
               {"in": "query", "name": "ids", "type": "array", "items": "string", "required": true},
               {"in": "query", "name": "from", "format": "date", "description": "a \\"day\\" \\u00e9"},
               {"in": "query", "name": "page_size", "maximum": -1.5e3}]},
             "POST /things/{thingId}/x": {"params": null, "body": []}}
            """;

    private final Path generator = Path.of("..", "build-tools", "CatalogGenerator.java").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void sortsRowsAndAddsTheKindsOfTheSchemas() throws Exception {
        write(LIST, CREATE);

        assertThat(run(folder.toString(), target().toString())).startsWith("2 operations written");

        List<Operation> operations = Files.readAllLines(target()).stream().filter(line -> !line.startsWith("#"))
                .map(OperationRow::parse).toList();
        assertThat(operations).extracting(Operation::name).containsExactly("things/create", "things/list");
        Operation list = operations.get(1);
        assertThat(list.parameters()).containsExactly(
                new Parameter("ids", Parameter.In.QUERY, true, Parameter.Kind.ARRAY),
                new Parameter("from", Parameter.In.QUERY, false, Parameter.Kind.DATE),
                new Parameter("page_size", Parameter.In.QUERY, false, Parameter.Kind.SCALAR));
        assertThat(list.listField()).as("the only array of a list answer").isEqualTo("things");
        assertThat(list.scopes()).containsExactly("a:b", "c");
        assertThat(list.base()).isEqualTo(ApiBase.WEB_SOCKET);
        assertThat(operations.get(0).queryKnown()).isFalse();
        assertThat(operations.get(0).listField()).isEmpty();
        assertThat(operations.get(0).rateLabel()).isEqualTo(RateLabel.RESOURCE_INTENSIVE);
    }

    @Test
    void refusesANameThatIsThereTwice() throws Exception {
        write(LIST, LIST);

        assertThat(run(folder.toString(), target().toString())).contains("name is there twice: things/list");
        assertThat(target()).doesNotExist();
    }

    @Test
    void acceptsTheCatalogueThatIsCheckedIn() throws Exception {
        Path resource = Path.of("src/main/resources/io/github/camelzoom/client/catalog/operations.tsv").toAbsolutePath();

        assertThat(run("--check", resource.toString())).isEqualToIgnoringNewLines("1902 operations, in order");
    }

    private Path target() {
        return folder.resolve("out.tsv");
    }

    private void write(String... rows) throws IOException {
        Files.createDirectory(folder.resolve("schemas"));
        Files.writeString(folder.resolve("schemas/things.json"), SCHEMA);
        Files.writeString(folder.resolve("operations.tsv"), HEADER + "\n" + String.join("\n", rows) + "\n");
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", generator.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
