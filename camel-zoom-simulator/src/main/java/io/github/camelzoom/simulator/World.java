package io.github.camelzoom.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.RouteTable;
import io.github.camelzoom.simulator.event.InteractiveCallbacks;
import io.github.camelzoom.simulator.event.SimulatedEvents;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.AuthorizationServer;
import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.github.camelzoom.simulator.oauth.TokenTrace;
import io.github.camelzoom.simulator.oauth.UserGrants;
import io.github.camelzoom.simulator.rest.BearerCheck;
import io.github.camelzoom.simulator.rest.Downloads;
import io.github.camelzoom.simulator.rest.EventSubscriptionsApi;
import io.github.camelzoom.simulator.rest.Pages;
import io.github.camelzoom.simulator.rest.RateLimiter;
import io.github.camelzoom.simulator.rest.RestApi;
import io.github.camelzoom.simulator.rest.UploadsApi;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import io.github.camelzoom.simulator.world.Ids;

/** Everything that a reset replaces: accounts, tokens, counters, and the parts that answer from them. */
final class World {

    private final SimulatedAccounts accounts;
    private final TokenRegistry tokens;
    private final UserGrants grants;
    private final RateLimiter limiter;
    private final BearerCheck bearers;
    private final AuthorizationServer authorizationServer;
    private final RestApi rest;
    private final Pages pages;
    private final Downloads downloads;
    private final SimulatedFiles files = new SimulatedFiles();
    private final InteractiveCallbacks callbacks;

    World(long seed, int generation, VirtualClock clock, SimulatorSettings settings, Catalogue catalogue, RouteTable routes,
            Supplier<String> origin, Supplier<SimulatedEvents> events, Optional<SyntheticSize> size) {
        Ids ids = new Ids(seed);
        Ids volatileIds = new Ids(seed + 7919L * generation + 13);
        this.tokens = new TokenRegistry(seed + 104729L * generation, clock, settings);
        this.accounts = new SimulatedAccounts(seed, ids, clock, tokens, catalogue.everyScope());
        this.grants = new UserGrants(tokens, volatileIds, clock, settings);
        this.limiter = new RateLimiter(settings);
        this.bearers = new BearerCheck(tokens, clock);
        this.pages = new Pages(volatileIds, clock, settings);
        this.downloads = new Downloads(volatileIds, accounts, bearers, settings, clock, files, origin);
        this.rest = new RestApi(catalogue, routes, bearers, limiter, accounts, settings, clock, pages, downloads, origin);
        this.rest.add(new UploadsApi(volatileIds, files));
        this.rest.add(new EventSubscriptionsApi(events, pages));
        this.authorizationServer = new AuthorizationServer(accounts, tokens, grants, settings, clock, volatileIds, origin);
        this.callbacks = new InteractiveCallbacks(clock, origin, volatileIds);
        SimulatedAccount account = accounts.add(ids.plain(), "owner@example.com");
        account.addServerToServerApp();
        account.addGeneralApp().redirectUris("http://localhost:33333", "http://localhost:33333/");
        account.addUser("alice@example.com", "Alice", "Adams");
        account.addUser("bob+test@example.com", "Bob", "Brown");
        size.ifPresent(account::synthetic);
    }

    SimulatedAccounts accounts() {
        return accounts;
    }

    InteractiveCallbacks callbacks() {
        return callbacks;
    }

    SimulatedFiles files() {
        return files;
    }

    TokenRegistry tokens() {
        return tokens;
    }

    SimulatedConsents consents() {
        return new SimulatedConsents(authorizationServer, grants, accounts);
    }

    /** Notes for the journal what a request is about, before anything is done with it; null outside the token endpoints. */
    TokenTrace observe(Request request) {
        if (AuthorizationServer.isProgramEndpoint(request.rawPath())) {
            return authorizationServer.observe(request);
        }
        rest.observe(request);
        return null;
    }

    Answer answer(Request request, TokenTrace trace) {
        if (trace != null) {
            return authorizationServer.handle(request, trace);
        }
        if (AuthorizationServer.isPage(request.rawPath())) {
            return authorizationServer.page(request);
        }
        if (InteractiveCallbacks.isFor(request.rawPath())) {
            return callbacks.handle(request);
        }
        return request.rawPath().startsWith("/rec/") ? downloads.handle(request) : rest.handle(request);
    }

    void expireTokenOf(Request request) {
        bearers.peek(request).ifPresent(token -> tokens.expire(t -> t.serial() == token.serial()));
    }

    void spendDailyPool(String accountId, RateLimitPlan plan, Operation operation, int count, Instant now) {
        limiter.spendDaily(accountId, plan, operation, count, now);
    }

    RateLimitStatistics rateLimitStatistics() {
        return new RateLimitStatistics(limiter.use());
    }

    PageTokens pageTokens() {
        return pages.tokens();
    }
}
