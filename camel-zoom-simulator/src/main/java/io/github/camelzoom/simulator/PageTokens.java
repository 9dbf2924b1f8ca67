package io.github.camelzoom.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The page tokens of lists. A token is opaque, belongs to one query and dies 15 virtual minutes after it was given, or when a test
 * says so. Thread-safe.
 */
public final class PageTokens {

    /** Stands for every list. */
    public static final String EVERY_LIST = "*";

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int REMEMBERED = 100_000;

    private record Bookmark(String list, String query, int offset, Instant deadAt) {}

    private final Supplier<String> texts;
    private final VirtualClock clock;
    private final Map<String, Bookmark> bookmarks = new LinkedHashMap<>();
    private final Map<String, Integer> condemned = new HashMap<>();
    private long issued;
    private long refused;

    /** Tokens are taken from a source of texts. */
    public PageTokens(Supplier<String> texts, VirtualClock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** A token for the rest of a query's items. */
    public synchronized String issue(String list, String query, int offset) {
        String token = texts.get();
        bookmarks.put(token, new Bookmark(list, query, offset, clock.instant().plus(LIFE)));
        issued++;
        if (bookmarks.size() > REMEMBERED) {
            bookmarks.remove(bookmarks.keySet().iterator().next());
        }
        return token;
    }

    /** Where a token's page begins; empty when it is dead, unknown or of another query. */
    public synchronized OptionalInt offset(String token, String query) {
        Bookmark bookmark = bookmarks.get(token);
        boolean good = bookmark != null && bookmark.query().equals(query) && bookmark.deadAt().isAfter(clock.instant());
        if (!good || condemned(bookmark.list()) || condemned(EVERY_LIST)) {
            bookmarks.remove(token);
            refused++;
            return OptionalInt.empty();
        }
        return OptionalInt.of(bookmark.offset());
    }

    private boolean condemned(String list) {
        boolean dead = condemned.containsKey(list);
        condemned.computeIfPresent(list, (l, left) -> left == 1 ? null : left - 1);
        return dead;
    }

    /**
     * Lets the next tokens that come back to a list be dead.
     *
     * @param list
     *            name of the operation such as {@code users/list}, or {@link #EVERY_LIST}
     * @param count
     *            how many of them
     */
    public synchronized void killNext(String list, int count) {
        if (count > 0) {
            condemned.merge(list, count, Integer::sum);
        }
    }

    /** Ends the life of all tokens of a list that were given so far; of all lists with {@link #EVERY_LIST}. */
    public synchronized void killAll(String list) {
        bookmarks.values().removeIf(b -> list.equals(EVERY_LIST) || b.list().equals(list));
    }

    /** How many were given. */
    public synchronized long issued() {
        return issued;
    }

    /** How often one was refused. */
    public synchronized long refused() {
        return refused;
    }
}
