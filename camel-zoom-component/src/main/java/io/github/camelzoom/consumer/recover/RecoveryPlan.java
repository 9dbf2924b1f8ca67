package io.github.camelzoom.consumer.recover;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.event.ListedEvent;
import io.github.camelzoom.consumer.EventServices;
import io.github.camelzoom.consumer.EventSettings;
import io.github.camelzoom.consumer.poll.PollConfiguration;

/**
 * What a consumer wants to have recovered, and with what.
 *
 * @param name         tells its position from those of other consumers, together with the name of the route
 * @param events       the kinds that are wanted
 * @param lists        reads Zoom's lists
 * @param repositories for position and events
 * @param directory    gives the directory of the file that remembers, when no repository is configured
 * @param settings     sizes and times
 * @param services     of the context
 * @param clock        says what time it is
 * @param nanos        a clock that nobody sets
 * @param random       spreads what is repeated
 */
public record RecoveryPlan(String name, List<ListedEvent> events, RecoveryLists lists, PollConfiguration repositories,
        Supplier<Path> directory, EventSettings settings, EventServices services, InstantSource clock, LongSupplier nanos,
        RandomGenerator random) {}
