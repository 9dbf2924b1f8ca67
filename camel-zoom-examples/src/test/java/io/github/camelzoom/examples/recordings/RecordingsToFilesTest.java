package io.github.camelzoom.examples.recordings;

import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;

class RecordingsToFilesTest extends ExampleTest {

    @Override
    protected Example example() {
        return new RecordingsToFiles();
    }
}
