/** Holds README.md and the documentation against the code: what they show compiles, runs and resolves. */
package io.github.camelzoom.examples.docs;
