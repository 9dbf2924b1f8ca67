package io.github.camelzoom.consumer.repository.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.github.camelzoom.client.auth.store.jdbc.PostgreSqlServer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Positions in our table, and keys in that of camel-sql, as a consumer uses them. */
class JdbcRepositoriesTest {

    abstract static class Contract {

        private JdbcConnectionPool pool;

        abstract JdbcConnectionPool pool();

        @BeforeEach
        void open() {
            pool = pool();
        }

        @AfterEach
        void close() throws Exception {
            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS " + JdbcStateRepository.DEFAULT_TABLE);
                statement.execute("DROP TABLE IF EXISTS CAMEL_MESSAGEPROCESSED");
            }
            pool.dispose();
        }

        private JdbcStateRepository repository() {
            JdbcStateRepository repository = new JdbcStateRepository(pool);
            repository.setCreateTable(true);
            repository.start();
            return repository;
        }

        @Test
        void positionsAreSharedByAllNodes() {
            JdbcStateRepository one = repository();
            JdbcStateRepository two = repository();
            assertThat(one.getState("n")).isNull();
            one.setState("n", "first");
            assertThat(two.getState("n")).isEqualTo("first");
            two.setState("n", "second");
            two.setState("other", "x");
            assertThat(one.getState("n")).isEqualTo("second");
        }

        @Test
        void nodesThatWriteAPositionForTheFirstTimeAtOnceDoNotFail() throws Exception {
            JdbcStateRepository repository = repository();
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            try {
                for (int round = 0; round < 10; round++) {
                    String key = "n" + round;
                    CyclicBarrier start = new CyclicBarrier(4);
                    List<Future<String>> writes = IntStream.range(0, 4).mapToObj(i -> nodes.submit(() -> {
                        start.await();
                        repository.setState(key, "v" + i);
                        return repository.getState(key);
                    })).toList();
                    for (Future<String> write : writes) {
                        assertThat(write.get()).matches("v[0-3]");
                    }
                }
            } finally {
                nodes.shutdown();
            }
        }

        @Test
        void theLongestNameFits() {
            JdbcStateRepository repository = repository();
            repository.setState("x".repeat(255), "y".repeat(1000));
            assertThat(repository.getState("x".repeat(255))).hasSize(1000);
            assertThatThrownBy(() -> repository.setState("n", "y".repeat(1001))).isInstanceOf(RuntimeCamelException.class)
                    .hasMessageContaining("SQLState 22001").hasMessageContaining(JdbcStateRepository.DEFAULT_TABLE);
        }

        @Test
        void aMissingTableIsToldAtStart() {
            JdbcStateRepository repository = new JdbcStateRepository(pool);
            assertThatThrownBy(repository::start).hasMessageContaining("createTable=true")
                    .hasMessageContaining(JdbcStateRepository.DEFAULT_TABLE);
        }

        @Test
        void theSchemaFileIsTheOneThatIsUsed() throws Exception {
            String schema = new String(JdbcStateRepository.class.getResourceAsStream("schema.sql").readAllBytes(),
                    StandardCharsets.UTF_8);
            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute(schema);
            }
            JdbcStateRepository repository = new JdbcStateRepository(pool);
            repository.start();
            repository.setState("n", "v");
            assertThat(repository.getState("n")).isEqualTo("v");
        }

        @Test
        void keysFitIntoTheTableOfCamelSql() {
            DataSource dataSource = pool;
            JdbcMessageIdRepository repository = new JdbcMessageIdRepository(dataSource, "zoom");
            repository.start();
            String key = "x".repeat(100);
            assertThat(repository.contains(key)).isFalse();
            assertThat(repository.add(key)).isTrue();
            assertThat(repository.contains(key)).isTrue();
            repository.stop();
        }
    }

    @Nested
    class H2 extends Contract {

        @Override
        JdbcConnectionPool pool() {
            return JdbcConnectionPool.create("jdbc:h2:mem:poll;DB_CLOSE_DELAY=-1", "sa", "");
        }
    }

    @Nested
    @Tag("postgresql")
    class PostgreSql extends Contract {

        private static PostgreSqlServer server;

        @BeforeAll
        static void start() throws Exception {
            assumeTrue(PostgreSqlServer.programs().isPresent(),
                    "PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/initdb");
            server = PostgreSqlServer.start();
        }

        @AfterAll
        static void stop() throws Exception {
            if (server != null) {
                server.stop();
            }
        }

        @Override
        JdbcConnectionPool pool() {
            PGConnectionPoolDataSource dataSource = new PGConnectionPoolDataSource();
            dataSource.setServerNames(new String[]{ "127.0.0.1" });
            dataSource.setPortNumbers(new int[]{ server.port() });
            dataSource.setDatabaseName("postgres");
            dataSource.setUser("zoom");
            return JdbcConnectionPool.create(dataSource);
        }
    }

    @Test
    void tablesAreIdentifiers() {
        JdbcStateRepository repository = new JdbcStateRepository(null);
        repository.setTable("zoom.state");
        for (String table : new String[]{ null, "", "a b", "a;drop", "a.b.c.d", "\"x\"" }) {
            assertThatThrownBy(() -> repository.setTable(table)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
