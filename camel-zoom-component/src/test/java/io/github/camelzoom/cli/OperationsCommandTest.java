package io.github.camelzoom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OperationsCommandTest {

    private final Shell shell = new Shell();

    @Test
    void whenWordsAreGivenThenEveryOneOfThemMustOccur() {
        Shell.Ended ended = shell.run("operations", "users", "MEETINGS", "post");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("users/meetings/create  POST /users/{userId}/meetings  LIGHT")
                .contains("parameters: userId*").contains("scopes: meeting:write:meeting")
                .doesNotContain("GET /users/{userId}");
        assertThat(ended.err()).contains("operation");
    }

    @Test
    void whenTheNameHasAllWordsThenItComesFirst() {
        assertThat(shell.run("operations", "users/list").out()).startsWith("users/list  GET /users  ");
    }

    @Test
    void whenNoWordIsGivenThenEveryOperationIsPrinted() throws Exception {
        JsonNode all = new ObjectMapper().readTree(shell.run("operations", "--json").out());

        assertThat(all).hasSizeGreaterThan(1800);
        assertThat(all.get(0).fieldNames()).toIterable().contains("name", "method", "path", "parameters", "scopes",
                "rateLabel");
    }

    @Test
    void whenNothingIsFoundThenItSaysSoAndEndsWithOne() {
        Shell.Ended ended = shell.run("operations", "user/lists");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("No operation").contains("users/list");
    }

    @Test
    void whenOneIsShownThenEverythingIsThere() {
        String text = shell.run("operations", "show", "zoom:users/meetings/list").out();

        assertThat(text).contains("name:         users/meetings/list").contains("GET /users/{userId}/meetings")
                .contains("path:         userId*").contains("items:        meetings").contains("pages by:     next_page_token")
                .contains("zoom:users/meetings/list?param.userId={{userId}}");
    }

    @Test
    void whenOneIsShownAsJsonThenProgramsCanReadIt() throws Exception {
        JsonNode node = new ObjectMapper().readTree(shell.run("operations", "show", "meetingCreate", "--json").out());

        assertThat(node.get("name").asText()).isEqualTo("users/meetings/create");
        assertThat(node.get("parameters").get(0).get("required").asBoolean()).isTrue();
    }

    @Test
    void whenTheNameIsWrongThenTheRightOneIsSuggested() {
        Shell.Ended ended = shell.run("operations", "show", "users/metings/create");

        assertThat(ended.code()).isEqualTo(Exit.FAILED);
        assertThat(ended.err()).contains("Did you mean").contains("users/meetings/create");
    }
}
