package io.github.camelzoom.simulator.rest;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.SimulatedAccount;
import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.RouteTable;
import io.github.camelzoom.simulator.catalogue.RouteTable.Match;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.github.camelzoom.simulator.world.AccountData;
import io.github.camelzoom.simulator.world.SessionKind;

/** Takes a REST request through Zoom's checks, in this order: bearer, route, scopes, limits, parameters, body. */
public final class RestApi {

    private final Catalogue catalogue;
    private final RouteTable routes;
    private final BearerCheck bearers;
    private final RateLimiter limiter;
    private final SimulatedAccounts accounts;
    private final SimulatorSettings settings;
    private final WriteQuota writeQuota;
    private final RequestCheck requests;
    private final Map<String, ApiHandler> handlers = new HashMap<>();
    private final Map<String, ApiHandler> synthetic = new HashMap<>();
    private final GenericHandler generic;
    private final DateWindows windows;

    /** Answers for the given accounts. */
    public RestApi(Catalogue catalogue, RouteTable routes, BearerCheck bearers, RateLimiter limiter, SimulatedAccounts accounts,
            SimulatorSettings settings, VirtualClock clock, Pages pages, Downloads downloads, Supplier<String> origin) {
        this.catalogue = catalogue;
        this.routes = routes;
        this.bearers = bearers;
        this.limiter = limiter;
        this.accounts = accounts;
        this.settings = settings;
        this.requests = new RequestCheck(settings);
        this.writeQuota = new WriteQuota(limiter);
        this.windows = new DateWindows(settings, clock);
        this.generic = new GenericHandler(pages, settings);
        new UsersApi(pages).register(handlers);
        new SessionsApi(SessionKind.MEETING, pages, clock).register(handlers);
        new SessionsApi(SessionKind.WEBINAR, pages, clock).register(handlers);
        new RecordingsApi(pages, windows, downloads, origin).register(handlers);
        new HistoryApi(pages, windows).register(handlers);
        new ChatApi(pages).register(handlers);
        new SyntheticLists(pages, windows, clock).register(synthetic);
    }

    /** Adds operations with a state of their own. */
    public void add(UploadsApi uploads) {
        uploads.register(handlers);
    }

    /** Adds the operations that subscribe to events. */
    public void add(EventSubscriptionsApi subscriptions) {
        subscriptions.register(handlers);
    }

    /** Notes the operation of a request, if it has one, whatever becomes of it. */
    public void observe(Request request) {
        if (routes.match(request.method(), request.rawPath()) instanceof Match.Found found) {
            request.operation(found.operation().name());
        }
    }

    /** Answers a request; refusals are answers too. */
    public Answer handle(Request request) {
        try {
            IssuedToken token = bearers.authenticate(request);
            Match match = routes.match(request.method(), request.rawPath());
            if (match instanceof Match.Found found) {
                return serve(request, token, found);
            }
            throw notFound(request, match);
        } catch (ApiFailure failure) {
            return failure.answer();
        }
    }

    private static ApiFailure notFound(Request request, Match match) {
        if (match instanceof Match.OtherMethods) {
            return new ApiFailure(405, 405, "Request method '" + request.method() + "' is not supported.");
        }
        return match instanceof Match.OtherHost
                ? new ApiFailure(404, 64041, "Route Not Found")
                : new ApiFailure(404, 2300, "This API endpoint is not recognized.");
    }

    private Answer serve(Request request, IssuedToken token, Match.Found found) {
        Operation operation = found.operation();
        bearers.authorize(token, operation);
        SimulatedAccount account = accounts.find(token.accountId())
                .orElseThrow(() -> new ApiFailure(404, 2001, "Account does not exist: " + token.accountId() + "."));
        RateLimitPlan plan = account.rateLimits().orElse(settings.rateLimits());
        Optional<Answer> limited = limiter.admit(account.id(), plan, operation, request.arrivedAt())
                .or(() -> writeQuota.admitAlone(plan, operation, account.id(), request));
        return limited
                .orElseGet(() -> limiter.told(answer(request, token, found, account, plan), account.id(), plan, operation));
    }

    private Answer answer(Request request, IssuedToken token, Match.Found found, SimulatedAccount account, RateLimitPlan plan) {
        try {
            return carryOut(request, token, found, account.data(), plan);
        } catch (ApiFailure failure) {
            return failure.answer();
        }
    }

    private Answer carryOut(Request request, IssuedToken token, Match.Found found, AccountData data, RateLimitPlan plan) {
        Operation operation = found.operation();
        Schema schema = catalogue.schema(operation);
        Map<String, String> path = PathValues.decode(operation, found.rawParameters());
        synchronized (data) {
            UserIds.requireOwner(token, data);
            UserIds.resolve(operation, path, token, data);
            requests.parameters(operation, schema, path, request);
            ObjectNode body = requests.body(operation, schema, request);
            ApiCall call = new ApiCall(request, operation, schema, token, data, path, body);
            windows.check(call);
            Optional<Answer> spent = writeQuota.admit(call, plan);
            return spent.orElseGet(() -> handler(call).handle(call));
        }
    }

    private ApiHandler handler(ApiCall call) {
        String name = call.operation().name();
        ApiHandler computed = call.data().synthetic().isPresent() ? synthetic.get(name) : null;
        return computed != null ? computed : handlers.getOrDefault(name, generic);
    }
}
