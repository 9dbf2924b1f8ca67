package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM that polls recordings from the moment that it is told {@code go}, until it is killed. Each item is a line
 * {@code begin} and, after some work, a line {@code end} in a file; and a line {@code item} on the standard output.
 */
final class PollWorker {

    private PollWorker() {}

    /** Arguments: directory of the store, user, file for the lines, address of Zoom, client id, secret, account. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (DefaultCamelContext context = new DefaultCamelContext(); FileOutputStream lines = new FileOutputStream(args[2])) {
            ZoomComponent zoom = new ZoomComponent(context);
            ZoomConfiguration configuration = zoom.getConfiguration();
            configuration.setTokenStore("file:" + args[0]);
            configuration.setBaseUrl(args[3] + "/v2");
            configuration.setOauthUrl(args[3] + "/oauth");
            configuration.setOauthClientId(args[4]);
            configuration.setOauthClientSecret(args[5]);
            configuration.setAccountId(args[6]);
            context.addComponent("zoom", zoom);
            System.out.println("ready");
            commands.readLine();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("zoom:users/recordings/list?param.userId=" + args[1] + "&startFrom=1d&overlap=0&lookback=0"
                            + "&initialDelay=1&delay=20").process(exchange -> {
                                String id = exchange.getMessage().getHeader("CamelZoomItemId", String.class);
                                write(lines, "begin " + id);
                                System.out.println("item");
                                LockSupport
                                        .parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(8_000)));
                                write(lines, "end " + id);
                            });
                }
            });
            context.start();
            System.out.println("polling");
            commands.readLine();
        }
    }

    private static void write(FileOutputStream lines, String line) throws IOException {
        lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
