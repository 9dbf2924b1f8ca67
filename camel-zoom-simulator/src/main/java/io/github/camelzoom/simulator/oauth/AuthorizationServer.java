package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure;
import io.github.camelzoom.simulator.world.Ids;

/** Everything under {@code /oauth}: endpoints for programs, pages for people. Thread-safe. */
public final class AuthorizationServer {

    private static final String AUTHORIZE = "/oauth/authorize";
    /** Where the one known production app with a public client sends its users. */
    private static final String PUBLIC_AUTHORIZE = "/v2/authorize";

    private final SimulatedAccounts accounts;
    private final ClientAuthentication clients;
    private final UserGrants grants;
    private final DeviceCodes devices;
    private final TokenEndpoint tokenEndpoint;
    private final RevokeEndpoint revokeEndpoint;
    private final ConsentPages consentPages;
    private final DevicePages devicePages;
    private final Supplier<String> origin;

    /** Knows the accounts of one simulator. */
    public AuthorizationServer(SimulatedAccounts accounts, TokenRegistry tokens, UserGrants grants, SimulatorSettings settings,
            VirtualClock clock, Ids ids, Supplier<String> origin) {
        this.accounts = accounts;
        this.grants = grants;
        this.origin = origin;
        this.clients = new ClientAuthentication(accounts, settings);
        this.devices = new DeviceCodes(ids, clock);
        AuthorizationCodes codes = new AuthorizationCodes(ids, clock);
        this.tokenEndpoint = new TokenEndpoint(clients,
                List.of(new AccountCredentialsGrant(accounts, tokens), new ClientCredentialsGrant(tokens),
                        new AuthorizationCodeGrant(codes, grants), new RefreshTokenGrant(grants, accounts),
                        new DeviceCodeGrant(devices, grants)),
                accountId -> accounts.find(accountId).flatMap(a -> a.apiUrl()).or(settings::apiUrl).orElseGet(origin));
        this.revokeEndpoint = new RevokeEndpoint(clients, grants);
        this.consentPages = new ConsentPages(accounts, codes, ids, clock);
        this.devicePages = new DevicePages(devices, clients, accounts, origin);
    }

    /** Whether a path belongs to the endpoints that programs call, which the journal keeps apart. */
    public static boolean isProgramEndpoint(String rawPath) {
        return rawPath.equals("/oauth/token") || rawPath.equals("/oauth/revoke") || rawPath.equals("/oauth/devicecode");
    }

    /** Whether a path belongs to the pages that people see. */
    public static boolean isPage(String rawPath) {
        return rawPath.startsWith("/oauth/") || rawPath.equals(DevicePages.PAGE) || rawPath.equals(PUBLIC_AUTHORIZE)
                || rawPath.equals(Metadata.PATH);
    }

    /** What the journal is to say about a request, whether or not it will ever be looked at. */
    public TokenTrace observe(Request request) {
        FormParameters parameters = request.bodyKind() == BodyKind.FORM
                ? FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8)).and(request.query())
                : request.query();
        return new TokenTrace(parameters.first("grant_type").orElse(null), clients.claimedId(request, parameters),
                parameters.firsts(), grants.serialOf(parameters.first("refresh_token").orElse(null)));
    }

    /** Answers a request to one of the program endpoints. */
    public Answer handle(Request request, TokenTrace trace) {
        try {
            if (!request.method().equals("POST")) {
                return new ApiFailure(405, 405, "Request method '" + request.method() + "' is not supported.").answer()
                        .with("Allow", "POST");
            }
            if (request.rawPath().endsWith("/token")) {
                return tokenEndpoint.handle(request, trace);
            }
            if (request.rawPath().endsWith("/revoke")) {
                return revokeEndpoint.handle(request, trace);
            }
            Answer answer = devicePages.deviceCode(request);
            trace.outcome("device code issued");
            return answer;
        } catch (OAuthFailure failure) {
            trace.outcome(failure.outcome());
            return failure.answer();
        }
    }

    /** Shows one of the pages. */
    public Answer page(Request request) {
        try {
            return switch (request.method() + " " + request.rawPath()) {
                case "GET " + AUTHORIZE, "GET " + PUBLIC_AUTHORIZE -> consentPages.authorize(request);
                case "POST " + ConsentPages.SIGN_IN -> consentPages.signIn(request);
                case "POST " + ConsentPages.DECISION -> consentPages.decide(request);
                case "GET " + DevicePages.PAGE, "POST " + DevicePages.PAGE -> devicePages.page(request);
                case "GET " + Metadata.PATH -> Metadata.answer(origin.get());
                default -> Answer.html(404, Html.page("Not found", "<p>There is no such page.</p>"));
            };
        } catch (PageFailure failure) {
            return Answer.html(400, Html.page(failure.getMessage(),
                    "<p role=\"alert\">%s (%,d)</p>".formatted(Html.escape(failure.getMessage()), failure.code())));
        }
    }

    /**
     * Does what a browser and a consenting user would do.
     *
     * @return where the browser is sent
     */
    public String approve(String query, String accountId, String userId) {
        return consentPages.allow(read(query), new UserRef(accountId, userId));
    }

    /** Does what a browser and a refusing user would do. */
    public String deny(String query) {
        return ConsentPages.deny(read(query));
    }

    /** Decides about a device; false when the code is not waiting. */
    public boolean decideDevice(String userCode, boolean allow, String accountId, String userId) {
        return devices.decide(userCode, allow ? DeviceCodes.State.ALLOWED : DeviceCodes.State.DENIED,
                new UserRef(accountId, userId));
    }

    private AuthorizationRequest read(String query) {
        try {
            return AuthorizationRequest.read(FormParameters.parse(query), accounts);
        } catch (PageFailure failure) {
            throw new IllegalArgumentException(failure.getMessage() + " (" + failure.code() + ")", failure);
        }
    }
}
