package io.github.camelzoom.client.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OperationCatalogTest {

    private final OperationCatalog catalog = OperationCatalog.zoom();

    @Test
    void findsAnOperationByItsName() {
        Operation operation = catalog.require("users/meetings/create");

        assertThat(operation.method()).isEqualTo("POST");
        assertThat(operation.path()).isEqualTo("/users/{userId}/meetings");
        assertThat(operation.operationId()).isEqualTo("meetingCreate");
        assertThat(operation.product()).isEqualTo("Meetings");
        assertThat(operation.body()).isEqualTo(BodyKind.JSON);
        assertThat(operation.status()).isEqualTo(201);
        assertThat(operation.responseType()).isEqualTo("application/json");
        assertThat(operation.scopes()).contains("meeting:write:meeting", "meeting:write");
        assertThat(operation.unsupportedReason()).isNull();
    }

    @Test
    void knowsHowAListIsPaged() {
        Operation operation = catalog.require("users/recordings/list");

        assertThat(operation.isList()).isTrue();
        assertThat(operation.listField()).isEqualTo("meetings");
        assertThat(operation.pagination()).isEqualTo(Pagination.NEXT_PAGE_TOKEN);
        assertThat(operation.pageSizeMax()).isEqualTo(300);
        assertThat(operation.parameter("from")).hasValueSatisfying(
                from -> assertThat(from.kind()).isEqualTo(Parameter.Kind.DATE));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/users/list", "users/list/", "//users/list" })
    void ignoresSlashesAroundAName(String spelling) {
        assertThat(catalog.find(spelling)).map(Operation::name).contains("users/list");
    }

    @Test
    void findsAnOperationByAnOperationIdThatIsUnique() {
        assertThat(catalog.find("meetingCreate")).map(Operation::name).contains("users/meetings/create");
    }

    @Test
    void findsNothingByAnOperationIdOfSeveralOperationsAndNamesThem() {
        assertThat(catalog.find("createRole")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.require("createRole"))
                .withMessageStartingWith("Zoom has several operations with the id 'createRole'. Did you mean '")
                .withMessageContaining("roles/create");
    }

    @Test
    void findsNothingForNull() {
        assertThat(catalog.find(null)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.require(null)).withMessageContaining("No Zoom operation");
    }

    @ParameterizedTest
    @CsvSource({ "user/list, users/list", "meetings/craete, users/meetings/create", "meetingCraete, meetingCreate",
            "users/meeting/lst, users/meetings/list", "meeting/list, users/meetings/list", "Users/List, users/list",
            "/users/lists, users/list", "meetingcreate, meetingCreate" })
    void suggestsWhatAWrongNameMayHaveMeant(String wrong, String meant) {
        assertThat(catalog.suggest(wrong)).hasSizeLessThanOrEqualTo(3).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "completely-different-thing-without-any-sense", "zzzzzz" })
    void suggestsNothingForNonsense(String wrong) {
        assertThat(catalog.suggest(wrong)).isEmpty();
    }

    @Test
    void anUnknownNameFailsWithTheClosestName() {
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.require("user/list"))
                .withMessage("Unknown Zoom operation 'user/list'. Did you mean 'users/list'?");
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.require("zzzzzz"))
                .withMessage("Unknown Zoom operation 'zzzzzz'.");
    }

    @ParameterizedTest
    @CsvSource({ "GET, /users/me, users/get", "get, /v2/users/me?x=/a, users/get", "PATCH, /meetings/123, meetings/update",
            "GET, /meetings/%252Fa%252F%252Fb%253D%253D, meetings/get",
            "GET, /rooms/locations/structure, rooms/locations/structure/get", "GET, /rooms/locations, rooms/locations/list",
            "POST, /scim2/Users, scim2/Users/create" })
    void matchesAConcretePathPreferringFixedSegments(String method, String path, String name) {
        assertThat(catalog.match(method, path)).map(Operation::name).contains(name);
    }

    @ParameterizedTest
    @CsvSource({ "GET, /nothing/here", "TRACE, /users/me", "GET, users/me", "GET, /users//meetings", "GET, /" })
    void matchesNothingForAPathThatIsNotThere(String method, String path) {
        assertThat(catalog.match(method, path)).isEmpty();
    }

    @Test
    void listsButRefusesWhatIsNoRequestToZoom() {
        Set<String> refused = new HashSet<>();
        catalog.all().stream().filter(operation -> operation.unsupportedReason() != null).forEach(o -> refused.add(o.name()));

        assertThat(refused).containsExactlyInAnyOrder("aiservices/scribe/live/get", "kms/cse/archival/datakey/decrypt/create");
    }

    @Test
    void theCatalogueCannotBeChanged() {
        assertThat(catalog.all()).isUnmodifiable();
        assertThat(catalog.require("users/get").parameters()).isUnmodifiable();
    }

    @Test
    void aNameThatIsThereTwiceIsADefectOfTheTable() {
        Operation operation = catalog.require("users/get");

        assertThatIllegalArgumentException().isThrownBy(() -> new OperationCatalog(List.of(operation, operation)))
                .withMessageContaining("users/get");
    }
}
