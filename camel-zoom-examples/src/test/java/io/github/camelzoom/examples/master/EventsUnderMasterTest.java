package io.github.camelzoom.examples.master;

import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With two processes in each run; so one language of the routes is enough for all of it. */
class EventsUnderMasterTest extends ExampleTest {

    @Override
    protected Example example() {
        return new EventsUnderMaster();
    }

    @Override
    @ParameterizedTest
    @EnumSource(names = "YAML")
    protected void printsWhatTheReadmePrints(Dsl dsl) throws Exception {
        super.printsWhatTheReadmePrints(dsl);
    }
}
