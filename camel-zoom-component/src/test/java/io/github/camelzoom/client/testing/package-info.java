/** Time and threads that a test turns by hand. */
package io.github.camelzoom.client.testing;
