package io.github.camelzoom.examples.provisioning;

import java.nio.file.Files;
import java.util.Map;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserProvisioningTest extends ExampleTest {

    private static final String HEAD = "email,first_name,last_name,department,licensed\n";

    @Override
    protected Example example() {
        return new UserProvisioning();
    }

    private void run(String rows, Map<String, String> properties) throws Exception {
        Files.writeString(work.resolve("people.csv"), HEAD + rows);
        run("provisioning", 1, properties);
    }

    private void changedNothing(String reason) {
        assertThat(printed()).last().asString().startsWith("nothing was changed: ").contains(reason);
        assertThat(simulator().journal().apiRequests()).allMatch(request -> request.method().equals("GET"));
    }

    @Test
    void aChangeThatFailsIsToldAndIsInTheNextPlanAgain() throws Exception {
        simulator().faults().onApi("POST", "/users").status(500);
        String rows = "dora@example.com,Dora,Drake,,false\nerin@example.com,Erin,East,,false\n";
        run(rows, Map.of("apply", "true"));
        assertThat(printed()).contains("4 changes").filteredOn(line -> line.startsWith("  failed: ")).singleElement().asString()
                .contains("users/create", "500");
        run(rows, Map.of("apply", "true"));
        assertThat(printed()).endsWith("1 changes", "  create      dora@example.com");
        run(rows, Map.of("apply", "true"));
        assertThat(printed()).endsWith("0 changes");
    }

    @Test
    void aRowThatCannotBeReadChangesNothing() throws Exception {
        run("alice@example.com,Alice,Adams,,yes\n,Nobody,Known,,true\n", Map.of("apply", "true"));
        changedNothing("position 1");
    }

    @Test
    void anEmptyDirectoryChangesNothing() throws Exception {
        run("", Map.of("apply", "true"));
        changedNothing("No records");
    }

    @Test
    void moreDeactivationsThanEverHappenChangeNothing() throws Exception {
        run("dora@example.com,Dora,Drake,,false\n", Map.of("apply", "true", "mostDeactivations", "1"));
        changedNothing("2 people would be deactivated, and 1 is the most");
    }

    @Test
    void whoIsInvitedIsNotCreatedAgain() throws Exception {
        simulator().defaultAccount().addUser("DORA@example.com", "Dora", "Drake");
        synchronized (simulator().defaultAccount().data()) {
            simulator().defaultAccount().data().user("dora@example.com").orElseThrow().put("status", "pending");
        }
        run("dora@example.com,Dora,Drake,,false\n", Map.of());
        assertThat(printed()).contains("2 changes").noneMatch(line -> line.contains("create"));
    }

    @Test
    void writesToZoomOnlyWhenAllowed() throws Exception {
        Files.writeString(work.resolve("people.csv"), HEAD + "dora@example.com,Dora,Drake,,false\n");
        assertThat(playWithoutWriting()).isZero();
        assertThat(printed()).endsWith("Nothing was changed; -Dzoom.live=true does it");
        assertThat(simulator().journal().apiRequests()).isNotEmpty().allMatch(request -> request.method().equals("GET"));
    }
}
