/** The HTTP server of the context, for what Zoom and browsers send. */
package io.github.camelzoom.server;
