package io.github.camelzoom.examples.multitenant;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.awaitility.Awaitility;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Two customers use the service with a simulated Zoom, each in a browser of their own, and every step is told. Ends with
 * exit code 0 when all went as it should.
 */
public final class Walk {

    private static final String PASSWORD = "a-long-password";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A connection on the page, and its state. */
    private static final Pattern ROW = Pattern.compile("<strong>([^<]+)</strong>.*?<span class=\"badge[^>]*>([^<]+)<",
            Pattern.DOTALL);

    private final PrintStream out;
    private final URI url;
    private final Map<String, Object> properties;

    Walk(PrintStream out, URI url, Map<String, Object> properties) {
        this.out = out;
        this.url = url;
        this.properties = properties;
    }

    public static void main(String[] args) throws Exception {
        Path data = Files.createTempDirectory("multi-tenant");
        URI url = freeAddress();
        try (SimulatedWorld world = new SimulatedWorld(url)) {
            new Walk(System.out, url, world.properties(data)).run(world);
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.exit(0);
    }

    static URI freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://localhost:" + socket.getLocalPort());
        }
    }

    void run(SimulatedWorld world) throws Exception {
        Visitor alice = new Visitor(url);
        Visitor gus = new Visitor(url);
        try (ConfigurableApplicationContext service = start()) {
            out.println(service.getId() + " is at " + url + ", Zoom at " + world.zoom().origin());
            join(alice, "acme");
            join(gus, "globex");
            told("acme: meetings", alice.open("/tenants/acme/meetings"));
            told("acme: page of connections", alice.open("/zoom/connections"));
            connect(alice, "acme", world);
            connect(gus, "globex", world);
            told("acme: meetings", alice.open("/tenants/acme/meetings"));
            told("globex: meetings", gus.open("/tenants/globex/meetings"));
            told("globex: page of connections", gus.open("/zoom/connections"));
            told("globex: meetings of acme", gus.open("/tenants/acme/meetings"));
            Visitor operator = new Visitor(url).logIn("operator", properties.get("OPERATOR_PASSWORD").toString());
            told("operator: colleagues", operator.open("/operator/colleagues"));
            told("operator: health", operator.open("/actuator/health"));
            told("operator: tokens that are ready", operator.open("/actuator/metrics/camel.zoom.tokens?tag=state:ready"));
        }
        out.println("the service is restarted");
        int consents = world.zoom().journal().tokenRequestCount();
        try (ConfigurableApplicationContext service = start()) {
            alice = new Visitor(url).logIn("acme", PASSWORD);
            told("acme: meetings", alice.open("/tenants/acme/meetings"));
            out.printf("%-37s %d%n", "requests for tokens since the restart",
                    world.zoom().journal().tokenRequestCount() - consents);
            out.println("acme's owner removes the app on Zoom's marketplace");
            world.uninstall("acme");
            Tenants tenants = service.getBean(Tenants.class);
            Awaitility.await().atMost(PATIENCE).until(() -> tenants.find("acme").isEmpty());
            told("acme: meetings", alice.open("/tenants/acme/meetings"));
            gus = new Visitor(url).logIn("globex", PASSWORD);
            told("globex: meetings", gus.open("/tenants/globex/meetings"));
        }
    }

    private ConfigurableApplicationContext start() {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("logging.level.root", "ERROR");
        // The walk tells of failures itself.
        all.put("logging.level.org.apache.camel.processor.errorhandler", "OFF");
        return new SpringApplicationBuilder(Service.class).bannerMode(Banner.Mode.OFF).logStartupInfo(false)
                .run(all.entrySet().stream().map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
    }

    private void join(Visitor visitor, String name) throws Exception {
        visitor.post(url.resolve("/sign-up"), Map.of("name", name, "password", PASSWORD));
        told(name + ": signs up", visitor);
        visitor.logIn(name, PASSWORD);
    }

    private void connect(Visitor visitor, String name, SimulatedWorld world) throws Exception {
        visitor.connect(Tenant.connectionOf(name), world.person(name).email());
        told(name + ": Authorize, Allow at Zoom", visitor);
    }

    private void told(String step, Visitor visitor) throws IOException {
        out.println("%-37s %d  %s".formatted(step, visitor.status(), summary(visitor.page())).stripTrailing());
    }

    private String summary(String page) throws IOException {
        if (page.startsWith("<")) {
            return ROW.matcher(page).results().map(row -> row.group(1) + ": " + row.group(2))
                    .collect(Collectors.joining(", "));
        }
        JsonNode json = page.isEmpty() ? MissingNode.getInstance() : JSON.readTree(page);
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false)
                    .map(item -> item.path("topic").asText(item.path("email").asText()))
                    .collect(Collectors.joining(", "));
        }
        return Stream.of("/detail", "/error", "/measurements/0/value", "/status").map(json::at)
                .filter(JsonNode::isValueNode).map(JsonNode::asText).findFirst().orElse("");
    }
}
