package io.github.camelzoom.simulator.catalogue;

import java.util.HashSet;
import java.util.Set;

/** The names of Zoom's events. Immutable. Made by {@code src/tools/java/CatalogueGenerator.java}. */
public final class EventNames {

    private final Set<String> names;

    /** Reads them. */
    public EventNames() {
        Set<String> read = new HashSet<>();
        Catalogue.read("events.txt.gz", read::add);
        this.names = Set.copyOf(read);
    }

    /** Whether Zoom has an event of this name. */
    public boolean contains(String name) {
        return names.contains(name);
    }

    /** All of them, in no order. */
    public Set<String> all() {
        return names;
    }
}
