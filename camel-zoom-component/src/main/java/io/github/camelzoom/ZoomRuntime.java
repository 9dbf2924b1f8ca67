package io.github.camelzoom;

import java.security.SecureRandom;
import java.util.List;
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
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.flow.Consents;
import io.github.camelzoom.client.auth.flow.PendingConsents;
import io.github.camelzoom.client.auth.flow.Revocation;
import io.github.camelzoom.client.auth.store.TokenStores;
import io.github.camelzoom.client.http.CallPipeline;
import io.github.camelzoom.observe.TokenStates;
import org.apache.camel.CamelContext;
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
final class ZoomRuntime extends ServiceSupport implements TokenStates {

    private static final int CALL_THREADS = 64;
    /** Apart from those of the calls, which routes may block while they wait for the next page of a list. */
    private static final int LIST_THREADS = 64;
    /** Many times what one token endpoint may occupy, so that one which hangs leaves threads for the others. */
    private static final int TOKEN_THREADS = 64;

    private final CamelContext context;
    private final RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private final AuthorizeEvents authorizeEvents = new AuthorizeEvents(SystemTime.clock());
    private TokenStores stores;
    private TokenManager tokens;
    private Consents consents;
    private LoopbackCallback loopback;
    private ScheduledExecutorService timer;
    private ExecutorService calls;
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

    CallPipeline pipeline(Supplier<HttpClient> http) {
        return new CallPipeline(http, calls, lists, timer, SystemTime.clock());
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    RandomGenerator random() {
        return random;
    }

    @Override
    protected void doStart() {
        stores = new TokenStores(new SecureRandom(), SystemTime.nanos());
        timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ZoomTimer");
        calls = pool("ZoomCall", CALL_THREADS);
        lists = pool("ZoomList", LIST_THREADS);
        flights = pool("ZoomToken", TOKEN_THREADS);
        tokens = TokenManager.builder().executor(flights).scheduler(timer).random(random)
                .nodeId(context.getName() + "-" + Long.toHexString(new SecureRandom().nextLong())).build();
        consents = new Consents(tokens, new PendingConsents(SystemTime.clock(), new SecureRandom()), flights,
                SystemTime.clock());
    }

    private ExecutorService pool(String name, int threads) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        // Unbounded, since refusing a call that has already waited would lose it; threads go when nothing waits.
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(30L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return manager.newThreadPool(this, name, profile);
    }

    @Override
    protected void doStop() {
        if (loopback != null) {
            loopback.stop();
            loopback = null;
        }
        // First the tokens: a grant that was rotated must be saved before the process may end.
        tokens.close();
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        manager.shutdownNow(calls);
        manager.shutdownNow(lists);
        manager.shutdownNow(flights);
        manager.shutdownNow(timer);
        stores.close();
    }
}
