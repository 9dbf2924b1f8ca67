package io.github.camelzoom.simulator.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.catalogue.Catalogue;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.github.camelzoom.simulator.oauth.TokenRegistry;

/** Who may call: the bearer and its scopes. */
public final class BearerCheck {

    private static final int INVALID_TOKEN = 124;
    private static final int TOKEN_EMPTY = 4700;
    private static final int APP_DISABLED = 4717;
    private static final int SCOPES_MISSING = 4711;

    private final TokenRegistry tokens;
    private final VirtualClock clock;

    /** Checks against the tokens of one simulator. */
    public BearerCheck(TokenRegistry tokens, VirtualClock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The live token that the request carries in its header. */
    public IssuedToken authenticate(Request request) {
        if (request.query().contains("access_token")) {
            throw new ApiFailure(401, INVALID_TOKEN,
                    "Invalid access token, this access token is not supported as query parameter string.");
        }
        List<String> headers = request.headers().all("Authorization");
        String header = headers.isEmpty() ? "" : headers.get(0).trim();
        if (header.isEmpty() || header.equalsIgnoreCase("Bearer")) {
            throw new ApiFailure(401, TOKEN_EMPTY, "Token cannot be empty.");
        }
        if (headers.size() > 1 || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new ApiFailure(401, INVALID_TOKEN, "This API only supports OAuth2 authorization.");
        }
        IssuedToken token = tokens.find(header.substring(7).trim())
                .orElseThrow(() -> new ApiFailure(401, INVALID_TOKEN, "Invalid access token."));
        if (!token.app().active()) {
            throw new ApiFailure(401, APP_DISABLED, "The app has been disabled.");
        }
        if (!token.expiresAt().isAfter(clock.instant())) {
            throw new ApiFailure(401, INVALID_TOKEN, "Access token is expired.");
        }
        return token;
    }

    /** The token a header value carries, if any. */
    public Optional<IssuedToken> peek(Request request) {
        return request.headers().first("Authorization").filter(h -> h.length() > 7)
                .flatMap(h -> tokens.find(h.substring(7).trim()));
    }

    /** Any one of the operation's scopes is enough; the refusal names those of the app's own generation. */
    void authorize(IssuedToken token, Operation operation) {
        Set<String> held = token.scopes();
        if (token.app().allScopes() || operation.scopes().isEmpty() || operation.scopes().stream().anyMatch(held::contains)) {
            return;
        }
        boolean granular = held.isEmpty() || held.stream().anyMatch(Catalogue::isGranular);
        List<String> sameGeneration = operation.scopes().stream().filter(s -> Catalogue.isGranular(s) == granular).toList();
        List<String> named = sameGeneration.isEmpty() ? operation.scopes() : sameGeneration;
        throw missing(named);
    }

    static ApiFailure missing(List<String> scopes) {
        return new ApiFailure(400, SCOPES_MISSING,
                "Invalid access token, does not contain scopes:[" + String.join(", ", scopes) + "].");
    }
}
