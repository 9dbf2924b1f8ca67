package io.github.camelzoom.client.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which events are wanted: names with {@code *} for any characters, as in {@code meeting.*,recording.completed}. Case does
 * not count. Unknown names are no error, since Zoom adds events and spells some in two ways. Immutable and thread-safe.
 */
public final class EventTypes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.*-]+");
    private static final EventTypes ALL = new EventTypes(List.of());

    private final List<Pattern> patterns;

    private EventTypes(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * @param  text                     patterns with commas in between; null or blank for all events
     * @throws IllegalArgumentException naming the pattern that cannot be one
     */
    public static EventTypes parse(String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        return new EventTypes(Arrays.stream(text.split(",", -1)).map(String::strip).map(EventTypes::pattern).toList());
    }

    /**
     * The names alone, for those who have to subscribe to each.
     *
     * @throws IllegalArgumentException when there is none, or a pattern among them
     */
    public static Set<String> names(String text) {
        parse(text);
        if (text == null || text.isBlank() || text.contains("*")) {
            throw new IllegalArgumentException("eventTypes has to name each event without *, as in"
                    + " meeting.started,meeting.ended: Zoom subscribes to names, and refuses all when the app may not have one");
        }
        return Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Pattern pattern(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("eventTypes: '" + name
                    + "' is no event name. Give names of Zoom's events with commas in between, * for any part, as in"
                    + " meeting.*,recording.completed");
        }
        return Pattern.compile(Arrays.stream(name.toLowerCase(Locale.ROOT).split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".*")), Pattern.DOTALL);
    }

    /** Whether an event of this name is wanted. */
    public boolean include(String event) {
        String name = event.toLowerCase(Locale.ROOT);
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
