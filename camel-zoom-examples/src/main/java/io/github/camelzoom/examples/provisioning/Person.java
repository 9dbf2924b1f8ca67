package io.github.camelzoom.examples.provisioning;

import java.util.Map;

import org.apache.camel.dataformat.bindy.annotation.CsvRecord;
import org.apache.camel.dataformat.bindy.annotation.DataField;

/** A row of the directory. */
@CsvRecord(separator = ",", skipFirstLine = true)
public class Person {

    private static final int BASIC = 1;
    private static final int LICENSED = 2;

    @DataField(pos = 1, required = true, trim = true)
    private String email;
    @DataField(pos = 2, required = true, trim = true)
    private String firstName;
    @DataField(pos = 3, required = true, trim = true)
    private String lastName;
    @DataField(pos = 4, trim = true)
    private String department;
    @DataField(pos = 5, required = true)
    private boolean licensed;

    public String getEmail() {
        return email;
    }

    /** What Zoom is to know, by Zoom's names. */
    Map<String, Object> profile() {
        return Map.of("first_name", firstName, "last_name", lastName, "dept", department == null ? "" : department, "type",
                licensed ? LICENSED : BASIC);
    }
}
