package io.github.camelzoom.client.auth;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.grant.AccountCredentialsGrant;
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

import static org.assertj.core.api.Assertions.assertThat;

/** I7, bug 13: canaries planted in every secret must not come up in anything that people or machines read. */
class NoSecretsTest {

    private static final String CANARY = "CANARY";

    private final StringBuilder seen = new StringBuilder();
    private final List<String> logged = new ArrayList<>();
    private final Logger logger = (Logger) LogManager.getLogger("io.github.camelzoom.client.auth");
    private final Level level = logger.getLevel();
    private final AbstractAppender appender = new AbstractAppender("canaries", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            StringWriter trace = new StringWriter();
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(trace));
            }
            logged.add(event.getMessage().getFormattedMessage() + trace);
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
        Configurator.setLevel(logger.getName(), Level.ALL);
    }

    @AfterEach
    void stopListening() {
        logger.removeAppender(appender);
        Configurator.setLevel(logger.getName(), level);
    }

    private void see(Object anything) {
        seen.append(anything).append('\n');
    }

    private void use(Node node, CompletionStage<AccessToken> stage) {
        node.executor.runAll();
        try {
            see(stage.toCompletableFuture().join());
        } catch (CompletionException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            see(trace);
        }
    }

    @Test
    void noCanaryComesUpOnAnyPath() {
        ScriptedEndpoint endpoint = new ScriptedEndpoint();
        TestStore store = new TestStore();
        Node node = new Node("node-1", store, endpoint);
        for (Grant grant : List.of(new RotatingGrant(), new AccountCredentialsGrant("account"))) {
            TokenSource source = TokenSource.builder("acme-" + grant.kind()).client("client", Secret.of(CANARY + "-secret"))
                    .grant(grant).endpoint(ScriptedEndpoint.URI_, endpoint).store(store).supplied(new SuppliedTokens(null,
                            Secret.of(CANARY + "-RT"), null, null))
                    .build();
            List<TokenAnswer> answers = List.of(ScriptedEndpoint.granted(CANARY + "-AT-1", CANARY + "-RT-1"), ScriptedEndpoint
                    .granted(CANARY + "-AT-2", CANARY + "-RT-2"), ScriptedEndpoint.notSent(), ScriptedEndpoint.lost(),
                    ScriptedEndpoint.refused(429, null, "slow"), ScriptedEndpoint.refused(401, "invalid_client", "no"),
                    ScriptedEndpoint.granted(CANARY + "-AT-3", CANARY + "-RT-3"), ScriptedEndpoint.refused(400, "invalid_grant",
                            "Invalid Token!"));
            int number = 0;
            for (TokenAnswer answer : answers) {
                boolean fails = number++ == 1;
                endpoint.then(() -> {
                    store.failsWrites = fails;
                    return answer;
                });
                see(answer);
                use(node, node.manager.token(source));
                see(node.state(source));
                see(store.get(source.key()));
                node.advance(Duration.ofMinutes(70));
                store.failsWrites = false;
                node.advance(Duration.ofMinutes(2));
            }
            use(node, node.manager.replace(source, Node.fingerprint(CANARY + "-AT-3")));
            see(source);
            see(source.request(Secret.of(CANARY)));
            see(source.facts(store.get(source.key()), "x", Secret.of(CANARY)));
        }
        see(node.events);
        see(node.manager);
        see(new TokenAnswer.Granted(Secret.of(CANARY), Secret.of(CANARY), null, Set.of(), null));
        assertThat(logged).hasSizeGreaterThan(20).noneMatch(line -> line.contains(CANARY));
        assertThat(seen.toString()).contains("acme-").doesNotContain(CANARY);
    }
}
