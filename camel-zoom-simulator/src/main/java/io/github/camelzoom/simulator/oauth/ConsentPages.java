package io.github.camelzoom.simulator.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.world.Ids;

/** The authorize page: sign in, then allow or deny; the browser is then sent back to the app. Thread-safe. */
final class ConsentPages {

    static final String SIGN_IN = "/oauth/authorize/signin";
    static final String DECISION = "/oauth/authorize/decision";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private record Visit(AuthorizationRequest request, UserRef user, Instant expiresAt) {}

    private final SimulatedAccounts accounts;
    private final AuthorizationCodes codes;
    private final Ids ids;
    private final VirtualClock clock;
    private final Map<String, Visit> visits = new HashMap<>();

    ConsentPages(SimulatedAccounts accounts, AuthorizationCodes codes, Ids ids, VirtualClock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.ids = ids;
        this.clock = clock;
    }

    Answer authorize(Request request) {
        AuthorizationRequest authorization = AuthorizationRequest.read(request.query(), accounts);
        String visit = ids.text(18);
        remember(visit, authorization, null);
        return signInPage(visit, "", "");
    }

    Answer signIn(Request request) {
        FormParameters form = form(request);
        Visit visit = visit(form);
        String email = form.first("email").orElse("");
        Optional<UserRef> user = userByEmail(accounts, email);
        String key = form.first("visit").orElse("");
        if (user.isEmpty() || form.nonEmpty("password").isEmpty()) {
            return signInPage(key, email, "<p role=\"alert\">Incorrect e-mail address or password.</p>");
        }
        remember(key, visit.request(), user.get());
        return Answer.html(200, Html.page("Allow access?", """
                <p>The app <strong>%s</strong> wants to act for <strong>%s</strong> and asks for %d permissions.</p>
                <form method="post" action="%s">%s%s%s</form>""".formatted(Html.escape(visit.request().app().clientId()),
                Html.escape(email), visit.request().app().scopes().size(), DECISION, Html.hidden("visit", key),
                Html.button("allow", "decision", "allow", "Allow"), Html.button("deny", "decision", "deny", "Deny"))));
    }

    Answer decide(Request request) {
        FormParameters form = form(request);
        Visit visit = visit(form);
        if (visit.user() == null) {
            throw new PageFailure(0, "Please sign in first");
        }
        synchronized (this) {
            visits.remove(form.first("visit").orElse(""));
        }
        return Answer.redirect(302, form.first("decision").orElse("").equals("allow")
                ? allow(visit.request(), visit.user())
                : deny(visit.request()));
    }

    /** What a browser ends with when the user allows. */
    String allow(AuthorizationRequest request, UserRef user) {
        return request.location("code", codes.issue(request, user));
    }

    /** What a browser ends with when the user denies. */
    static String deny(AuthorizationRequest request) {
        return request.location("error", "access_denied");
    }

    static Optional<UserRef> userByEmail(SimulatedAccounts accounts, String email) {
        return accounts.all().stream().flatMap(a -> a.users().stream().filter(u -> u.email().equalsIgnoreCase(email))
                .map(u -> new UserRef(a.id(), u.id()))).findFirst();
    }

    static FormParameters form(Request request) {
        return FormParameters.parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    private static Answer signInPage(String visit, String email, String message) {
        return Answer.html(200, Html.page("Sign in", """
                %s<form method="post" action="%s">%s%s%s</form>""".formatted(message, SIGN_IN, Html.hidden("visit", visit),
                Html.signInFields(email), Html.button("signin", "action", "signin", "Sign in"))));
    }

    private synchronized void remember(String key, AuthorizationRequest request, UserRef user) {
        Instant now = clock.instant();
        visits.values().removeIf(v -> !v.expiresAt().isAfter(now));
        visits.put(key, new Visit(request, user, now.plus(PATIENCE)));
    }

    private synchronized Visit visit(FormParameters form) {
        return form.first("visit").map(visits::get).filter(v -> v.expiresAt().isAfter(clock.instant()))
                .orElseThrow(() -> new PageFailure(0, "This page has expired, please start again"));
    }
}
