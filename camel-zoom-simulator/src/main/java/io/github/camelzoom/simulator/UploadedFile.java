package io.github.camelzoom.simulator;

/**
 * A file that was uploaded in parts.
 *
 * @param name
 *            as its creation said
 * @param parts
 *            how many there were
 * @param content
 *            all parts in their order; not copied
 */
public record UploadedFile(String name, int parts, byte[] content) {}
