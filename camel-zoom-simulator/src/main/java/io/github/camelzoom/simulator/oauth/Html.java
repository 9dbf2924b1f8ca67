package io.github.camelzoom.simulator.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Plain, accessible pages. */
final class Html {

    private Html() {}

    static String page(String title, String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s - Zoom simulator</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>body{font:1rem/1.5 sans-serif;margin:2rem auto;max-width:32rem;padding:0 1rem}
                label,input,button{display:block;font:inherit;margin:.5rem 0}</style></head>
                <body><main><h1>%1$s</h1>
                %2$s
                </main></body></html>
                """.formatted(escape(title), content);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
                "&#39;");
    }

    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, escape(value));
    }

    static String signInFields(String email) {
        return """
                <label for="email">E-mail address</label>
                <input id="email" name="email" type="email" autocomplete="username" required value="%s">
                <label for="password">Password (any will do)</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                """.formatted(escape(email));
    }

    static String button(String id, String name, String value, String label) {
        return "<button id=\"%s\" type=\"submit\" name=\"%s\" value=\"%s\">%s</button>".formatted(id, name, value,
                escape(label));
    }
}
