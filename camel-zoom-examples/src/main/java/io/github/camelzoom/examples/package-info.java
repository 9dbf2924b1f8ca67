/** Runs the examples: each has a folder of its own in this module, and a package with its routes in Java and its beans. */
package io.github.camelzoom.examples;
