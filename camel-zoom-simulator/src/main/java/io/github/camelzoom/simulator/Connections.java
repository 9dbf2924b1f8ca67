package io.github.camelzoom.simulator;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
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

    /**
     * Ends the connection of a WebSocket below the WebSocket: closed in the usual way, Vert.x sends a close frame.
     *
     * @param reset false when what was written is to go out first
     */
    static void cut(HttpConnection connection, boolean reset) {
        Channel channel = ((ConnectionBase) connection).channel();
        ChannelHandlerContext wire = channel.pipeline().firstContext();
        if (reset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            wire.close();
        } else {
            channel.flush();
            wire.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(gone -> wire.close());
        }
    }

    /** Closes after what was written has gone out. */
    static void close(HttpConnection connection) {
        ((ConnectionBase) connection).channel().close();
    }
}
