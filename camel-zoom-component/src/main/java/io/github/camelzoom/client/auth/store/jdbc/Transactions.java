package io.github.camelzoom.client.auth.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One short transaction at a time, on a connection of its own that is given back as it came. Whatever the data source's
 * autocommit is, the work is committed as a whole or not at all.
 */
public final class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

    private final DataSource dataSource;

    public Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs and commits. An interrupt that is pending is kept for later: pools give up at once on an interrupted thread, and embedded
     * databases close their files.
     *
     * @throws SQLException if it is not known that the work was committed
     */
    public <T> T run(Work<T> work) throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            Connection connection = dataSource.getConnection();
            try {
                return commit(connection, work);
            } finally {
                quietly("closed", connection::close);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (autoCommit) {
            connection.setAutoCommit(false);
        }
        boolean ended = false;
        try {
            T result = work.run(connection);
            connection.commit();
            ended = true;
            return result;
        } finally {
            if (!ended) {
                ended = quietly("rolled back", connection::rollback);
            }
            // Switching it on commits what is open; a connection that could not roll back is only closed.
            if (autoCommit && ended) {
                quietly("reset", () -> connection.setAutoCommit(true));
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    /** What comes after the commit, or after a failure, must not hide it. */
    private static boolean quietly(String what, Step step) {
        try {
            step.run();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A database connection could not be {}", what, e);
            return false;
        }
    }
}
