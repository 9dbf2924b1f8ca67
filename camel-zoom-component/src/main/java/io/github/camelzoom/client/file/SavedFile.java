package io.github.camelzoom.client.file;

import java.nio.file.Path;

/**
 * A file that is there as a whole.
 *
 * @param info what the last answer said; null when the file was there already and nothing was asked
 */
public record SavedFile(Path path, long size, AnswerInfo info) {}
