package io.github.camelzoom.springserver;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A person at a browser: follows redirects on the server, signs in where asked, and stops where the server sends her away. */
public final class Person {

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    /** Opens a page; returns where it ends: the callback that the browser would go to, or the last page. */
    public URI open(URI page) throws IOException, InterruptedException {
        URI at = page;
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at).header("Accept", "text/html").GET().build());
        while (answer.statusCode() / 100 == 3) {
            at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
            if (!at.getAuthority().equals(page.getAuthority())) {
                return at;
            }
            answer = send(at.getPath().equals("/login")
                    ? form(at, "username=" + SpringServerSetup.PERSON + "&password=" + encode(SpringServerSetup.PASSWORD))
                    : HttpRequest.newBuilder(at).header("Accept", "text/html").GET().build());
        }
        if (answer.statusCode() >= 400 && answer.statusCode() != 404) {
            throw new AssertionError(at.getPath() + " answered " + answer.statusCode());
        }
        return at;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest form(URI to, String body) {
        return HttpRequest.newBuilder(to).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
