package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.ZoomComponent;
import io.github.camelzoom.ZoomConfiguration;
import io.github.camelzoom.client.limit.Plan;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that reads a list in a JVM of its own with a small heap, and tells what it got. */
final class Reader {

    /** What a reader tells: its rows, and how long the reading took. */
    record Result(String rows, double seconds, String failure) {}

    /** Requests that are made before the time is taken. */
    static final int WARM_UP = 100;

    private Reader() {}

    /** Reads in another process with so much heap. The body holds the UUIDs of all meetings, for a parameter that is *. */
    static Result read(ZoomSimulator zoom, SimulatedApp app, SyntheticAccount account, int megabytes, String uri, String fields)
            throws Exception {
        SyntheticSize size = account.size();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xshare:auto", "-Djava.net.preferIPv4Stack=true", "-Dlog4j2.configurationFile=none",
                "-Dlog4j2.statusLoggerLevel=OFF",
                "-Xmx" + megabytes + "m", "-cp", System.getProperty("java.class.path"), Reader.class.getName()));
        command.addAll(List.of(zoom.baseUrl().toString(), zoom.oauthUrl().toString(), app.clientId(), app.clientSecret(),
                app.accountId(), uri, fields, Integer.toString(size.users()), Integer.toString(size.meetingsPerUser()),
                size.from().toString(), size.to().toString(), Long.toString(size.seed())));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("read ")) {
                    String[] parts = line.split(" ", 5);
                    return new Result(parts[1] + " " + parts[2], Double.parseDouble(parts[3]), parts[4]);
                }
            }
            throw new IllegalStateException("The reader ended with " + process.waitFor() + " and told nothing");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Arguments as {@link #read} gives them. */
    public static void main(String[] args) throws Exception {
        Rows rows = new Rows(args[6]);
        SyntheticSize size = SyntheticSize.users(Integer.parseInt(args[7])).meetingsPerUser(Integer.parseInt(args[8]))
                .between(LocalDate.parse(args[9]), LocalDate.parse(args[10])).seed(Long.parseLong(args[11]));
        SyntheticAccount account = new SyntheticAccount(args[4], size, size.seed(), size.to());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("zoom", component(context, args));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:read").to(args[5]).split(body()).streaming().stopOnException()
                            .process(exchange -> rows.add(exchange.getMessage().getBody(JsonNode.class)));
                    from("direct:warm").split(body())
                            .to("zoom:users/meetings/list?userId=" + account.userId(0));
                }
            });
            context.start();
            warmUp(context);
            long start = System.nanoTime();
            Exchange exchange;
            try (ProducerTemplate template = context.createProducerTemplate()) {
                exchange = template.request("direct:read", message -> message.getMessage().setBody(
                        IntStream.range(0, account.meetings().count()).mapToObj(account.meetings()::uuid).iterator()));
            }
            double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            System.out.println("read " + rows + " " + seconds + " " + exchange.getException());
        }
    }

    /** What a JVM's first calls cost is not what the limits allow; then the limit's second passes. */
    private static void warmUp(CamelContext context) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody("direct:warm", Collections.nCopies(WARM_UP, ""));
        }
        new CountDownLatch(1).await(2, TimeUnit.SECONDS);
    }

    private static ZoomComponent component(CamelContext context, String[] args) {
        ZoomComponent component = new ZoomComponent(context);
        component.setPlan(Plan.BUSINESS);
        ZoomConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(args[0]);
        configuration.setOauthUrl(args[1]);
        configuration.setOauthClientId(args[2]);
        configuration.setOauthClientSecret(args[3]);
        configuration.setAccountId(args[4]);
        return component;
    }
}
