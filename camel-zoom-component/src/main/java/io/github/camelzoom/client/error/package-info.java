/** One family of exceptions: each names the connection and the operation and says what to change. */
package io.github.camelzoom.client.error;
