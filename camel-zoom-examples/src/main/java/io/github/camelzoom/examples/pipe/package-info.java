/** A Pipe of Kamelets. */
package io.github.camelzoom.examples.pipe;
