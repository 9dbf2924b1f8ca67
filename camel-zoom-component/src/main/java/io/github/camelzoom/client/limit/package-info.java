/** Zoom's rate limits. */
package io.github.camelzoom.client.limit;
