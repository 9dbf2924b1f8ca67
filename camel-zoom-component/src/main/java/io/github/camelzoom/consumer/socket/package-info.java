/** Events over the WebSocket that we open. */
package io.github.camelzoom.consumer.socket;
