package io.github.camelzoom.client.socket;

import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.github.camelzoom.client.http.BearerSource;

/**
 * What a session works with.
 *
 * @param url            of the WebSocket, without subscription and token
 * @param subscriptionId of the event subscription
 * @param tokens         whose tokens it connects with
 * @param connector      opens connections
 * @param timer          never blocked
 * @param executor       runs the session's steps, which do not block
 * @param clock          for the life of tokens and what is shown
 * @param nanos          for everything that is measured
 * @param random         so that many that were cut off together do not come back together
 */
public record SocketContext(URI url, String subscriptionId, BearerSource tokens, SocketConnector connector,
        ScheduledExecutorService timer, Executor executor, InstantSource clock, LongSupplier nanos, RandomGenerator random) {}
