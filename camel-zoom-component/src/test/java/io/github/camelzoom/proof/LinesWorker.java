package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.github.camelzoom.ZoomComponent;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM whose route begins at the moment that it is told {@code go}, and which is killed. Each message is a line
 * {@code begin} and, after some work, a line {@code end} in a file; and a line {@code item} on the standard output.
 */
final class LinesWorker implements AutoCloseable {

    private final BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ZoomComponent zoom;
    private final FileOutputStream lines;

    /** @param args of the process: directory of the store, file for the lines, maybe others, and those of {@link ZoomAddress} */
    LinesWorker(String[] args) throws IOException {
        zoom = ZoomAddress.last(args).component(context);
        zoom.getConfiguration().setTokenStore("file:" + args[0]);
        lines = new FileOutputStream(args[1]);
    }

    ZoomComponent zoom() {
        return zoom;
    }

    /**
     * Goes on until the process is killed.
     *
     * @param id   tells one message from the others
     * @param word what is printed when the route has started
     */
    void run(String uri, Function<Message, String> id, String word) throws Exception {
        System.out.println("ready");
        commands.readLine();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("work").process(exchange -> work(exchange, id));
            }
        });
        context.start();
        System.out.println(word);
        commands.readLine();
    }

    private void work(Exchange exchange, Function<Message, String> id) throws IOException {
        String name = id.apply(exchange.getMessage());
        write("begin " + name);
        System.out.println("item");
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(8_000)));
        write("end " + name);
    }

    private void write(String line) throws IOException {
        lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        context.close();
        lines.close();
    }
}
