package io.github.camelzoom.consumer.poll;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.consumer.BearerHeader;

/**
 * What a consumer works with. Immutable.
 *
 * @param configuration the options
 * @param outputType    what the body of an item becomes
 * @param mapper        makes it
 * @param bearer        null when messages are to have none
 * @param directory     gives the directory of the file that remembers, when no repository is configured
 * @param clock         says what time it is
 */
public record PollSettings(PollConfiguration configuration, String outputType, ObjectMapper mapper, BearerHeader bearer,
        Supplier<Path> directory, InstantSource clock) {}
