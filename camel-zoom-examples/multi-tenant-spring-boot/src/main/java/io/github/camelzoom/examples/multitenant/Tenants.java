package io.github.camelzoom.examples.multitenant;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.ZoomConnection;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The tenants, in a table, and the Zoom connection of each. A connection is a bean that comes and goes with its tenant; what
 * it may do is in the token store. Thread-safe.
 */
@Component("tenants")
public class Tenants implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(Tenants.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}");
    private static final String COLUMNS = "SELECT name, password, zoom_account, zoom_user FROM tenant";

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final ZoomClient app;
    private final ServiceProperties service;
    private final ObjectMapper json;
    private volatile CamelContext camel;

    Tenants(JdbcClient database, PasswordEncoder passwords, ZoomClient app, ServiceProperties service, ObjectMapper json) {
        this.database = database;
        this.passwords = passwords;
        this.app = app;
        this.service = service;
        this.json = json;
    }

    /** Brings the connections of all known tenants back before the routes start. */
    @Override
    public void beforeApplicationStart(CamelContext context) {
        camel = context;
        all().forEach(this::connect);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // Nothing waits for that.
    }

    /**
     * A new tenant, whose Zoom account is to be connected by somebody on the pages.
     *
     * @throws IllegalArgumentException when the name is not a plain word of 2 to 31 characters, or the password is short
     */
    void signUp(String name, String password) {
        if (name == null || !NAME.matcher(name).matches() || password == null || password.length() < 8) {
            throw new IllegalArgumentException("a name like acme and a password of 8 characters or more are needed");
        }
        Tenant tenant = new Tenant(name, passwords.encode(password), null, null);
        database.sql("INSERT INTO tenant (name, password) VALUES (?, ?)").params(name, tenant.password()).update();
        connect(tenant);
    }

    Optional<Tenant> find(String name) {
        return database.sql(COLUMNS + " WHERE name = ?").param(name).query(Tenant.class).optional();
    }

    List<Tenant> all() {
        return database.sql(COLUMNS + " ORDER BY name").query(Tenant.class).list();
    }

    /** Remembers who has connected, since Zoom's event {@code app_deauthorized} names the person and nothing else. */
    public void connected(String connection, String zoomAccount, String zoomUser) {
        all().stream().filter(tenant -> tenant.connection().equals(connection)).forEach(tenant -> {
            database.sql("UPDATE tenant SET zoom_account = ?, zoom_user = ? WHERE name = ?")
                    .params(zoomAccount, zoomUser, tenant.name()).update();
            LOG.info("{} has connected Zoom account {}", tenant.name(), zoomAccount);
        });
    }

    /** Takes the tenant away whose person has removed the app: Zoom wants nothing of theirs to be kept. */
    public void deauthorized(String event) throws IOException {
        JsonNode payload = json.readTree(event).path("payload");
        List<Tenant> gone = database.sql(COLUMNS + " WHERE zoom_account = ? AND zoom_user = ?")
                .params(payload.path("account_id").asText(), payload.path("user_id").asText()).query(Tenant.class).list();
        for (Tenant tenant : gone) {
            camel.getRegistry().unbind(tenant.connection());
            database.sql("DELETE FROM tenant WHERE name = ?").param(tenant.name()).update();
            LOG.info("{} has removed the app and is gone", tenant.name());
        }
    }

    private void connect(Tenant tenant) {
        ZoomConnection connection = new ZoomConnection();
        connection.setClient(app);
        connection.setCallbackUrl(service.url() + "/zoom/callback");
        camel.getRegistry().bind(tenant.connection(), connection);
    }
}
