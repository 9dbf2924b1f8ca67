package io.github.camelzoom.proof;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.FileTokenStore;
import io.github.camelzoom.client.auth.store.TokenKeyList;
import io.github.camelzoom.client.auth.store.jdbc.JdbcTokenStore;
import io.github.camelzoom.client.auth.store.jdbc.JdbcTokenStoreOptions;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Opens the store that a line of text names, so that all processes of a proof open the same one. */
final class Stores {

    private static final TokenKeyList KEYS = TokenKeyList.parse(Secret.of("proof:" + "5a".repeat(32)));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Stores() {}

    static String file(Path directory) {
        return "file:" + directory;
    }

    static String postgreSql(int port) {
        return "postgresql:" + port;
    }

    /** @param url of a server, since processes share it */
    static String h2(String url) {
        return "h2:" + url;
    }

    /** Never closed: what holds the connections of a database ends with the process, or with the database. */
    static TokenStore open(String place) {
        String rest = place.substring(place.indexOf(':') + 1);
        return switch (place.substring(0, place.indexOf(':'))) {
            case "file" -> FileTokenStore.open(Path.of(rest), KEYS, new SecureRandom(), System::nanoTime, PATIENCE);
            default -> jdbc(pool(place));
        };
    }

    /** The database of {@link #postgreSql} or {@link #h2}. */
    static JdbcConnectionPool pool(String place) {
        String rest = place.substring(place.indexOf(':') + 1);
        return switch (place.substring(0, place.indexOf(':'))) {
            case "postgresql" -> postgreSqlPool(Integer.parseInt(rest));
            case "h2" -> h2Pool(rest);
            default -> throw new IllegalArgumentException(place);
        };
    }

    private static JdbcConnectionPool postgreSqlPool(int port) {
        PGConnectionPoolDataSource server = new PGConnectionPoolDataSource();
        server.setServerNames(new String[]{ "127.0.0.1" });
        server.setPortNumbers(new int[]{ port });
        server.setDatabaseName("postgres");
        server.setUser("zoom");
        return JdbcConnectionPool.create(server);
    }

    private static JdbcConnectionPool h2Pool(String url) {
        JdbcDataSource server = new JdbcDataSource();
        server.setURL(url);
        server.setUser("zoom");
        server.setPassword("");
        return JdbcConnectionPool.create(server);
    }

    private static TokenStore jdbc(JdbcConnectionPool pool) {
        pool.setMaxConnections(4);
        return JdbcTokenStore.open(pool, KEYS, new SecureRandom(), JdbcTokenStoreOptions.defaults().withCreateTable(true)
                .withTimeout(PATIENCE));
    }
}
