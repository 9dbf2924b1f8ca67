package io.github.camelzoom.simulator.event;

/**
 * How the server behaves on a subscription's connections.
 *
 * @param silent
 *            keeps connections open and says nothing: no heartbeats, and events are lost
 * @param contentAsObject
 *            sends the event as an object instead of as a string of JSON
 */
record SocketHabits(boolean silent, boolean contentAsObject) {}
