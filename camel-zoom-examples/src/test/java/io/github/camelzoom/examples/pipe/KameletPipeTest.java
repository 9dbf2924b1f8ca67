package io.github.camelzoom.examples.pipe;

import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Pipe is YAML. */
class KameletPipeTest extends ExampleTest {

    @Override
    protected Example example() {
        return new KameletPipe();
    }

    @Override
    @ParameterizedTest
    @EnumSource(names = "YAML")
    protected void printsWhatTheReadmePrints(Dsl dsl) throws Exception {
        super.printsWhatTheReadmePrints(dsl);
    }
}
