package io.github.camelzoom.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends connections in ways the public Vert.x API has no words for. */
final class Connections {

    private Connections() {}

    /** Closes with a TCP RST: with a linger time of zero the kernel drops what is unsent and does not say goodbye. */
    static void reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    /** Closes after what was written has gone out. */
    static void close(HttpConnection connection) {
        ((ConnectionBase) connection).channel().close();
    }
}
