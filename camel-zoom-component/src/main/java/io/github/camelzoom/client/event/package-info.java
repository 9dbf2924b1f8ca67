/** Zoom's events as bytes: signatures, URL validation, the envelope and the key of an event. Pure functions. */
package io.github.camelzoom.client.event;
