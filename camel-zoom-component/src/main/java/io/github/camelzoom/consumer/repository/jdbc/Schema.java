package io.github.camelzoom.consumer.repository.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statement that makes the table. */
final class Schema {

    private static final String RESOURCE = "schema.sql";

    private Schema() {}

    static String statement(String table) {
        try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + RESOURCE + " beside " + Schema.class.getName());
            }
            // The semicolon is for those who run the file as a script; not every driver takes it.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replaceFirst(";$", "")
                    .replace(JdbcStateRepository.DEFAULT_TABLE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
