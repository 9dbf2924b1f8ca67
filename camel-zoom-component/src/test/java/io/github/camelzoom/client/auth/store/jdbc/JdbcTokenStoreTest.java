package io.github.camelzoom.client.auth.store.jdbc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.TokenKeys;
import io.github.camelzoom.client.auth.store.TokenStoreContractTest;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract, with H2 in a file and a pool. */
class JdbcTokenStoreTest extends TokenStoreContractTest {

    static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));

    @TempDir
    private Path temp;
    private JdbcConnectionPool pool;

    @BeforeEach
    void start() {
        pool = JdbcConnectionPool.create("jdbc:h2:file:" + temp.resolve("db") + ";LOCK_TIMEOUT=10000", "sa", "");
        pool.setMaxConnections(16);
    }

    @AfterEach
    void stop() {
        assertThat(pool.getActiveConnections()).isZero();
        pool.dispose();
    }

    @Override
    protected TokenStore open() {
        return JdbcTokenStore.open(pool, KEYS, new SecureRandom(), JdbcTokenStoreOptions.defaults().withCreateTable(true));
    }

    @Override
    protected Collection<byte[]> stored() throws SQLException {
        return rows(pool, JdbcTokenStoreOptions.DEFAULT_TABLE);
    }

    static List<byte[]> rows(DataSource dataSource, String table) throws SQLException {
        List<byte[]> all = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT token_key, content FROM " + table)) {
            while (rows.next()) {
                all.add(rows.getString(1).getBytes(StandardCharsets.UTF_8));
                all.add(rows.getBytes(2));
            }
        }
        return all;
    }

    @Test
    void describeThenTableAndProduct() {
        assertThat(open().describe()).isEqualTo("jdbc:camel_zoom_token (H2)");
        assertThat(open().reach()).isEqualTo(TokenStore.Reach.CLUSTER);
    }
}
