package io.github.camelzoom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.catalog.RequestLine;
import io.github.camelzoom.client.event.EventTypes;
import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.client.page.FanOut;
import io.github.camelzoom.client.page.ListReader;
import io.github.camelzoom.client.page.ListReaders;
import io.github.camelzoom.client.page.ReadOptions;
import io.github.camelzoom.consumer.EventRecovery;
import io.github.camelzoom.consumer.recover.Recovery;
import io.github.camelzoom.consumer.recover.RecoveryLists;
import io.github.camelzoom.consumer.recover.RecoveryPlan;
import io.github.camelzoom.producer.ApiClient;

/** Option {@code recover} of an endpoint: its connection, as the recovery of missed events uses it. Thread-safe. */
final class GapRepair implements RecoveryLists {

    private static final OperationCatalog CATALOG = OperationCatalog.zoom();
    private static final Operation USER = CATALOG.require("users/get");
    private static final String USER_ID = "userId";
    private static final String ME = "me";
    /** The list of one user that is refused does not keep those of the others from being read. */
    private static final ReadOptions OPTIONS = new ReadOptions(FanOut.UNORDERED, true, null);

    private final Supplier<ApiClient> connection;
    private final boolean ofUser;
    private final Map<String, ScopeGuard> scopes = new HashMap<>();
    private volatile String account;

    private GapRepair(ZoomEndpoint endpoint, Supplier<ApiClient> connection, ConnectionSettings settings,
            List<ListedEvent> events) {
        this.connection = connection;
        this.ofUser = settings.appType() == AppType.USER;
        this.account = settings.oauth().accountId();
        for (ListedEvent event : events) {
            List<Operation> taken = taken(CATALOG.require(event.list()));
            ScopeGuard guard = new ScopeGuard(endpoint.getCamelContext(), endpoint.getConfiguration().getScopeCheck(), taken);
            guard.guard(connection.get(), taken);
            scopes.put(event.list(), guard);
        }
    }

    /**
     * What makes the recovery of the endpoint's consumers.
     *
     * @param  live                     what tells the endpoint's events from those of others
     * @return                          null when the endpoint wants none
     * @throws IllegalArgumentException when it wants one that cannot be
     */
    static EventRecovery.Source of(ZoomEndpoint endpoint, String live) {
        if (!endpoint.getEventOptions().isRecover()) {
            return null;
        }
        EventTypes wanted = EventTypes.parse(endpoint.getEventOptions().getEventTypes());
        List<ListedEvent> events = ListedEvent.all().stream().filter(event -> wanted.include(event.event())).toList();
        if (events.isEmpty()) {
            throw new IllegalArgumentException("zoom:events: recover=true has nothing to recover: eventTypes="
                    + endpoint.getEventOptions().getEventTypes() + " has none of " + ListedEvent.all().stream().map(
                            ListedEvent::event).toList());
        }
        ZoomConnections connections = endpoint.getComponent().opened();
        ZoomConfiguration configuration = endpoint.getConfiguration();
        Supplier<ApiClient> connection;
        try {
            connection = connections.open(configuration);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("zoom:events: recover=true needs a connection, to look up what was missed: "
                    + e.getMessage(), e);
        }
        ZoomRuntime runtime = ZoomRuntime.of(endpoint.getCamelContext());
        RecoveryPlan plan = new RecoveryPlan(connection.get().name() + '\n' + live, events,
                new GapRepair(endpoint, connection, connections.settings(configuration), events), endpoint.getPoll(),
                () -> connections.directory(configuration), endpoint.getComponent().getEventSettings(), runtime.events(),
                SystemTime.clock(), SystemTime.nanos(), runtime.random());
        return (context, consumer) -> new Recovery(context, plan, consumer);
    }

    private List<Operation> taken(Operation list) {
        return ListReaders.taken(list, Map.of(USER_ID, ofUser ? ME : "*"));
    }

    @Override
    public ListReader read(String operation, Map<String, Object> parameters) {
        Operation list = CATALOG.require(operation);
        Map<String, Object> values = new HashMap<>(parameters);
        if (ofUser) {
            values.computeIfPresent(USER_ID, (name, all) -> ME);
        }
        return scopes.get(operation).guard(connection.get(), taken(list)).read(list, values, OPTIONS);
    }

    /** From the connection's {@code accountId}; else from the user who has consented. */
    @Override
    public CompletionStage<String> account() {
        if (account != null) {
            return CompletableFuture.completedStage(account);
        }
        RequestLine line = RequestLine.of(USER, Map.of(USER_ID, ME));
        return connection.get().execute(USER.name(), line, null, answer -> new ObjectMapper().readTree(answer.body())
                .path("account_id").asText(null)).thenApply(id -> account = id);
    }

    @Override
    public String toString() {
        return "connection '" + connection.get().name() + "'";
    }
}
