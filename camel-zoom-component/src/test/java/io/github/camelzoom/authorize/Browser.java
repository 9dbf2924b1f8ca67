package io.github.camelzoom.authorize;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/**
 * A real chromium, driven by chromedriver over the W3C WebDriver protocol. One window, no extensions, no profile of its
 * user; nothing but the pages' own address may be asked for.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private Browser(Process driver, URI session) {
        this.driver = driver;
        this.session = session;
    }

    /** Why no browser can be started; empty when one can. */
    public static Optional<String> missing() {
        return Stream.of("chromium", "chromedriver").filter(program -> program(program).isEmpty()).findFirst()
                .map(program -> program + " is not on the PATH");
    }

    private static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)).filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param folder takes the profile and the driver's log
     */
    public static Browser start(Path folder) throws Exception {
        int port = FakeServer.freePort();
        Process driver = new ProcessBuilder(program("chromedriver").orElseThrow().toString(), "--port=" + port)
                .redirectErrorStream(true).redirectOutput(folder.resolve("driver.log").toFile()).start();
        URI root = URI.create("http://localhost:" + port + "/");
        Browser starter = new Browser(driver, root);
        try {
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> starter.call("GET", "status", null)
                    .path("ready").asBoolean());
            List<String> arguments = Stream.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en",
                    "--user-data-dir=" + folder.resolve("profile")).toList();
            JsonNode created = starter.call("POST", "session", Map.of("capabilities", Map.of("alwaysMatch",
                    Map.of("browserName", "chrome", "goog:chromeOptions",
                            Map.of("binary", program("chromium").orElseThrow().toString(), "args", arguments)))));
            return new Browser(driver, URI.create(root + "session/" + created.path("sessionId").asText() + "/"));
        } catch (Exception e) {
            starter.close();
            throw e;
        }
    }

    /** Makes it a screen of this size; the window of a desktop would never be as narrow as a phone. */
    public void screen(int width, int height, boolean dark) throws Exception {
        devtools("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        devtools("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    private JsonNode devtools(String command, Map<String, ?> parameters) throws Exception {
        return call("POST", "goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    private JsonNode call(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(session.resolve(path)).timeout(PATIENCE)
                .method(method, body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode value = JSON.readTree(answer.body()).path("value");
        if (answer.statusCode() != 200) {
            throw new IOException(value.path("error").asText() + ": " + value.path("message").asText());
        }
        return value;
    }

    public String version() throws Exception {
        return devtools("Browser.getVersion", Map.of()).path("product").asText();
    }

    public void open(URI uri) throws Exception {
        call("POST", "url", Map.of("url", uri.toString()));
    }

    public URI address() throws Exception {
        return URI.create(call("GET", "url", null).asText());
    }

    public String title() throws Exception {
        return call("GET", "title", null).asText();
    }

    /** The text that a person sees. */
    public String text() throws Exception {
        return call("GET", "element/" + find("body") + "/text", null).asText();
    }

    /** Waits until a person would see all of it; a form's answer may take its time. */
    public void sees(String... words) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions()
                .untilAsserted(() -> Assertions.assertThat(text()).contains(words));
    }

    private String find(String css) throws Exception {
        return call("POST", "element", Map.of("using", "css selector", "value", css)).elements().next().asText();
    }

    public void type(String css, String text) throws Exception {
        call("POST", "element/" + find(css) + "/value", Map.of("text", text));
    }

    public void click(String css) throws Exception {
        call("POST", "element/" + find(css) + "/click", Map.of());
    }

    /** Runs a function body in the page; the page's policy does not hold for the driver. */
    public JsonNode run(String script) throws Exception {
        return call("POST", "execute/sync", Map.of("script", script, "args", List.of()));
    }

    /** What was said on the console since last asked: among others, everything the security policy stopped. */
    public JsonNode log() throws Exception {
        return call("POST", "se/log", Map.of("type", "browser"));
    }

    public void forgetCookies() throws Exception {
        devtools("Network.clearBrowserCookies", Map.of());
    }

    /** The whole page, to look at. */
    public void screenshot(String name) throws Exception {
        JsonNode shot = devtools("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Path file = Path.of("target", "screenshots", name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    @Override
    public void close() {
        List<ProcessHandle> started = Stream.concat(driver.descendants(), Stream.of(driver.toHandle())).toList();
        try {
            call("DELETE", "", null);
        } catch (IOException e) {
            // It is gone, then; what is left of it is ended below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Until the last of them has ended, they write to the profile.
        started.forEach(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(PATIENCE).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
}
