/** Zoom in one JVM, written from Zoom's public documentation and independent of the component. */
package io.github.camelzoom.simulator;
