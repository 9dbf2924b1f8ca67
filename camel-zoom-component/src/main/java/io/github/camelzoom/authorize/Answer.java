package io.github.camelzoom.authorize;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a browser is answered. Every answer says that it may not be kept, framed, or add anything from elsewhere.
 * Immutable.
 *
 * @param status  of HTTP
 * @param headers all headers but the length
 * @param html    empty for none
 */
record Answer(int status, Map<String, String> headers, String html) {

    /**
     * Where Zoom's authorize page may send a browser on to. Browsers hold the form's policy against every redirect that
     * follows it.
     */
    private static final List<String> ZOOM = List.of("https://zoom.us", "https://*.zoom.us", "https://zoomgov.com",
            "https://*.zoomgov.com");

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer page(int status, String html) {
        return page(status, html, List.of());
    }

    /**
     * @param destinations where else the page's forms may lead
     */
    static Answer page(int status, String html, Collection<URI> destinations) {
        Map<String, String> headers = fixedHeaders();
        headers.put("Content-Type", "text/html; charset=utf-8");
        headers.put("Content-Security-Policy", policy(destinations));
        return new Answer(status, headers, html);
    }

    /** To another address, by GET. */
    static Answer redirect(String location) {
        Map<String, String> headers = fixedHeaders();
        headers.put("Location", location);
        return new Answer(303, headers, "");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, html);
    }

    private static Map<String, String> fixedHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }

    private static String policy(Collection<URI> destinations) {
        String forms = Stream.concat(ZOOM.stream(), destinations.stream().map(Answer::origin)).distinct()
                .collect(Collectors.joining(" "));
        return "default-src 'none'; style-src " + PageStyle.SOURCE + "; form-action 'self' " + forms
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
