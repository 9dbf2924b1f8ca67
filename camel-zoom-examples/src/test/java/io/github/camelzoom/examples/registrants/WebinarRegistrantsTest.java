package io.github.camelzoom.examples.registrants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import io.github.camelzoom.simulator.SimulatedAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WebinarRegistrantsTest extends ExampleTest {

    private static final String REGISTRANTS = "/webinars/{webinarId}/registrants";

    private String webinar;
    private Path inbox;

    @Override
    protected Example example() {
        return new WebinarRegistrants();
    }

    @BeforeEach
    void table() throws Exception {
        SimulatedAccount account = simulator().defaultAccount();
        webinar = account.addWebinar(account.users().get(0), "Launch").get("id").asText();
        inbox = Files.createDirectories(work.resolve("inbox"));
        Files.writeString(inbox.resolve("two.csv"), """
                email,first_name,last_name,org
                ada@example.org,Ada,"Love, ""lace",
                grace@example.org,Grace,Hopper,Navy
                """);
    }

    private void run(String number) throws Exception {
        run("inbox", 1, Map.of("webinar", number, "pause", "10"));
    }

    private int calls() {
        return simulator().journal().apiRequests("webinars/registrants/create").size();
    }

    @Test
    void errorsOfZoomInBetweenAreNoFaultOfARow() throws Exception {
        simulator().faults().onApi("POST", REGISTRANTS).statusAfterProcessing(500).times(2);
        simulator().faults().onApi("POST", REGISTRANTS).rateLimitedPerSecond();
        run(webinar);
        assertThat(printed()).endsWith("two.csv: {registered=2}");
        assertThat(work.resolve("rejected")).doesNotExist();
        assertThat(simulator().defaultAccount().data().webinars().registrants(simulator().defaultAccount().data().webinars()
                .find(webinar).orElseThrow())).hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsReadAgainAndNobodyIsRegisteredTwice() throws Exception {
        simulator().faults().onApi("POST", REGISTRANTS).status(503).always();
        run(webinar);
        assertThat(inbox).isDirectoryContaining("glob:**two.csv");
        simulator().faults().clear();
        run(webinar);
        assertThat(printed()).endsWith("two.csv: {registered=2}");
        assertThat(inbox).isDirectoryNotContaining("glob:**.csv");
        int before = calls();
        Files.copy(Files.list(work.resolve("done")).findFirst().orElseThrow(), inbox.resolve("again.csv"));
        run(webinar);
        assertThat(printed()).endsWith("again.csv: {registered before=2}");
        assertThat(calls()).isEqualTo(before);
    }

    @Test
    void aWebinarThatIsNotThereIsNoFaultOfARow() throws Exception {
        run("12345678901");
        assertThat(printed()).singleElement().asString().startsWith("two.csv stays in the inbox: ").contains("404");
        assertThat(work.resolve("rejected")).doesNotExist();
        assertThat(calls()).isOne();
    }

    @Test
    void writesToZoomOnlyWhenAllowed() {
        assertThat(playWithoutWriting()).isOne();
        assertThat(printed().get(1)).startsWith("FAILED: this example writes; -Dzoom.live=true allows it");
        assertThat(simulator().journal().all()).isEmpty();
    }
}
