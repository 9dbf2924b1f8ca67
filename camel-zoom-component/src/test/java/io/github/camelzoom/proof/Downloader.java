package io.github.camelzoom.proof;

import java.io.InputStream;
import java.util.Map;

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

    /** Arguments: file id, its size, mode, directory, and those of {@link ZoomAddress}. */
    @SuppressWarnings("try")
    public static void main(String[] args) throws Exception {
        String mode = args[2];
        String directory = args[3];
        try (CamelContext context = new DefaultCamelContext()) {
            ZoomAddress zoom = ZoomAddress.last(args);
            zoom.component(context).getConfiguration().setRetryDelay(1);
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
                    .of("id", args[0], "file_type", "MP4", "file_size", Long.parseLong(args[1]), "download_url", zoom.origin()
                            + "/rec/download/" + args[0])));
            if (exchange.getException() != null) {
                say("failed " + exchange.getException());
                return;
            }
            say("done " + PeakHeap.bytes() + " " + exchange.getProperty("right", 0L, Long.class));
        }
    }

    private static void compare(Exchange exchange) throws Exception {
        exchange.setProperty("right", FileBytes.matching(exchange.getMessage().getHeader("CamelFileName", String.class).replace(
                "-mp4.mp4", ""), exchange.getMessage().getBody(InputStream.class)));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
