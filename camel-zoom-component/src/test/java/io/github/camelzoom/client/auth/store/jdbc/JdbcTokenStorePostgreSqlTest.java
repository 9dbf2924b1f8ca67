package io.github.camelzoom.client.auth.store.jdbc;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.TokenStoreContractTest;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGConnectionPoolDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The contract, with a real PostgreSQL server. */
@Tag("postgresql")
class JdbcTokenStorePostgreSqlTest {

    private static PostgreSqlServer server;
    private static int tables;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PostgreSqlServer.programs().isPresent(), "PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb");
        server = PostgreSqlServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    private static JdbcConnectionPool pool(String isolation) {
        PGConnectionPoolDataSource dataSource = new PGConnectionPoolDataSource();
        dataSource.setServerNames(new String[]{ "127.0.0.1" });
        dataSource.setPortNumbers(new int[]{ server.port() });
        dataSource.setDatabaseName("postgres");
        dataSource.setUser("zoom");
        dataSource.setOptions("-c default_transaction_isolation=" + isolation);
        JdbcConnectionPool pool = JdbcConnectionPool.create(dataSource);
        pool.setMaxConnections(16);
        return pool;
    }

    private abstract static class Contract extends TokenStoreContractTest {

        private final JdbcConnectionPool dataSource;
        private String table;

        Contract(String isolation) {
            dataSource = pool(isolation);
        }

        @BeforeEach
        void table() {
            table = "token_" + ++tables;
        }

        @AfterEach
        void dispose() {
            assertThat(dataSource.getActiveConnections()).isZero();
            dataSource.dispose();
        }

        @Override
        protected TokenStore open() {
            return JdbcTokenStore.open(dataSource, JdbcTokenStoreTest.KEYS, new SecureRandom(),
                    JdbcTokenStoreOptions.defaults().withTable(table).withCreateTable(true));
        }

        @Override
        protected Collection<byte[]> stored() throws SQLException {
            return JdbcTokenStoreTest.rows(dataSource, table);
        }

        @Override
        protected int racedVersions() {
            return 100;
        }

        @Test
        void openWhenStoresRaceToMakeTheTableThenAllCanUseIt() throws Exception {
            ExecutorService pool = Executors.newFixedThreadPool(8);
            CyclicBarrier start = new CyclicBarrier(8);
            try {
                List<Callable<TokenStore>> openers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    openers.add(() -> {
                        start.await();
                        return open();
                    });
                }
                for (Future<TokenStore> opener : pool.invokeAll(openers)) {
                    assertThat(opener.get().describe()).isEqualTo("jdbc:" + table + " (PostgreSQL)");
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Nested
    class ReadCommitted extends Contract {
        ReadCommitted() {
            super("read\\ committed");
        }
    }

    @Nested
    class Serializable extends Contract {
        Serializable() {
            super("serializable");
        }
    }
}
