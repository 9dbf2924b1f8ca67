package io.github.camelzoom.client.file;

import java.io.InputStream;

import io.github.camelzoom.client.http.LiveAnswer;

/**
 * A file from some byte on, still on the line.
 *
 * @param start   the first byte that {@code body} gives: the one asked for, or 0 when the server gives whole files only
 * @param changed whether it is another file than that of the answer before
 */
record Part(LiveAnswer answer, InputStream body, long start, boolean changed) {}
