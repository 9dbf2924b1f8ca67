/** Zoom's events: WebSocket server, webhook sender, samples. */
package io.github.camelzoom.simulator.event;
