package io.github.camelzoom.client.auth.store.jdbc;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How {@link JdbcTokenStore} uses its database. Immutable.
 *
 * @param table       the table, optionally with its schema, e.g. {@code zoom.token}; an unquoted SQL identifier
 * @param createTable whether to make the table when it is missing
 * @param dialect     the SQL to use; null to ask the database for its name and take the one that fits
 * @param timeout     for each statement, in whole seconds; zero for none
 */
public record JdbcTokenStoreOptions(String table, boolean createTable, JdbcDialect dialect, Duration timeout) {

    /** The table when none is named. */
    public static final String DEFAULT_TABLE = "camel_zoom_token";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + "){0,2}");

    /**
     * @throws IllegalArgumentException if the table is not an identifier, since it becomes a part of the statements, or
     *                                  the timeout is negative
     */
    public JdbcTokenStoreOptions {
        if (table == null || !TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("The token store's table '" + table + "' is not an identifier: letters,"
                    + " digits and _ are allowed, with a dot after a schema");
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("The token store's timeout is negative");
        }
    }

    /** Table {@value #DEFAULT_TABLE}, which must be there; the database's own dialect; 10 s. */
    public static JdbcTokenStoreOptions defaults() {
        return new JdbcTokenStoreOptions(DEFAULT_TABLE, false, null, Duration.ofSeconds(10));
    }

    public JdbcTokenStoreOptions withTable(String newTable) {
        return new JdbcTokenStoreOptions(newTable, createTable, dialect, timeout);
    }

    public JdbcTokenStoreOptions withCreateTable(boolean create) {
        return new JdbcTokenStoreOptions(table, create, dialect, timeout);
    }

    public JdbcTokenStoreOptions withDialect(JdbcDialect newDialect) {
        return new JdbcTokenStoreOptions(table, createTable, newDialect, timeout);
    }

    public JdbcTokenStoreOptions withTimeout(Duration newTimeout) {
        return new JdbcTokenStoreOptions(table, createTable, dialect, newTimeout);
    }
}
