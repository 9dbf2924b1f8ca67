package io.github.camelzoom.examples.onefile;

import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes are in YAML, which is the point. */
class OneFileTest extends ExampleTest {

    @Override
    protected Example example() {
        return new OneFile();
    }

    @Override
    @ParameterizedTest
    @EnumSource(names = "YAML")
    protected void printsWhatTheReadmePrints(Dsl dsl) throws Exception {
        super.printsWhatTheReadmePrints(dsl);
    }
}
