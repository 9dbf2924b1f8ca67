package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM that takes events over a WebSocket and recovers what it missed, from the moment that it is told {@code go}, until
 * it is killed. Each event is a line {@code begin} and, after some work, a line {@code end} in a file; and a line
 * {@code item} on the standard output.
 */
final class RecoveryWorker {

    private RecoveryWorker() {}

    /** Arguments: directory of the store, file for the lines, address of Zoom, of its WebSocket, client id, secret, account. */
    public static void main(String[] args) throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (DefaultCamelContext context = new DefaultCamelContext(); FileOutputStream lines = new FileOutputStream(args[1])) {
            ZoomComponent zoom = new ZoomComponent(context);
            ZoomConfiguration configuration = zoom.getConfiguration();
            configuration.setTokenStore("file:" + args[0]);
            configuration.setBaseUrl(args[2] + "/v2");
            configuration.setOauthUrl(args[2] + "/oauth");
            configuration.setOauthClientId(args[4]);
            configuration.setOauthClientSecret(args[5]);
            configuration.setAccountId(args[6]);
            zoom.setWebSocketUrl(args[3]);
            EventSettings settings = new EventSettings();
            settings.setRecoverPause(Duration.ofMillis(20));
            settings.setRecoverInterval(Duration.ofMillis(500));
            zoom.setEventSettings(settings);
            context.addComponent("zoom", zoom);
            System.out.println("ready");
            commands.readLine();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("zoom:events?subscriptionId=crash&recover=true").routeId("events").process(exchange -> {
                        String id = exchange.getMessage().getHeader("CamelZoomEventTransport") + " " + exchange.getMessage()
                                .getHeader("CamelZoomObjectUuid");
                        write(lines, "begin " + id);
                        System.out.println("item");
                        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(8_000)));
                        write(lines, "end " + id);
                    });
                }
            });
            context.start();
            System.out.println("taking");
            commands.readLine();
        }
    }

    private static void write(FileOutputStream lines, String line) throws IOException {
        lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
