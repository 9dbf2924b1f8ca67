/** Reads lists of Zoom to their end: pages, date windows, restarts, parents and children. */
package io.github.camelzoom.client.page;
