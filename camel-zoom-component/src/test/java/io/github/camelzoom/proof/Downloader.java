package io.github.camelzoom.proof;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;

import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.simulator.FileBytes;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A JVM of its own that fetches one file, through a route with stream caching as Camel has it by default: as a stream that
 * the next step reads and compares ({@code stream}), by the file component ({@code file}), or by option {@code directory}
 * ({@code save}). It says {@code done}, the peak of its heap and how many bytes were right.
 */
final class Downloader {

    private Downloader() {}

    /** Arguments: origin, client id, client secret, account, file id, its size, mode, directory. */
    @SuppressWarnings("try")
    public static void main(String[] args) throws Exception {
        String mode = args[6];
        String directory = args[7];
        try (CamelContext context = new DefaultCamelContext()) {
            ZoomComponent zoom = context.getComponent("zoom", ZoomComponent.class);
            zoom.getConfiguration().setBaseUrl(args[0] + "/v2");
            zoom.getConfiguration().setOauthUrl(args[0] + "/oauth");
            zoom.getConfiguration().setOauthClientId(args[1]);
            zoom.getConfiguration().setOauthClientSecret(args[2]);
            zoom.getConfiguration().setAccountId(args[3]);
            zoom.getConfiguration().setRetryDelay(1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stream").to("zoom:download").process(Downloader::compare);
                    from("direct:file").to("zoom:download").to("file:" + directory);
                    from("direct:save").to("zoom:download?directory=" + directory);
                }
            });
            context.start();
            Exchange exchange = context.createProducerTemplate().request("direct:" + mode, sent -> sent.getMessage().setBody(Map
                    .of("id", args[4], "file_type", "MP4", "file_size", Long.parseLong(args[5]), "download_url", args[0]
                            + "/rec/download/" + args[4])));
            if (exchange.getException() != null) {
                say("failed " + exchange.getException());
                return;
            }
            say("done " + peak() + " " + exchange.getProperty("right", 0L, Long.class));
        }
    }

    private static void compare(Exchange exchange) throws Exception {
        exchange.setProperty("right", FileBytes.matching(exchange.getMessage().getHeader("CamelFileName", String.class).replace(
                "-mp4.mp4", ""), exchange.getMessage().getBody(InputStream.class)));
    }

    /** The sum of what each part of the heap had at most, so rather too much than too little. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).map(
                MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
