package io.github.camelzoom.authorize;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;
import io.github.camelzoom.authorize.AuthorizeDesk.View;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How the pages look and behave in chromium, on a phone and on a desktop. */
class BrowserTest extends CamelTestSupport {

    private static final String PAGE = "/zoom/connections";

    @TempDir
    private static Path profile;
    private static Browser browser;
    private FakeServer server;
    private final FakeDesk desk = new FakeDesk();

    @BeforeAll
    static void openBrowser() throws Exception {
        Browser.missing().ifPresent(reason -> Assumptions.abort(reason));
        browser = Browser.start(profile);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        server = FakeServer.start(context, "127.0.0.1");
        context.addComponent("pages", new PagesComponent(desk, FakeServer.NOW));
        desk.add("acme-gmbh", true, "NEEDS_CONSENT", null).add("board-meetings", true, "READY", null)
                .add("hq-server-to-server", false, "READY", null)
                .add("nightly-recordings", false, "REFUSED",
                        "Zoom refused with invalid_client (Invalid client_id or client_secret); check oauthClientId and oauthClientSecret")
                .add("sales", true, "COLD", null);
        desk.views.put("tenant-without-client",
                new View("tenant-without-client", null, null, false, "INVALID", null, "oauthClientId is missing"));
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("pages:authorize").to("log:event");
            }
        };
    }

    @ParameterizedTest
    @CsvSource({ "phone, 390, 844, false", "phone-dark, 390, 844, true", "desktop, 1280, 800, false",
            "desktop-dark, 1280, 800, true" })
    void thePagesWorkOnEveryScreen(String name, int width, int height, boolean dark) throws Exception {
        browser.screen(width, height, dark);
        browser.open(server.uri(PAGE));
        assertThat(browser.title()).isEqualTo("Zoom connections");
        browser.sees("acme-gmbh", "needs authorization", "board-meetings", "connected",
                "expires in 50 minutes", "oauthClientId is missing");
        browser.screenshot(name + "-connections");
        assertUsable(browser);

        desk.next = new Outcome(true, "WORKS", "board-meetings", "Zoom answered; the connection works");
        browser.click("tbody tr:nth-child(2) button[value=test]");
        browser.sees("Zoom answered; the connection works");
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));
        browser.screenshot(name + "-notice");
        browser.open(server.uri(PAGE));
        assertThat(browser.text()).doesNotContain("Zoom answered");

        desk.next = new Outcome(false, "OTHER_BROWSER", "acme-gmbh",
                "the answer came from another browser than the one that began; nothing was changed");
        browser.open(server.uri("/zoom/callback?state=s&code=c"));
        browser.sees("This answer belongs to another browser");
        browser.screenshot(name + "-other-browser");
        assertUsable(browser);
        browser.click("a.button");
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));

        desk.next = new Outcome(true, "GRANTED", "acme-gmbh", "connection 'acme-gmbh' is authorized");
        browser.open(server.uri("/zoom/callback?state=s&code=c"));
        assertThat(browser.address()).isEqualTo(server.uri(PAGE));
        browser.sees("Connection 'acme-gmbh' is authorized");
        browser.forgetCookies();
        browser.open(server.uri("/zoom/callback?state=s&code=c"));
        browser.screenshot(name + "-connected");
        browser.sees("Connected", "You can close this window");
        for (JsonNode entry : browser.log()) {
            // Chromium asks for an icon by itself, and tells of each answer that is a refusal.
            assertThat(entry.path("message").asText()).doesNotContain("Content Security Policy");
        }
    }

    /** Nothing sticks out, everything can be hit with a thumb and reached and named without seeing. */
    private static void assertUsable(Browser browser) throws Exception {
        assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth").asInt()).isLessThanOrEqualTo(0);
        assertThat(browser.run("return [...document.querySelectorAll('button, a')].filter(e => "
                + "e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).length").asInt()).isZero();
        assertThat(browser.run("return [...document.querySelectorAll('button, a')].filter(e => !e.textContent.trim()).length")
                .asInt()).isZero();
        assertThat(browser.run("return document.querySelectorAll('h1').length").asInt()).isEqualTo(1);
        assertThat(browser.run("return document.documentElement.lang").asText()).isEqualTo("en");
        // The contrast of WCAG AA between every text and what is behind it.
        assertThat(browser.run(CONTRAST).toString()).isEqualTo("[]");
    }

    private static final String CONTRAST = """
            const light = c => { const [r, g, b] = c.map(v => { v /= 255;
                return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const parse = s => (s.match(/[\\d.]+/g) || []).map(Number);
            const behind = e => { for (; e; e = e.parentElement) {
                const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c.slice(0, 3); }
                return [255, 255, 255]; };
            return [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3
                && n.textContent.trim()) && e.offsetParent).map(e => { const a = light(parse(getComputedStyle(e).color)),
                b = light(behind(e)); return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.textContent]; })
                .filter(r => r[0] < 4.5);""";

    @Test
    void theKeyboardReachesEveryButtonVisibly() throws Exception {
        browser.screen(390, 844, false);
        browser.open(server.uri(PAGE));
        browser.type("body", "\uE004");
        assertThat(browser.run("return document.activeElement.textContent.trim()").asText()).startsWith("Authorize")
                .endsWith("acme-gmbh");
        assertThat(browser.run("return parseFloat(getComputedStyle(document.activeElement).outlineWidth)").asDouble())
                .isGreaterThanOrEqualTo(2);
        assertThat(browser.run("return performance.getEntriesByType('resource').length").asInt()).isZero();
    }
}
