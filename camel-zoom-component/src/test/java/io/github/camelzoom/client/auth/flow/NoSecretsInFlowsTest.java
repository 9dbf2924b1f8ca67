package io.github.camelzoom.client.auth.flow;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenSource;
import io.github.camelzoom.client.auth.grant.AuthorizationCode;
import io.github.camelzoom.client.auth.grant.AuthorizationCodeGrant;
import io.github.camelzoom.client.auth.grant.PastedCallback;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Codes, verifiers, cookies and tokens of consents come up in nothing that people or machines read. */
class NoSecretsInFlowsTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    private final StringBuilder seen = new StringBuilder();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new ArrayList<>();
    private final Logger logger = (Logger) LogManager.getLogger("io.github.camelzoom.client.auth");
    private final Level level = logger.getLevel();
    private final AbstractAppender appender = new AbstractAppender("consents", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            logged.add(event.getMessage().getFormattedMessage() + trace(event.getThrown()));
        }
    };
    private Zoom zoom;

    @BeforeEach
    void start() {
        appender.start();
        logger.addAppender(appender);
        Configurator.setLevel(logger.getName(), Level.ALL);
        zoom = new Zoom(ZOOM.simulator());
        secrets.add(zoom.app.clientSecret());
    }

    @AfterEach
    void stop() {
        zoom.close();
        logger.removeAppender(appender);
        Configurator.setLevel(logger.getName(), level);
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace));
        }
        return trace.toString();
    }

    private void see(Object anything) {
        seen.append(anything).append('\n');
    }

    private void use(TokenSource source) {
        try {
            AccessToken token = zoom.token(source);
            secrets.add(token.value().reveal());
            see(token);
        } catch (RuntimeException e) {
            see(trace(e));
        }
        TokenRecord stored = zoom.store.find(source.key()).orElse(null);
        if (stored != null && stored.refresh() != null) {
            secrets.add(stored.refresh().reveal());
        }
        see(stored);
        see(zoom.manager.state(source.key()));
    }

    private void consent(TokenSource source, Secret cookie) {
        PendingConsent consent = zoom.consents.begin(source, Zoom.CALLBACK, cookie);
        URI callback = zoom.allow(consent);
        PastedCallback answer = PastedCallback.parse(callback.toString());
        secrets.add(answer.code().reveal());
        AuthorizationCode code = new AuthorizationCode(answer.code(), Zoom.CALLBACK, Secret.of("pkce-verifier"));
        see(answer);
        see(code);
        see(code.form());
        see(new AuthorizationCodeGrant(true, code));
        see(source.request(source.oauthUri("token"), code.form()));
        for (int again = 0; again < 2; again++) {
            see(Zoom.get(zoom.consents.complete(answer.state(), cookie, answer.code().reveal(), null)));
        }
    }

    @Test
    void nothingIsShown() {
        secrets.add("pkce-verifier");
        Secret cookie = Secret.of("cookie-canary");
        secrets.add("cookie-canary");
        TokenSource source = zoom.source();
        use(source);
        consent(source, null);
        use(source);
        zoom.simulator.faults().onToken("authorization_code").loseAnswer();
        consent(source, cookie);
        zoom.simulator.faults().onToken("authorization_code").status(500);
        consent(source, cookie);
        zoom.pass(Duration.ofHours(2));
        use(source);
        consent(source, cookie);
        use(source);
        DeviceConsent device = Zoom.get(new DeviceFlow(zoom.manager, zoom.executor, zoom.scheduler, zoom.clock).begin(source));
        secrets.add(device.userCode());
        device.cancel();
        see(device);
        see(Zoom.get(device.result()));
        see(Zoom.get(new Revocation(zoom.manager, zoom.executor, zoom.clock).revoke(source)));
        use(source);
        see(zoom.events);
        see(zoom.settings().withConsent("verifier-canary", "pkce-verifier", null));
        secrets.add("verifier-canary");

        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(logged).isNotEmpty();
        String all = seen + String.join("\n", logged);
        assertThat(secrets).allSatisfy(secret -> assertThat(all.contains(secret)).isFalse());
    }
}
