/**
 * Zoom's REST operations as data, and the pure step from an operation and parameter values to a request line. Nothing
 * here sends, reads a clock or keeps state; every type is immutable and may be shared between threads.
 */
package io.github.camelzoom.client.catalog;
