package io.github.camelzoom;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.authorize.AuthorizeEvents;
import io.github.camelzoom.authorize.LoopbackCallback;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.auth.TokenManager;
import io.github.camelzoom.client.auth.TokenManagerBuilder;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.flow.Consents;
import io.github.camelzoom.client.auth.flow.PendingConsents;
import io.github.camelzoom.client.auth.flow.Revocation;
import io.github.camelzoom.client.auth.store.TokenStores;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.client.socket.SocketConnector;
import io.github.camelzoom.consumer.EventMemories;
import io.github.camelzoom.consumer.EventServices;
import io.github.camelzoom.consumer.EventsInFlight;
import io.github.camelzoom.consumer.socket.JettySocketConnector;
import io.github.camelzoom.consumer.webhook.WebhookSites;
import io.github.camelzoom.observe.RateStates;
import io.github.camelzoom.observe.TokenStates;
import io.github.camelzoom.scope.ScopeNeed;
import io.github.camelzoom.scope.ScopePreflight;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.Ordered;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.hc.client5.http.classic.HttpClient;

/**
 * What all Zoom components of one CamelContext share: the token manager, the token stores and the threads. A Kamelet has
 * a component instance of its own, and must find the same tokens all the same.
 */
final class ZoomRuntime extends ServiceSupport implements TokenStates, RateStates, ExtendedStartupListener, Ordered {

    private static final Duration SOCKET_OPENING = Duration.ofSeconds(10);
    private static final int CALL_THREADS = 64;
    /** Apart from those of the calls, on which routes may block, so that hearts go on beating. */
    private static final int SOCKET_THREADS = 8;
    /** Apart from those of the calls, which routes may block while they wait for the next page of a list. */
    private static final int LIST_THREADS = 64;
    /** One for each token request that may hang, and some for consents and the like. Few exist while none hangs. */
    private static final int TOKEN_THREADS = TokenManagerBuilder.MOST_REFRESHES + 64;
    private static final int IDLE_TOKEN_THREADS = 8;

    private final CamelContext context;
    private final RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private final AuthorizeEvents authorizeEvents = new AuthorizeEvents(SystemTime.clock());
    private final EventsInFlight eventsInFlight = new EventsInFlight();
    private final EventMemories eventMemories = new EventMemories();
    private final WebhookSites webhookSites = new WebhookSites();
    private TokenStores stores;
    private TokenManager tokens;
    private ScopePreflight scopes;
    private Consents consents;
    private LoopbackCallback loopback;
    private JettySocketConnector sockets;
    private Governors governors;
    private ScheduledExecutorService timer;
    private ExecutorService calls;
    private ExecutorService socketSteps;
    private ExecutorService lists;
    private ExecutorService flights;

    private ZoomRuntime(CamelContext context) {
        this.context = context;
    }

    /** The one of this context, made and started when there is none yet. */
    static ZoomRuntime of(CamelContext context) {
        synchronized (context) {
            ZoomRuntime runtime = context.hasService(ZoomRuntime.class);
            if (runtime == null) {
                runtime = new ZoomRuntime(context);
                try {
                    context.addService(runtime, true, true);
                    // A context that is still starting would start it later, but endpoints are made before that.
                    ServiceHelper.startService(runtime);
                    context.addStartupListener(runtime);
                } catch (Exception e) {
                    throw RuntimeCamelException.wrapRuntimeCamelException(e);
                }
            }
            return runtime;
        }
    }

    @Override
    public List<TokenState> tokenStates() {
        return tokens.states();
    }

    @Override
    public List<ScopeNeed> scopeNeeds() {
        return scopes.needs();
    }

    @Override
    public List<BudgetState> budgetStates() {
        return governors.states();
    }

    ScopePreflight scopes() {
        return scopes;
    }

    /** Whether the whole context stops, and not one component of it. Its components stop before this does. */
    boolean isContextStopping() {
        return context.isStopping();
    }

    AuthorizeEvents authorizeEvents() {
        return authorizeEvents;
    }

    Consents consents() {
        return consents;
    }

    /**
     * Serves callback URLs on this machine while a consent is pending: one for all components, since a port can be had once.
     *
     * @param desk takes the answers; that of any component does
     */
    LoopbackCallback loopback(AuthorizeDesk desk) {
        lock.lock();
        try {
            if (loopback == null) {
                loopback = new LoopbackCallback(desk, authorizeEvents, consents::pendingUntil, timer, calls);
            }
            return loopback;
        } finally {
            lock.unlock();
        }
    }

    Revocation revocation() {
        return new Revocation(tokens, flights, SystemTime.clock());
    }

    TokenManager tokens() {
        return tokens;
    }

    TokenStores stores() {
        return stores;
    }

    CallPipeline pipeline(Supplier<HttpClient> http, RateBudgets budgets) {
        return new CallPipeline(http, calls, lists, timer, SystemTime.clock(), governors.of(budgets));
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    EventServices events() {
        return new EventServices(eventsInFlight, eventMemories, timer, calls);
    }

    WebhookSites webhooks() {
        return webhookSites;
    }

    /** Runs what WebSockets do; must not be blocked. */
    Executor socketSteps() {
        return socketSteps;
    }

    /** What opens WebSockets, with the TLS settings and the proxy that Camel's https component has. */
    SocketConnector sockets() {
        lock.lock();
        try {
            if (sockets == null) {
                sockets = SocketClients.connector(context, SOCKET_OPENING);
            }
            return sockets;
        } finally {
            lock.unlock();
        }
    }

    Executor executor() {
        return calls;
    }

    RandomGenerator random() {
        return random;
    }

    @Override
    public int getOrder() {
        // After the one that starts the services of the context.
        return Ordered.LOWEST;
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // HTTP servers that are services of the context listen now; its routes, at its own start, are still to come.
        webhookSites.openReserved();
        // Else the routes are started after this.
        if (alreadyStarted) {
            scopes.start();
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        scopes.start();
    }

    @Override
    protected void doStart() {
        stores = new TokenStores(new SecureRandom(), SystemTime.nanos());
        timer = timer("ZoomTimer");
        // Unbounded, since refusing a call that has already waited would lose it; threads go when nothing waits.
        calls = pool("ZoomCall", CALL_THREADS, CALL_THREADS, Integer.MAX_VALUE);
        socketSteps = pool("ZoomSocketStep", SOCKET_THREADS, SOCKET_THREADS, Integer.MAX_VALUE);
        lists = pool("ZoomList", LIST_THREADS, LIST_THREADS, Integer.MAX_VALUE);
        // Without a queue: behind a request that hangs nothing is to wait.
        flights = pool("ZoomToken", IDLE_TOKEN_THREADS, TOKEN_THREADS, 0);
        scopes = new ScopePreflight(this::tokens, flights, SystemTime.clock());
        tokens = TokenManager.builder().listener(scopes).executor(flights).scheduler(timer).random(random)
                .nodeId(context.getName() + "-" + Long.toHexString(new SecureRandom().nextLong())).build();
        governors = new Governors(timer, random, flights);
        consents = new Consents(tokens, new PendingConsents(SystemTime.clock(), new SecureRandom()), flights,
                SystemTime.clock());
    }

    /** Without the bound of a thousand timers that Camel's profiles have: each waiting call and token request has one. */
    private ScheduledExecutorService timer(String name) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(1);
        profile.setMaxQueueSize(0);
        return context.getExecutorServiceManager().newScheduledThreadPool(this, name, profile);
    }

    private ExecutorService pool(String name, int threads, int most, int queue) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(most);
        profile.setMaxQueueSize(queue);
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return manager.newThreadPool(this, name, profile);
    }

    @Override
    protected void doStop() {
        webhookSites.close();
        if (sockets != null) {
            sockets.close();
            sockets = null;
        }
        if (loopback != null) {
            loopback.stop();
            loopback = null;
        }
        // First the tokens: a grant that was rotated must be saved before the process may end.
        tokens.close();
        governors.close();
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        manager.shutdownNow(calls);
        manager.shutdownNow(socketSteps);
        manager.shutdownNow(lists);
        manager.shutdownNow(flights);
        manager.shutdownNow(timer);
        stores.close();
    }
}
