/** Two nodes and one event subscription: one leads, and another takes its place. */
package io.github.camelzoom.examples.master;
