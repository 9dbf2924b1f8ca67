package io.github.camelzoom.client.auth.store.jdbc;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenSealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps records in a database table that all nodes of a cluster share, encrypted. The version is a column, so that
 * compare-and-set is one statement that the database decides.
 *
 * <p>
 * The data source must give connections of their own: one that joins the transaction of a route would undo the saving of
 * a rotated token when the route rolls back. It must lead to the primary, not to a replica that lags. Each call takes one
 * connection for one transaction. The store never closes the data source. Thread-safe.
 */
public final class JdbcTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcTokenStore.class);
    private static final int ATTEMPTS = 5;
    /** A key that is there already, among other things. */
    private static final String INTEGRITY = "23";
    /** Serialization failure and deadlock. */
    private static final Set<String> UNDONE = Set.of("40001", "40P01");

    private final Transactions transactions;
    private final TokenSealer sealer;
    private final JdbcDialect sql;
    private final int timeoutSeconds;
    private final String description;

    private JdbcTokenStore(Transactions transactions, TokenSealer sealer, JdbcDialect sql, int timeoutSeconds,
            String description) {
        this.transactions = transactions;
        this.sealer = sealer;
        this.sql = sql;
        this.timeoutSeconds = timeoutSeconds;
        this.description = description;
    }

    /**
     * Opens with the default options; for bean definitions.
     *
     * @param  key                      one or more keys, or a file of them, in the form of {@link TokenKeyList#from}
     * @throws IllegalArgumentException if there is no usable key
     * @throws TokenStoreException      if the table cannot be read
     */
    public static JdbcTokenStore open(DataSource dataSource, String key) {
        return open(dataSource, TokenKeyList.from(Secret.of(key)), new SecureRandom(), JdbcTokenStoreOptions.defaults());
    }

    /**
     * Opens a store and tries whether its table can be read.
     *
     * @param  keys                what to encrypt with, the same on all nodes; not null, since a key file would be one
     *                             node's own
     * @param  random              where nonces come from
     * @throws TokenStoreException if the database cannot be reached, or the table cannot be read or made
     */
    public static JdbcTokenStore open(DataSource dataSource, TokenKeys keys, SecureRandom random,
            JdbcTokenStoreOptions options) {
        if (keys == null) {
            throw new IllegalArgumentException("A token store in a database needs a key: tokenStoreKey");
        }
        Transactions transactions = new Transactions(dataSource);
        int timeout = (int) Math.min(Integer.MAX_VALUE, options.timeout().toSeconds());
        try {
            String product = transactions.run(connection -> connection.getMetaData().getDatabaseProductName());
            JdbcDialect dialect = options.dialect() == null ? JdbcDialect.of(product) : options.dialect();
            JdbcTokenStore store = new JdbcTokenStore(transactions, new TokenSealer(keys, random),
                    dialect.forTable(options.table()), timeout, "jdbc:" + options.table() + " (" + product + ")");
            store.prepare(options.createTable());
            return store;
        } catch (SQLException | RuntimeException e) {
            throw e instanceof IllegalArgumentException || e instanceof TokenStoreException
                    ? (RuntimeException) e
                    : failure("The token store table " + options.table() + " cannot be used; its statement is in"
                            + " dialects.properties, or let createTable=true make it", e);
        }
    }

    private void prepare(boolean createTable) throws SQLException {
        try {
            version("");
        } catch (SQLException e) {
            if (!createTable) {
                throw e;
            }
            createTable();
            version("");
        }
    }

    private void createTable() {
        if (sql.create() == null) {
            throw new IllegalArgumentException(description + ": there is no statement that makes the table in this database;"
                    + " make it by hand or give a dialect");
        }
        try {
            transactions.run(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute(sql.create());
                }
            });
        } catch (SQLException e) {
            // Another node may have made it at this moment; whether it can be used is tried next.
            LOG.info("The table of {} was not made here: SQLState {}", description, e.getSQLState(), e);
        }
    }

    private long version(String name) throws SQLException {
        Row row = transactions.run(connection -> select(connection, name));
        return row == null ? 0 : row.version();
    }

    @Override
    public Optional<TokenRecord> find(TokenKey key) {
        String name = TokenSealer.name(key);
        Row row;
        try {
            row = transactions.run(connection -> select(connection, name));
        } catch (SQLException | RuntimeException e) {
            throw failure(description + " cannot be read", e);
        }
        if (row == null) {
            return Optional.empty();
        }
        String where = description + ", key " + name;
        TokenRecord stored = sealer.open(key, row.content(), where);
        if (stored.version() != row.version()) {
            throw new TokenStoreException(where + " has changed content: its version is not that of the row", null);
        }
        return Optional.of(stored);
    }

    private record Row(long version, byte[] content) {}

    private Row select(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.find())) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Row(rows.getLong(1), rows.getBytes(2)) : null;
            }
        }
    }

    @Override
    public boolean compareAndSet(TokenKey key, long expectedVersion, TokenRecord next) {
        TokenSealer.check(key, expectedVersion, next);
        String name = TokenSealer.name(key);
        byte[] content = sealer.seal(next);
        try {
            for (int attempt = 1;; attempt++) {
                try {
                    return transactions.run(connection -> write(connection, name, expectedVersion, content));
                } catch (SQLException e) {
                    if (!undone(e.getSQLState())) {
                        throw e;
                    }
                    if (version(name) != expectedVersion) {
                        return false;
                    }
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (SQLException | RuntimeException e) {
            throw failure(description + " cannot be written", e);
        }
    }

    /** Whether the database says that it wrote nothing, most likely because somebody else did. */
    private static boolean undone(String state) {
        return state != null && (UNDONE.contains(state) || state.startsWith(INTEGRITY));
    }

    private boolean write(Connection connection, String name, long expectedVersion, byte[] content) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(expectedVersion == 0 ? sql.insert() : sql.update())) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.setLong(1, expectedVersion + 1);
            statement.setBytes(2, content);
            statement.setString(3, name);
            if (expectedVersion > 0) {
                statement.setLong(4, expectedVersion);
            }
            return statement.executeUpdate() == 1;
        }
    }

    private static TokenStoreException failure(String message, Exception e) {
        // The driver's own text stays in the cause: it may quote a URL with a password.
        String detail = e instanceof SQLException sqlError
                ? " (SQLState " + sqlError.getSQLState() + ", error " + sqlError.getErrorCode() + ")"
                : "";
        return new TokenStoreException(message + detail, e);
    }

    @Override
    public Reach reach() {
        return Reach.CLUSTER;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}
