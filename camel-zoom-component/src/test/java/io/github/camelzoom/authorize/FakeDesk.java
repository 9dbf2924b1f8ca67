package io.github.camelzoom.authorize;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelzoom.client.auth.Secret;

/** A desk that remembers what it was asked for. */
final class FakeDesk implements AuthorizeDesk {

    static final URI ZOOM = URI.create("https://zoom.us/oauth/authorize?client_id=a&state=s1");

    final Map<String, View> views = new ConcurrentSkipListMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Secret> browsers = new CopyOnWriteArrayList<>();
    volatile Outcome next = new Outcome(true, "GRANTED", "acme", "connection 'acme' is authorized");
    volatile CompletableFuture<Outcome> pending;

    FakeDesk add(String name, boolean needsPerson, String state, String message) {
        views.put(name, new View(name, "app-1", needsPerson ? "AUTHORIZATION_CODE" : "ACCOUNT_CREDENTIALS", needsPerson, state,
                "READY".equals(state) ? FakeServer.NOW.plusSeconds(3000) : null, message));
        return this;
    }

    @Override
    public List<View> connections() {
        return new ArrayList<>(views.values());
    }

    @Override
    public Collection<URI> destinations(Collection<String> connections) {
        return connections.stream().map(name -> name.equals("other-tenant") ? 44444 : 33333).distinct()
                .map(port -> URI.create("http://localhost:" + port + "/cb?x=1")).toList();
    }

    @Override
    public URI begin(String connection, Secret browser) {
        calls.add("begin " + connection);
        browsers.add(browser);
        if (!views.get(connection).needsPerson()) {
            throw new IllegalArgumentException("Connection '" + connection + "' needs no person");
        }
        return ZOOM;
    }

    @Override
    public CompletionStage<Outcome> complete(Secret browser, String state, String code, String error) {
        calls.add("complete " + state + " " + code + " " + error);
        if (browser != null) {
            browsers.add(browser);
        }
        return answer();
    }

    @Override
    public CompletionStage<Outcome> test(String connection) {
        calls.add("test " + connection);
        return answer();
    }

    @Override
    public CompletionStage<Outcome> revoke(String connection) {
        calls.add("revoke " + connection);
        return answer();
    }

    private CompletionStage<Outcome> answer() {
        return pending != null ? pending : CompletableFuture.completedStage(next);
    }
}
