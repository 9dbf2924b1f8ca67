package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure;

/** Everything under {@code /oauth}. */
public final class AuthorizationServer {

    private final ClientAuthentication clients;
    private final TokenEndpoint tokenEndpoint;

    /** Knows the accounts of one simulator. */
    public AuthorizationServer(SimulatedAccounts accounts, TokenRegistry tokens, SimulatorSettings settings,
            Supplier<String> apiUrl) {
        this.clients = new ClientAuthentication(accounts, settings);
        this.tokenEndpoint = new TokenEndpoint(clients,
                List.of(new AccountCredentialsGrant(accounts, tokens), new ClientCredentialsGrant(tokens)), apiUrl);
    }

    /** Whether a path belongs to the endpoints that programs call, which the journal keeps apart. */
    public static boolean isProgramEndpoint(String rawPath) {
        return rawPath.equals("/oauth/token") || rawPath.equals("/oauth/revoke") || rawPath.equals("/oauth/devicecode");
    }

    /** What the journal is to say about a request, whether or not it will ever be looked at. */
    public TokenTrace observe(Request request) {
        FormParameters parameters = request.bodyKind() == BodyKind.FORM
                ? FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8)).and(request.query())
                : request.query();
        return new TokenTrace(parameters.first("grant_type").orElse(null), clients.claimedId(request, parameters),
                parameters.firsts(), 0);
    }

    /** Answers a request to one of the program endpoints. */
    public Answer handle(Request request, TokenTrace trace) {
        try {
            if (!request.method().equals("POST")) {
                return new ApiFailure(405, 405, "Request method '" + request.method() + "' not supported").answer().with(
                        "Allow",
                        "POST");
            }
            return tokenEndpoint.handle(request, trace);
        } catch (OAuthFailure failure) {
            trace.outcome(failure.outcome());
            return failure.answer();
        }
    }
}
