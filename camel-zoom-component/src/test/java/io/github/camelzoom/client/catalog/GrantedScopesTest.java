package io.github.camelzoom.client.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GrantedScopesTest {

    private static final OperationCatalog CATALOG = OperationCatalog.zoom();

    private static List<String> lacking(String operation, String... granted) {
        return new GrantedScopes(Set.of(granted)).lackingFor(CATALOG.require(operation));
    }

    @ParameterizedTest
    @CsvSource({
            // As published.
            "users/list, user:read:list_users:admin", "users/list, user:read:admin", "meetings/get, meeting:read:meeting",
            // The app of an admin reaches what a user's does.
            "contact_center/engagements/follow_up_tasks/update, contact_center:update:follow_up_task:admin",
            "meetings/get, meeting:read:meeting:admin",
            // A master account is its own account too.
            "users/list, user:master", "meetings/get, meeting:read:meeting:master",
            // Classic: view and manage.
            "users/list, user:write:admin", "meetings/get, meeting:write",
            // About one user, who may be the one who consented: 'me'.
            "workspaces/users/reservations/get, workspace:read",
            // The whole resource.
            "scim2/Groups/create, scim2:admin" })
    void enoughIsEnough(String operation, String granted) {
        assertThat(lacking(operation, granted)).isEmpty();
    }

    @Test
    void whatLacksIsNamedInTheGenerationOfTheApp() {
        assertThat(lacking("users/list", "meeting:read:meeting:admin")).containsExactly("user:read:list_users:admin");
        assertThat(lacking("users/list", "meeting:read:admin")).isNotEmpty().allSatisfy(
                scope -> assertThat(scope.split(":")).hasSizeLessThanOrEqualTo(3)).contains("user:read:admin");
    }

    @Test
    void readingIsNotWriting() {
        assertThat(lacking("meetings/update", "meeting:read:admin")).contains("meeting:write:admin");
        assertThat(lacking("meetings/update", "meeting:read:meeting:admin")).contains("meeting:update:meeting:admin");
    }

    @Test
    void theScopeOfAUserIsNotThatOfTheAccount() {
        assertThat(lacking("phone/roles/list", "phone:read")).contains("phone:read:admin");
    }

    @Test
    void whatZoomDoesNotPublishIsNoReasonForAnAlarm() {
        Operation unpublished = CATALOG.all().stream().filter(operation -> operation.scopes().isEmpty()).findFirst()
                .orElseThrow();
        assertThat(new GrantedScopes(Set.of("meeting:read")).lackingFor(unpublished)).isEmpty();
        // Only a classic scope is published, and the app has granular ones.
        assertThat(lacking("devices/create", "meeting:read:meeting:admin")).isEmpty();
        // Only a granular one is, and the app has classic ones.
        assertThat(lacking("marketplace/apps/api_call_logs/list", "meeting:read:admin")).isEmpty();
    }

    @Test
    void aTokenWithoutZoomsScopesSaysNothing() {
        assertThat(lacking("users/list")).isEmpty();
        assertThat(lacking("users/list", "openid", "api://gateway/.default", "", ":", "admin")).isEmpty();
    }

    @Test
    void everyOperationIsContentWithEachOfItsScopes() {
        Stream<Operation> operations = CATALOG.all().stream();
        assertThat(operations).allSatisfy(operation -> operation.scopes().forEach(scope -> assertThat(
                new GrantedScopes(Set.of(scope)).lackingFor(operation)).isEmpty()));
    }
}
