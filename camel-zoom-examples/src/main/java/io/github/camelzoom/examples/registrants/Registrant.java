package io.github.camelzoom.examples.registrants;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.apache.camel.dataformat.bindy.annotation.CsvRecord;
import org.apache.camel.dataformat.bindy.annotation.DataField;

/** A row of the table, and as JSON what Zoom wants to know of a registrant. */
@CsvRecord(separator = ",")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public class Registrant {

    @DataField(pos = 1, required = true, trim = true)
    private String email;
    @DataField(pos = 2, trim = true)
    private String firstName;
    @DataField(pos = 3, trim = true)
    private String lastName;
    @DataField(pos = 4, trim = true)
    private String org;

    public String getEmail() {
        return email;
    }

    public String getFirstName() {
        return firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public String getOrg() {
        return org;
    }
}
