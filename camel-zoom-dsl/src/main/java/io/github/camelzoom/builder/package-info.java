/**
 * Type-safe builders, all generated from the component's metadata: of endpoints in {@code endpoint}, of components in
 * {@code component}.
 */
package io.github.camelzoom.builder;
