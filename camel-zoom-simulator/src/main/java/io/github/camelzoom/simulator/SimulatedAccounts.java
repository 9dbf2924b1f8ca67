package io.github.camelzoom.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import io.github.camelzoom.simulator.world.Ids;

/** The accounts of the simulated Zoom and their apps. Thread-safe. */
public final class SimulatedAccounts {

    private final long seed;
    private final Ids ids;
    private final VirtualClock clock;
    private final TokenRegistry tokens;
    private final Set<String> everyScope;
    private final Map<String, SimulatedAccount> accounts = new LinkedHashMap<>();

    SimulatedAccounts(long seed, Ids ids, VirtualClock clock, TokenRegistry tokens, Set<String> everyScope) {
        this.seed = seed;
        this.ids = ids;
        this.clock = clock;
        this.tokens = tokens;
        this.everyScope = everyScope;
    }

    /** Adds an account with this id and one user, its owner. */
    public SimulatedAccount add(String accountId) {
        return add(accountId, "owner@" + accountId.toLowerCase(Locale.ROOT) + ".example.com");
    }

    /** Adds an account with this id and one user, its owner. */
    public SimulatedAccount add(String accountId, String ownerEmail) {
        SimulatedAccount account = addEmpty(accountId);
        account.addUser(ownerEmail, "Olga", "Owner");
        return account;
    }

    /** Adds an account with computed contents and nothing else; its first user is the owner. Apps must be added. */
    public SimulatedAccount addSynthetic(String accountId, SyntheticSize size) {
        SimulatedAccount account = addEmpty(accountId);
        account.synthetic(size);
        return account;
    }

    private synchronized SimulatedAccount addEmpty(String accountId) {
        SimulatedAccount account = new SimulatedAccount(accountId, seed, ids, clock, tokens, everyScope);
        if (accounts.putIfAbsent(accountId, account) != null) {
            throw new IllegalArgumentException("account exists: " + accountId);
        }
        return account;
    }

    /** All accounts in the order in which they were added. */
    public synchronized List<SimulatedAccount> all() {
        return List.copyOf(accounts.values());
    }

    /** The account with this id. */
    public synchronized Optional<SimulatedAccount> find(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    /** The app with this client id. */
    public Optional<SimulatedApp> app(String clientId) {
        return apps().filter(a -> a.clientId().equals(clientId)).findFirst();
    }

    /** The app with this public client id. */
    public Optional<SimulatedApp> publicApp(String clientId) {
        return apps().filter(a -> a.publicClientId().filter(clientId::equals).isPresent()).findFirst();
    }

    private Stream<SimulatedApp> apps() {
        return all().stream().flatMap(a -> a.apps().stream());
    }
}
