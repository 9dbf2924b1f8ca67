/** Zoom's operations and their schemas, read from the module's packed tables. */
package io.github.camelzoom.simulator.catalogue;
