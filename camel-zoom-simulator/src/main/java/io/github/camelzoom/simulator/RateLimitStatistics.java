package io.github.camelzoom.simulator;

import java.util.List;
import java.util.Optional;

/** How the requests since the start or the last reset met the rate limits; counted with and without a plan. Immutable. */
public record RateLimitStatistics(List<RateLimitUse> uses) {

    /** Copies the list. */
    public RateLimitStatistics {
        uses = List.copyOf(uses);
    }

    /** All REST requests with a good bearer. */
    public long requests() {
        return uses.stream().mapToLong(RateLimitUse::requests).sum();
    }

    /** How many of them were answered 429 for a limit of their label. */
    public long refused() {
        return uses.stream().mapToLong(RateLimitUse::refused).sum();
    }

    /** Requests of a label, over all accounts and products. */
    public long requests(String label) {
        return uses.stream().filter(u -> u.label().equals(label)).mapToLong(RateLimitUse::requests).sum();
    }

    /** Most accepted requests of a label in any sliding window of one account, over all accounts and products. */
    public int peak(String label) {
        return uses.stream().filter(u -> u.label().equals(label)).mapToInt(RateLimitUse::peak).max().orElse(0);
    }

    /** The line of one account and label outside Phone and Contact Center. */
    public Optional<RateLimitUse> of(SimulatedAccount account, String label) {
        return uses.stream()
                .filter(u -> u.accountId().equals(account.id()) && u.label().equals(label) && u.family().isEmpty()).findFirst();
    }
}
