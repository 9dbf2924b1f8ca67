package io.github.camelzoom.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;

/** Which requests a fault rule is for. */
final class RequestMatch {

    private static final Pattern WILD = Pattern.compile("\\{[^/}]*}|\\*\\*|\\*");

    private RequestMatch() {}

    static Predicate<Request> path(String method, String pattern) {
        StringBuilder regex = new StringBuilder(pattern.startsWith("/v2/") ? "" : "(?:/v2)?");
        Matcher wild = WILD.matcher(pattern);
        int from = 0;
        while (wild.find()) {
            regex.append(Pattern.quote(pattern.substring(from, wild.start())));
            regex.append(wild.group().equals("**") ? ".*" : "[^/]*");
            from = wild.end();
        }
        Pattern compiled = Pattern.compile(regex.append(Pattern.quote(pattern.substring(from))).toString());
        return r -> (method.equals("*") || method.equalsIgnoreCase(r.method())) && compiled.matcher(r.rawPath()).matches();
    }

    /** The user of a Basic header; empty when there is none that can be read. */
    static String basicUser(Request request) {
        String header = request.headers().first("Authorization").orElse("");
        try {
            String pair = new String(Base64.getDecoder().decode(header.replaceFirst("(?i)^basic +", "").trim()),
                    StandardCharsets.UTF_8);
            return pair.split(":", 2)[0];
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    static String grantType(Request request) {
        FormParameters form = FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8));
        return form.and(request.query()).first("grant_type").orElse("");
    }
}
