/** Zoom's events over a WebSocket that is kept open: connect, heartbeat, renewal, reconnect. */
package io.github.camelzoom.client.socket;
