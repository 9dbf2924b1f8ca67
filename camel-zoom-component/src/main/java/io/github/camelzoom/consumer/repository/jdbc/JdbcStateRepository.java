package io.github.camelzoom.consumer.repository.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.github.camelzoom.client.auth.store.jdbc.Transactions;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's {@link StateRepository} in a database table that all nodes of a cluster share. Its statements are standard SQL;
 * the one that makes the table is in {@code schema.sql} beside this class.
 *
 * <p>
 * The data source must give connections of their own, and lead to the primary, not to a replica that lags. Each call takes
 * one connection for one transaction. The repository never closes the data source. Thread-safe.
 */
public final class JdbcStateRepository extends ServiceSupport implements StateRepository<String, String> {

    /** The table when none is named. */
    public static final String DEFAULT_TABLE = "camel_zoom_state";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStateRepository.class);
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + "){0,2}");
    private static final int TIMEOUT_SECONDS = 10;
    /** SQLState class of a key that is there already, among other things. */
    private static final String INTEGRITY = "23";

    private final Transactions transactions;
    private String table = DEFAULT_TABLE;
    private boolean createTable;

    public JdbcStateRepository(DataSource dataSource) {
        this.transactions = new Transactions(dataSource);
    }

    /**
     * @param  table                    optionally with its schema, e.g. {@code zoom.state}
     * @throws IllegalArgumentException if it is not an unquoted SQL identifier, since it becomes a part of the statements
     */
    public void setTable(String table) {
        if (table == null || !TABLE.matcher(table).matches()) {
            throw new IllegalArgumentException("The table '" + table + "' is not an identifier: letters, digits and _ are"
                    + " allowed, with a dot after a schema");
        }
        this.table = table;
    }

    /** Whether to make the table when it is missing; false unless set. */
    public void setCreateTable(boolean createTable) {
        this.createTable = createTable;
    }

    /**
     * @throws RuntimeCamelException if the database cannot be written; then it is not known what is stored
     */
    @Override
    public void setState(String key, String value) {
        try {
            if (!update(key, value)) {
                insert(key, value);
            }
        } catch (SQLException e) {
            throw failure("written", e);
        }
    }

    private boolean update(String key, String value) throws SQLException {
        return write("UPDATE " + table + " SET state_value = ? WHERE state_key = ?", key, value);
    }

    private void insert(String key, String value) throws SQLException {
        try {
            write("INSERT INTO " + table + " (state_value, state_key) VALUES (?, ?)", key, value);
        } catch (SQLException e) {
            // Another node may have been faster.
            boolean taken = e.getSQLState() != null && e.getSQLState().startsWith(INTEGRITY);
            if (!taken || !update(key, value)) {
                throw e;
            }
        }
    }

    private boolean write(String sql, String key, String value) throws SQLException {
        return transactions.run(connection -> {
            try (PreparedStatement statement = prepare(connection, sql)) {
                statement.setString(1, value);
                statement.setString(2, key);
                return statement.executeUpdate() == 1;
            }
        });
    }

    /**
     * @return                       null when there is none
     * @throws RuntimeCamelException if the database cannot be read
     */
    @Override
    public String getState(String key) {
        try {
            return find(key);
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    private String find(String key) throws SQLException {
        return transactions.run(connection -> {
            try (PreparedStatement statement = prepare(connection, "SELECT state_value FROM " + table
                    + " WHERE state_key = ?")) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? rows.getString(1) : null;
                }
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        return statement;
    }

    @Override
    protected void doStart() throws Exception {
        try {
            find("");
        } catch (SQLException e) {
            if (!createTable) {
                throw failure("read; schema.sql makes it, or createTable=true lets this repository make it", e);
            }
            create();
            getState("");
        }
    }

    private void create() {
        try {
            transactions.run(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(Schema.statement(table));
                }
            });
        } catch (SQLException e) {
            // Another node may have made it at this moment; whether it can be used is tried next.
            LOG.info("The table {} was not made here: SQLState {}", table, e.getSQLState(), e);
        }
    }

    private RuntimeCamelException failure(String what, SQLException e) {
        // The driver's own text stays in the cause: it may quote a URL with a password.
        return new RuntimeCamelException("The table " + table + " with the positions of polling consumers cannot be " + what
                + " (SQLState " + e.getSQLState() + ", error " + e.getErrorCode() + ")", e);
    }

    @Override
    public String toString() {
        return "jdbc:" + table;
    }
}
