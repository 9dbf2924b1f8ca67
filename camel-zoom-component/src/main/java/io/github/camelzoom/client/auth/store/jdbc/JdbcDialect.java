package io.github.camelzoom.client.auth.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * The statements of {@link JdbcTokenStore} in the SQL of one database; <code>${table}</code> stands for the table. Those
 * that come with the component are in {@code dialects.properties} beside this class, and the statements that make the
 * table in {@code schema-h2.sql} and {@code schema-postgresql.sql}. Immutable.
 *
 * @param find   gives version and content; parameter: key
 * @param insert writes the first version; parameters: version, content, key. Either changes no row or fails with an
 *               integrity error (SQLState 23...) when the key is there
 * @param update writes the next version; parameters: version, content, key, expected version
 * @param create makes the table if it is missing; null when the store cannot make it
 */
public record JdbcDialect(String find, String insert, String update, String create) {

    private static final String DIALECTS = "dialects.properties";
    private static final String DEFAULT = "default";
    private static final String TABLE = "${table}";

    /**
     * The dialect of a database. An unknown one gets standard SQL, which is enough for everything but making the table.
     *
     * @param product as {@code DatabaseMetaData.getDatabaseProductName} gives it
     */
    public static JdbcDialect of(String product) {
        Properties all = new Properties();
        try (InputStream in = resource(DIALECTS)) {
            all.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(product, all);
    }

    /**
     * The dialect of a database, out of properties in the form of {@code dialects.properties}.
     *
     * @param all names such as {@code product.insert}, where the product is in lower case with dashes for blanks; what it
     *            does not have is taken from {@code default.insert}
     */
    public static JdbcDialect of(String product, Properties all) {
        String id = product.toLowerCase(Locale.ROOT).replace(' ', '-');
        String schema = all.getProperty(id + ".schema");
        return new JdbcDialect(property(all, id, "find"), property(all, id, "insert"), property(all, id, "update"),
                schema == null ? all.getProperty(id + ".create") : text(schema));
    }

    private static String property(Properties all, String id, String name) {
        String value = all.getProperty(id + "." + name, all.getProperty(DEFAULT + "." + name));
        if (value == null) {
            throw new IllegalArgumentException("The dialect properties have neither " + id + "." + name + " nor " + DEFAULT
                    + "." + name);
        }
        return value;
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            // With the usual name in it, and a semicolon at its end, so that it can be run as it is.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replaceFirst(";$", "")
                    .replace(JdbcTokenStoreOptions.DEFAULT_TABLE, TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = JdbcDialect.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("There is no resource " + name + " beside " + JdbcDialect.class.getName());
        }
        return in;
    }

    JdbcDialect forTable(String table) {
        return new JdbcDialect(named(find, table), named(insert, table), named(update, table), named(create, table));
    }

    private static String named(String statement, String table) {
        return statement == null ? null : statement.replace(TABLE, table);
    }
}
