package io.github.camelzoom.client.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ParameterNamesTest {

    private final OperationCatalog catalog = OperationCatalog.zoom();
    private final Operation meetings = catalog.require("users/meetings/list");
    private final Operation twoSites = catalog.require("phone/sites/dial_by_name_directory/extensions/list");

    @ParameterizedTest
    @CsvSource({ "page_size, page_size", "pageSize, page_size", "userId, userId", "user_id, userId",
            "nextPageToken, next_page_token" })
    void resolvesTheExactNameAndItsCamelCaseForm(String given, String name) {
        assertThat(ParameterNames.resolve(meetings, given)).map(Parameter::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "pagesize", "PageSize", "topic", "", "userid" })
    void resolvesNothingElse(String given) {
        assertThat(ParameterNames.resolve(meetings, given)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "siteId", "site_id" })
    void countsOnlyTheExactNameWhereTwoParametersShareACamelCaseForm(String name) {
        assertThat(ParameterNames.resolve(twoSites, name)).map(Parameter::name).contains(name);
        assertThat(ParameterNames.resolveHeader(twoSites, "." + name)).map(Parameter::name).contains(name);
    }

    @Test
    void refusesAHeaderThatFitsTwoParameters() {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> ParameterNames.resolveHeader(twoSites, "SiteId"))
                .withMessageContaining("[siteId, site_id]").withMessageContaining("'.siteId'")
                .satisfies(e -> assertThat(e.parameters()).containsExactly("siteId", "site_id"));
    }

    @ParameterizedTest
    @CsvSource({ "UserId, userId", "PageSize, page_size", "userid, userId", "PAGESIZE, page_size", ".page_size, page_size",
            ".PAGE_SIZE, page_size" })
    void resolvesAHeaderWhateverATransportDidToItsCase(String suffix, String name) {
        assertThat(ParameterNames.resolveHeader(meetings, suffix)).map(Parameter::name).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MeetingId", ".pageSize", "s", "" })
    void leavesAHeaderAloneThatIsMeantForAnotherOperation(String suffix) {
        assertThat(ParameterNames.resolveHeader(meetings, suffix)).isEmpty();
    }

    @Test
    void resolvesAHeaderParameter() {
        Operation operation = catalog.require("commerce/order/create");

        assertThat(ParameterNames.resolveHeader(operation, "InvoiceOwnerCrmAccountNumber")).isPresent();
        assertThat(ParameterNames.resolve(operation, "invoiceOwnerCrmAccountNumber")).isPresent();
    }

    @Test
    void takesEveryNameWhereZoomPublishedNone() {
        Operation open = catalog.require("workspaces/reservations/list");

        assertThat(ParameterNames.resolve(open, "page_size")).map(Parameter::in).contains(Parameter.In.QUERY);
        assertThat(ParameterNames.resolveHeader(open, "PageSize")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "page_sise, page_size", "pageSise, page_size", "userld, userId", "user, userId",
            "nextPagToken, next_page_token" })
    void suggestsWhatAWrongNameMayHaveMeant(String wrong, String meant) {
        assertThat(ParameterNames.suggest(meetings, wrong)).contains(meant);
    }

    @Test
    void theErrorForAnUnknownNameListsTheParameters() {
        ParameterException error = catchThrowableOfType(ParameterException.class,
                () -> ParameterNames.require(meetings, "page_sise"));

        assertThat(error).hasMessageStartingWith("users/meetings/list: unknown parameter 'page_sise'. Did you mean 'page_size'")
                .hasMessageContaining("Parameters: userId, type, page_size, next_page_token");
        assertThat(error.operation()).isEqualTo("users/meetings/list");
        assertThat(error.parameters()).containsExactly("page_sise");
    }

    @Test
    void theErrorStaysShortHoweverManyParametersThereAre() {
        Operation largest = catalog.all().stream().max((a, b) -> a.parameters().size() - b.parameters().size()).orElseThrow();

        assertThat(largest.parameters()).hasSizeGreaterThan(20);
        assertThat(ParameterNames.unknown(largest, "xyzzy")).message().contains(" more.").hasSizeLessThan(800);
        assertThat(ParameterNames.unknown(catalog.require("aiservices/scribe/jobs/create"), "x")).message()
                .endsWith("The operation has no parameters.");
    }
}
