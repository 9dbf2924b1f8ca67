package io.github.camelzoom.client.http;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.client.auth.AccessToken;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** One request and the redirects it leads to. */
final class Attempt {

    /** Say which bytes of a file are wanted, and nothing about the caller: storage hosts need them. */
    private static final Set<String> FOR_ANY_HOST = Set.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING, HttpHeaders.RANGE,
            HttpHeaders.IF_RANGE);

    private final HttpClient http;
    private final ZoomCall call;
    private final CallSettings settings;

    Attempt(HttpClient http, ZoomCall call, CallSettings settings) {
        this.http = http;
        this.call = call;
        this.settings = settings;
    }

    /**
     * @param token null to send without a bearer
     */
    LiveAnswer send(AccessToken token) throws IOException {
        URI target = call.target().apply(token == null ? null : token.apiUrl());
        String method = call.method();
        boolean withBody = call.body() != null;
        for (int hop = 0;; hop++) {
            boolean trusted = settings.hosts().mayCarryBearer(target);
            if (!settings.hosts().mayBeCalled(target)) {
                throw new RefusedRedirectException(
                        "a redirect to " + target.getHost() + ", " + settings.hosts().reasonNotToCall());
            }
            ClassicHttpRequest request = request(method, target, trusted ? token : null, withBody, hop == 0 || trusted);
            HttpClientContext context = HttpClientContext.create();
            context.setRequestConfig(settings.timeouts().toRequestConfig());
            ClassicHttpResponse response = http.executeOpen(host(target), request, context);
            if (!RedirectPolicy.isRedirect(response.getCode())) {
                return new LiveAnswer(response);
            }
            try (response) {
                EntityUtils.consumeQuietly(response.getEntity());
                if (hop == RedirectPolicy.MAX_HOPS) {
                    throw new RefusedRedirectException("more than " + RedirectPolicy.MAX_HOPS + " redirects");
                }
                target = RedirectPolicy.next(target, value(response));
            }
            if (!RedirectPolicy.keepsMethod(response.getCode(), method, settings.hosts().mayCarryBearer(target),
                    target.getHost())) {
                method = "GET";
                withBody = false;
            }
            if (withBody && !call.isRepeatable()) {
                throw new RefusedRedirectException("a redirect, but the body is a stream that cannot be sent again");
            }
        }
    }

    private static String value(ClassicHttpResponse response) {
        return response.containsHeader(HttpHeaders.LOCATION)
                ? response.getFirstHeader(HttpHeaders.LOCATION).getValue()
                : null;
    }

    private ClassicHttpRequest request(String method, URI target, AccessToken token, boolean withBody, boolean headers) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        // The path goes out as it is: an HTTP client that normalises %2F would damage meeting UUIDs.
        ClassicHttpRequest request = new BasicClassicHttpRequest(method, host(target),
                target.getRawQuery() == null ? path : path + "?" + target.getRawQuery());
        request.setHeader(HttpHeaders.ACCEPT, "application/json, */*;q=0.5");
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            if (headers || FOR_ANY_HOST.contains(header.getKey())) {
                request.setHeader(header.getKey(), header.getValue());
            }
        }
        if (token != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.value().reveal());
        }
        if (withBody) {
            request.setEntity(call.body());
        }
        return request;
    }

    private static HttpHost host(URI uri) {
        return new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    }
}
