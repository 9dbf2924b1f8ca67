package io.github.camelzoom.client.auth.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import io.github.camelzoom.client.auth.store.TestRecords;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a database store does with connections that fail, tables that are missing and rows that were changed. */
class JdbcTokenStoreFaultsTest {

    private static final TokenKey KEY = TestRecords.key("acme");
    private static final TokenKeys KEYS = JdbcTokenStoreTest.KEYS;
    private static final JdbcTokenStoreOptions CREATE = JdbcTokenStoreOptions.defaults().withCreateTable(true);

    private final JdbcDataSource database = new JdbcDataSource();
    private final AtomicInteger open = new AtomicInteger();
    private boolean autoCommit = true;
    /** The method of a connection that fails, and the SQL state it fails with; null when none does. */
    private String failing;
    private String state;
    private int failures = Integer.MAX_VALUE;
    private Connection keepAlive;

    @BeforeEach
    void start() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        keepAlive = database.getConnection();
    }

    @AfterEach
    void stop() throws SQLException {
        assertThat(open).as("connections not given back").hasValue(0);
        keepAlive.close();
    }

    /** Counts connections, checks that they come back as they went, and fails where told to. */
    private DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{ DataSource.class },
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getConnection");
                    fail("getConnection");
                    Connection connection = database.getConnection();
                    connection.setAutoCommit(autoCommit);
                    open.incrementAndGet();
                    return connection(connection);
                });
    }

    private Connection connection(Connection real) {
        return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{ Connection.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (failing == null) {
                            assertThat(real.getAutoCommit()).isEqualTo(autoCommit);
                        }
                        open.decrementAndGet();
                        real.close();
                    }
                    fail(method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void fail(String method) throws SQLException {
        if (method.equals(failing) && failures-- > 0) {
            throw new SQLException("jdbc:x?password=canary", state, 7);
        }
    }

    private TokenStore open() {
        return JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), CREATE);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void compareAndSetWhenAutoCommitIsEitherThenStoredAndConnectionAsItWas(boolean on) {
        autoCommit = on;
        TokenStore store = open();
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isFalse();
        assertThat(store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isTrue();
        assertThat(store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isFalse();
        assertThat(open().find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = { "getConnection", "getAutoCommit", "setAutoCommit", "prepareStatement", "commit" })
    void callsWhenTheConnectionFailsThenStoreExceptionAndNothingWritten(String method) {
        TokenStore store = open();
        failing = method;
        state = "08006";
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1)))
                .withMessage("jdbc:camel_zoom_token (H2) cannot be written (SQLState 08006, error 7)")
                .withCauseInstanceOf(SQLException.class);
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(this::open).withMessageNotContaining("canary");
        failing = null;
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void compareAndSetWhenClosingFailsThenStillStored() {
        TokenStore store = open();
        failing = "close";
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void compareAndSetWhenRollbackFailsThenNothingWritten() {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        failing = "rollback";
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isFalse();
        failing = null;
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @ParameterizedTest
    @CsvSource({ "40001, 1", "40001, 4", "40P01, 2" })
    void compareAndSetWhenTheDatabaseUndidItThenTriedAgain(String undone, int times) {
        TokenStore store = open();
        failing = "commit";
        state = undone;
        // Reading the version in between commits too, and so fails as well: one failure each.
        failures = 1;
        if (times == 1) {
            assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        } else {
            failures = times;
            assertThatExceptionOfType(TokenStoreException.class)
                    .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1)))
                    .withMessageContaining(undone);
        }
        failing = null;
    }

    @Test
    void compareAndSetWhenUndoneBecauseSomebodyWasFasterThenFalse() {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2));
        failing = "commit";
        state = "40001";
        failures = 1;
        assertThat(store.compareAndSet(KEY, 1, TestRecords.bare(KEY, 2))).isFalse();
        failing = null;
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @Test
    void compareAndSetWhenIntegrityErrorOfAnotherKindThenStoreException() throws SQLException {
        TokenStore store = open();
        execute("ALTER TABLE camel_zoom_token ADD CHECK version > 1");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).withMessageContaining("SQLState 23");
    }

    @Test
    void findWhenContentWasChangedThenErrorAndLeftAsItIs() throws SQLException {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        byte[] content = JdbcTokenStoreTest.rows(database, "camel_zoom_token").get(1);
        content[content.length / 2] ^= 1;
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE camel_zoom_token SET content = ?")) {
            update.setBytes(1, content);
            update.executeUpdate();
        }
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                .withMessageContaining("cannot be decrypted: wrong key or changed content");
        assertThat(JdbcTokenStoreTest.rows(database, "camel_zoom_token").get(1)).isEqualTo(content);
    }

    @Test
    void findWhenVersionColumnWasChangedThenError() throws SQLException {
        TokenStore store = open();
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        execute("UPDATE camel_zoom_token SET version = 9");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                .withMessageContaining("changed content");
    }

    @Test
    void findWhenKeyRotatedThenReadAndWrittenAnew() {
        open().compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        TokenKeys rotated = TokenKeyList.parse(Secret.of("new:" + "08".repeat(32) + ",test:" + "07".repeat(32)));
        TokenStore store = JdbcTokenStore.open(dataSource(), rotated, new SecureRandom(), CREATE);
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
        store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2));
        assertThat(JdbcTokenStore.open(dataSource(), "new:" + "08".repeat(32)).find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @Test
    void openWhenTableIsMissingThenErrorNamesItAndTheRemedy() {
        JdbcTokenStoreOptions options = JdbcTokenStoreOptions.defaults().withTable("app.tokens");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options))
                .withMessageContaining("app.tokens").withMessageContaining("createTable=true");
    }

    @Test
    void openWhenTableIsNamedThenThatOneIsMade() throws SQLException {
        execute("CREATE SCHEMA app");
        JdbcTokenStoreOptions options = CREATE.withTable("app.tokens").withTimeout(Duration.ZERO);
        TokenStore store = JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options);
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(JdbcTokenStoreTest.rows(database, "app.tokens")).hasSize(2);
    }

    @Test
    void openWhenNoKeyThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenStore.open(dataSource(), null, new SecureRandom(), CREATE))
                .withMessageContaining("tokenStoreKey");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", "a;DROP TABLE b", "a--", "\"a\"", "1a", "a.", ".a", "a.b.c.d", "ä", "a\n" })
    void optionsWhenTableIsNotAnIdentifierThenRefused(String table) {
        assertThatIllegalArgumentException().isThrownBy(() -> CREATE.withTable(table)).withMessageContaining("identifier");
    }

    @ParameterizedTest
    @CsvSource({ "MySQL, MySQL", "MariaDB, MariaDB", "Oracle, Oracle", "MSSQLServer, Microsoft SQL Server" })
    void createWhenH2ReadsLikeThatDatabaseThenTheTableIsUsable(String mode, String product) {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=" + mode);
        JdbcTokenStoreOptions options = CREATE.withDialect(JdbcDialect.of(product));
        TokenStore store = JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options);
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isFalse();
        assertThat(store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isTrue();
        assertThat(JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options).find(KEY))
                .contains(TestRecords.full(KEY, 2));
    }

    @Test
    void dialectWhenProductIsUnknownThenStandardSqlWithoutATable() throws SQLException {
        JdbcDialect dialect = JdbcDialect.of("Some Database");
        assertThat(dialect.create()).isNull();
        JdbcTokenStoreOptions options = CREATE.withDialect(dialect);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options))
                .withMessageContaining("by hand");
        execute(JdbcDialect.of("H2").forTable("camel_zoom_token").create());
        assertThat(JdbcTokenStore.open(dataSource(), KEYS, new SecureRandom(), options).find(KEY)).isEmpty();
    }

    @Test
    void dialectWhenPropertiesLackAStatementThenRefused() {
        Properties properties = new Properties();
        for (String name : List.of("find", "insert")) {
            properties.setProperty("default." + name, "SELECT 1");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> JdbcDialect.of("My DB", properties))
                .withMessageContaining("my-db.update");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
