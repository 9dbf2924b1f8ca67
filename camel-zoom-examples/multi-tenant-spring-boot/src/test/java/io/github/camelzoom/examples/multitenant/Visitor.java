package io.github.camelzoom.examples.multitenant;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser, as far as forms, cookies and redirects go: logs in, presses buttons, and sees the page that comes. */
final class Visitor {

    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
    private static final Pattern HIDDEN = Pattern.compile("<input[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value)=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private final URI service;
    private URI address;
    private int status;
    private String page = "";

    Visitor(URI service) {
        this.service = service;
    }

    Visitor open(String path) throws IOException, InterruptedException {
        return show(HttpRequest.newBuilder(service.resolve(path)).build());
    }

    /** Sends the form of the page that has this text in it, with its hidden fields. */
    Visitor press(String inForm, Map<String, String> fields) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page);
        while (form.find()) {
            if (form.group(2).contains(inForm)) {
                Map<String, String> all = new LinkedHashMap<>();
                Matcher hidden = HIDDEN.matcher(form.group(2));
                while (hidden.find()) {
                    Map<String, String> input = ATTRIBUTE.matcher(hidden.group()).results()
                            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
                    all.put(input.get("name"), input.get("value"));
                }
                all.putAll(fields);
                Matcher action = ACTION.matcher(form.group(1));
                return post(action.find() ? address.resolve(action.group(1)) : address, all);
            }
        }
        throw new IllegalStateException("there is no form with " + inForm + " at " + address);
    }

    Visitor post(URI to, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return show(HttpRequest.newBuilder(service.resolve(to)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    Visitor logIn(String name, String password) throws IOException, InterruptedException {
        open("/login").press("password", Map.of("username", name, "password", password));
        return this;
    }

    /** From the service's page to Zoom's, and back with the consent of this person. */
    Visitor connect(String connection, String zoomEmail) throws IOException, InterruptedException {
        open("/zoom/connections").press("value=\"" + connection + "\"", Map.of("zoomAction", "authorize"));
        press("email", Map.of("email", zoomEmail, "password", "any", "action", "signin"));
        return press("visit", Map.of("decision", "allow"));
    }

    private Visitor show(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        address = answer.uri();
        status = answer.statusCode();
        page = answer.body();
        return this;
    }

    URI address() {
        return address;
    }

    int status() {
        return status;
    }

    String page() {
        return page;
    }
}
