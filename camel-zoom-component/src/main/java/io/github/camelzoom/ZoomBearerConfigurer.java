package io.github.camelzoom;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.http.TokenRejection;
import io.github.camelzoom.producer.ApiClient;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;

/**
 * Puts the Zoom component's bearer on the requests of Camel's {@code http} component:
 * {@code https://api.zoom.us/v2/users?httpClientConfigurer=#zoomBearer}. Each attempt gets a bearer of its own, so that a
 * redelivery never repeats a dead one; a token that Zoom rejects is replaced once. Hosts that are not Zoom's (and not the
 * configured base) get none, also after a redirect.
 *
 * <p>
 * The component {@code zoom} registers it under the name {@code zoomBearer}; where the component is not otherwise used,
 * declare it as a bean: {@code #class:io.github.camelzoom.ZoomBearerConfigurer}. Thread-safe once started.
 */
public class ZoomBearerConfigurer implements HttpClientConfigurer, CamelContextAware, ExecChainHandler {

    /** The registry name that the component uses. */
    public static final String NAME = "zoomBearer";

    private static final long LONGEST_WAIT_SECONDS = 60;

    private CamelContext camelContext;
    private volatile ApiClient api;

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * @throws IllegalArgumentException when the component's options make no connection with a bearer
     */
    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        ZoomComponent component = camelContext.getComponent("zoom", ZoomComponent.class);
        ApiClient client = component.opened().open(component.getConfiguration()).get();
        if (client.bearer() == null) {
            throw new IllegalArgumentException(NAME + " needs a bearer, but authScheme="
                    + component.getConfiguration().getAuthScheme() + " has none");
        }
        api = client;
        // Inside of redirects and retries, so that each hop and each try is decided anew.
        builder.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), NAME, this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        request.removeHeaders(HttpHeaders.AUTHORIZATION);
        HttpHost host = scope.route.getTargetHost();
        URI target = URI.create(host.getSchemeName() + "://" + host.toHostString());
        if (!api.settings().hosts().mayCarryBearer(target)) {
            return chain.proceed(request, scope);
        }
        AccessToken token = await(api.bearer().token());
        ClassicHttpResponse response = send(request, scope, chain, token);
        boolean repeatable = request.getEntity() == null || request.getEntity().isRepeatable();
        if (TokenRejection.isIn(response)) {
            CompletionStage<AccessToken> fresh = api.bearer().replace(token.fingerprint());
            if (repeatable) {
                response.close();
                // The first try has put them there, and the client refuses a request that has them.
                request.removeHeaders(HttpHeaders.CONTENT_LENGTH);
                request.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
                return send(request, scope, chain, await(fresh));
            }
        } else if (response.getCode() < 400) {
            api.bearer().accepted(token.fingerprint());
        }
        return response;
    }

    private static ClassicHttpResponse send(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
            AccessToken token) throws IOException, HttpException {
        request.setHeader(HttpHeaders.AUTHORIZATION, new ZoomBearer(token.value()).toHeaderValue());
        return chain.proceed(request, scope);
    }

    private static AccessToken await(CompletionStage<AccessToken> stage) throws IOException {
        try {
            return stage.toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for a token", e);
        } catch (TimeoutException e) {
            throw new IOException("No token within " + LONGEST_WAIT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }
}
