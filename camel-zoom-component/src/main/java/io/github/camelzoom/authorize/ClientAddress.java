package io.github.camelzoom.authorize;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.vertx.core.net.SocketAddress;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.BeanIntrospection;
import org.apache.camel.support.PluginHelper;

/**
 * Whether a request comes from a browser on this machine. What cannot be known counts as no.
 *
 * <p>
 * Both ends of the line must be loopback addresses. The client's alone would not do: some servers replace it by what
 * {@code X-Forwarded-For} says, and nobody can forge the server's end. A request that a proxy passed on is refused,
 * since the proxy may run here while its client does not. And the address bar must name this machine, or a page of
 * another site whose name was made to point here could read and press everything (DNS rebinding).
 */
final class ClientAddress {

    private static final String VERTX_REMOTE = "CamelVertxPlatformHttpRemoteAddress";
    private static final String VERTX_LOCAL = "CamelVertxPlatformHttpLocalAddress";
    private static final String NETTY_REMOTE = "CamelNettyRemoteAddress";
    private static final String NETTY_LOCAL = "CamelNettyLocalAddress";
    private static final String SERVLET = "CamelHttpServletRequest";
    private static final List<String> PROXIED = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Forwarded-Proto", "X-Forwarded-Server", "X-Real-IP", "Via");
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @param name the host that the browser asked for, as the server tells; null when only the Host header tells
     */
    private record Line(InetAddress client, InetAddress server, String name) {}

    private ClientAddress() {}

    static boolean isLoopback(Exchange request) {
        Message message = request.getMessage();
        Line line = line(message);
        return line != null && isLoopback(line.client()) && isLoopback(line.server())
                && PROXIED.stream().allMatch(header -> message.getHeader(header) == null)
                && isAskedByName(message.getHeader("Host"), line.name());
    }

    private static boolean isLoopback(InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static boolean isAskedByName(Object header, String name) {
        // Several Host headers arrive as a list, whose text is no name.
        String host = header == null ? null : header.toString().replaceFirst(":\\d+$", "");
        return (host != null || name != null) && Stream.of(host, name).filter(Objects::nonNull)
                .allMatch(each -> NAMES.contains(each.toLowerCase(Locale.ROOT)));
    }

    private static Line line(Message message) {
        Object vertx = message.getHeader(VERTX_REMOTE);
        // Looked up by name: Vert.x need not be there.
        if (vertx != null && vertx.getClass().getName().startsWith("io.vertx.")) {
            return new Line(Vertx.address(vertx), Vertx.address(message.getHeader(VERTX_LOCAL)), nameInUrl(message));
        }
        if (message.getHeader(NETTY_REMOTE) instanceof InetSocketAddress client
                && message.getHeader(NETTY_LOCAL) instanceof InetSocketAddress server) {
            return new Line(client.getAddress(), server.getAddress(), null);
        }
        Object servlet = message.getHeader(SERVLET);
        if (servlet != null && !(servlet instanceof String)) {
            BeanIntrospection bean = PluginHelper.getBeanIntrospection(message.getExchange().getContext());
            return new Line(literal(bean.getOrElseProperty(servlet, "remoteAddr", null, false)),
                    literal(bean.getOrElseProperty(servlet, "localAddr", null, false)), nameInUrl(message));
        }
        return null;
    }

    private static String nameInUrl(Message message) {
        try {
            return String.valueOf(URI.create(message.getHeader(Exchange.HTTP_URL, "", String.class)).getHost());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The address in a text that a server wrote; it is never looked up. */
    private static InetAddress literal(Object text) {
        try {
            return text instanceof String address && address.matches("[0-9a-fA-F:.]+(%\\w+)?")
                    ? InetAddress.getByName(address)
                    : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Loaded only when there is Vert.x. */
    private static final class Vertx {

        static InetAddress address(Object address) {
            return address instanceof SocketAddress socket ? literal(socket.hostAddress()) : null;
        }
    }
}
