package io.github.camelzoom.client.http;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** An HTTP client that answers from a list and remembers what it was asked. */
final class ScriptedHttp {

    private final Deque<Object> answers = new ArrayDeque<>();
    final List<ClassicHttpRequest> requests = new ArrayList<>();

    /** An answer; headers as name and value in turn. */
    ScriptedHttp answer(int status, String json, String... headers) {
        answers.add(response(status, "application/json", json, headers));
        return this;
    }

    ScriptedHttp broken(IOException e) {
        answers.add(e);
        return this;
    }

    static ClassicHttpResponse response(int status, String type, String body, String... headers) {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        if (body != null) {
            response.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), type == null
                    ? null
                    : ContentType.parse(type)));
        }
        return response;
    }

    HttpClient client() {
        return (HttpClient) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{ HttpClient.class },
                (proxy, method,
                        arguments) -> {
                    requests.add((ClassicHttpRequest) arguments[1]);
                    Object answer = answers.size() > 1 ? answers.poll() : answers.peek();
                    if (answer instanceof IOException e) {
                        throw e;
                    }
                    return answer;
                });
    }
}
