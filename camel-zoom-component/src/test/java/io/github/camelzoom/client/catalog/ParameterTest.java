package io.github.camelzoom.client.catalog;

import java.util.Set;
import java.util.TreeSet;

import io.github.camelzoom.client.catalog.Parameter.In;
import io.github.camelzoom.client.catalog.Parameter.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParameterTest {

    @ParameterizedTest
    @ValueSource(strings = { "userId", "user_id", "id", "user_ids", "email", "user_emails", "delegateEmail", "identifier",
            "userIdentifier", "meetingUUID", "callHistoryUuid", "next_page_token", "customer_email_address", "robot_jid" })
    void takesIdsAndAddressesByTheLastWordOfTheName(String name) {
        assertThat(query(name).isIdOrEmail()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "search_key", "q", "filter", "topic", "valid", "is_paid", "team_name", "email_subject", "path" })
    void leavesTextAlone(String name) {
        assertThat(query(name).isIdOrEmail()).isFalse();
        assertThat(query(name).isNumber()).isFalse();
    }

    /** A new name here, after an update of the table, has to be looked at: it may want double encoding. */
    @Test
    void knowsThePathParametersThatMayHoldAUuid() {
        Set<String> names = new TreeSet<>();
        OperationCatalog.zoom().all().forEach(operation -> operation.parameters(In.PATH).stream()
                .filter(parameter -> parameter.mayHoldUuid()
                        || parameter.name().matches("(?i).*(uuid|meetingid|webinarid|se[se]sionid|instanceid)"))
                .forEach(parameter -> {
                    assertThat(parameter.mayHoldUuid()).as(operation + " " + parameter.name()).isTrue();
                    names.add(parameter.name());
                }));

        assertThat(names).containsExactly("callHistoryUuid", "meetingId", "meetingUUID", "seesionId", "sessionId", "webinarId");
    }

    private static Parameter query(String name) {
        return new Parameter(name, In.QUERY, false, Kind.SCALAR);
    }
}
