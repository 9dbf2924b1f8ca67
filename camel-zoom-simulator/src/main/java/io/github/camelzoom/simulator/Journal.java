package io.github.camelzoom.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Every request in the order of arrival, for assertions. Thread-safe; what it returns are snapshots. Only requests that arrived
 * completely, body included, are recorded. It grows until {@link #clear()} or to {@link SimulatorSettings#journalSize()}.
 */
public final class Journal {

    private final Deque<JournalEntry> entries = new ArrayDeque<>();
    private final IntSupplier size;
    private long sequence;

    Journal(IntSupplier size) {
        this.size = size;
    }

    synchronized JournalEntry record(JournalEntry.Factory factory) {
        JournalEntry entry = factory.create(++sequence);
        entries.addLast(entry);
        for (int most = size.getAsInt(); entries.size() > most;) {
            entries.removeFirst();
        }
        return entry;
    }

    /** All requests. */
    public synchronized List<RecordedRequest> all() {
        return entries.stream().map(JournalEntry::snapshot).toList();
    }

    /** Requests to the OAuth endpoints that programs call. */
    public List<TokenRequest> tokenRequests() {
        return all().stream().filter(TokenRequest.class::isInstance).map(TokenRequest.class::cast).toList();
    }

    /** Requests to the OAuth endpoints that meet a condition. */
    public List<TokenRequest> tokenRequests(Predicate<TokenRequest> condition) {
        return tokenRequests().stream().filter(condition).toList();
    }

    /** All other requests. */
    public List<ApiRequest> apiRequests() {
        return all().stream().filter(ApiRequest.class::isInstance).map(ApiRequest.class::cast).toList();
    }

    /** Requests for one operation, by its name in the tables such as {@code users/meetings/create}. */
    public List<ApiRequest> apiRequests(String operation) {
        return apiRequests(r -> operation.equals(r.operation()));
    }

    /** Requests outside OAuth that meet a condition. */
    public List<ApiRequest> apiRequests(Predicate<ApiRequest> condition) {
        return apiRequests().stream().filter(condition).toList();
    }

    /** How many requests went to the OAuth endpoints. */
    public int tokenRequestCount() {
        return tokenRequests().size();
    }

    /** How many other requests came. */
    public int apiRequestCount() {
        return apiRequests().size();
    }

    /** Serial numbers of the refresh tokens that were presented at the token endpoint, in order, repeats included. */
    public List<Long> presentedRefreshTokens() {
        return tokenRequests().stream().map(TokenRequest::refreshTokenSerial).filter(s -> s > 0).toList();
    }

    /** Forgets what was recorded; sequence numbers go on. */
    public synchronized void clear() {
        entries.clear();
    }
}
