package io.github.camelzoom.client.file;

import java.io.IOException;

/** Takes a part of a file while its connection is open. */
@FunctionalInterface
interface PartReader<T> {

    /**
     * @throws IOException when the line breaks; it is then called again with another part
     */
    T read(Part part) throws IOException;
}
