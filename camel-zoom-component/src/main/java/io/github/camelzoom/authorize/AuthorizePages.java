package io.github.camelzoom.authorize;

import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;
import io.github.camelzoom.authorize.AuthorizeDesk.View;
import io.github.camelzoom.client.auth.Secret;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests for the connections page and the callback. Thread-safe; nothing blocks.
 *
 * <p>
 * Who may see the page may connect and disconnect everything, so the order of the checks counts: who asks, by which
 * method, with whose cookie, from whose form, and only then what for.
 */
final class AuthorizePages {

    static final String CONNECTIONS = "connections";
    static final String CALLBACK = "callback";

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizePages.class);

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_FORM = 8 * 1024;
    private static final int MOST_NOTICES = 1000;

    private final AuthorizeDesk desk;
    private final AuthorizeEvents events;
    private final AuthorizeAccess access;
    private final Sessions sessions;
    /** What the next page of a session tells; by the session's fingerprint. */
    private final Map<String, Outcome> notices = LRUCacheFactory.newLRUCache(MOST_NOTICES);

    AuthorizePages(AuthorizeDesk desk, AuthorizeEvents events, AuthorizeAccess access, SecureRandom random) {
        this.desk = desk;
        this.events = events;
        this.access = access;
        this.sessions = new Sessions(random);
    }

    CompletionStage<Answer> connections(Exchange request) {
        if (!isAllowed(request)) {
            return done(ResultPage.failure(403, "Not allowed",
                    "This page is for browsers on the machine that the application runs on, unless its operator allows"
                            + " others (option authorizeAccess of zoom:authorize).",
                    null));
        }
        return switch (method(request)) {
            case "GET" -> done(list(request));
            case "POST" -> act(request);
            default -> done(notThatWay("GET, POST"));
        };
    }

    private boolean isAllowed(Exchange request) {
        try {
            return access == null ? ClientAddress.isLoopback(request) : access.isAllowed(request);
        } catch (RuntimeException e) {
            LOG.warn("authorizeAccess failed; the request is refused", e);
            return false;
        }
    }

    /** The connections that are this client's. */
    private List<View> visible(Exchange request) {
        return access == null
                ? desk.connections()
                : desk.connections().stream().filter(view -> isAllowed(request, view.name())).toList();
    }

    private boolean isAllowed(Exchange request, String connection) {
        try {
            return access.isAllowed(request, connection);
        } catch (RuntimeException e) {
            LOG.warn("authorizeAccess failed; connection {} is not shown", connection, e);
            return false;
        }
    }

    private Answer list(Exchange request) {
        Message message = request.getMessage();
        Secret known = session(message);
        Secret session = known != null ? known : sessions.create();
        Outcome notice = notices.remove(session.fingerprint(32));
        List<View> shown = visible(request);
        Answer page = Answer.page(200,
                ConnectionsPage.html(shown, notice, sessions.formToken(session), events.clock().instant()),
                desk.destinations(shown.stream().map(View::name).toList()));
        return known != null
                ? page
                : page.with("Set-Cookie", Sessions.cookie(session, directory(message), isSecure(message)));
    }

    private CompletionStage<Answer> act(Exchange request) {
        Message message = request.getMessage();
        String type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class).split(";", 2)[0].strip();
        if (!type.toLowerCase(Locale.ROOT).equals(FORM)) {
            return done(failed(415, "This is no form", "Use the buttons of the page."));
        }
        Map<String, String> fields;
        try {
            fields = fields(message);
        } catch (IllegalArgumentException e) {
            return done(failed(400, "This form cannot be read", "Use the buttons of the page."));
        }
        if (fields == null) {
            return done(failed(413, "This form is too long", "Use the buttons of the page."));
        }
        Secret session = session(message);
        if (!sessions.isOwnForm(session, fields.get(ConnectionsPage.TOKEN))) {
            return done(failed(403, "This form is out of date",
                    "The application was restarted, the browser sent no cookie, or the form came from elsewhere. Nothing was"
                            + " changed."));
        }
        String name = fields.get(ConnectionsPage.CONNECTION);
        Optional<View> connection = visible(request).stream().filter(view -> view.name().equals(name)).findFirst();
        if (connection.isEmpty()) {
            return done(failed(404, "There is no such connection", "It may have been removed or renamed."));
        }
        return act(session, connection.get(), fields.getOrDefault(ConnectionsPage.ACTION, ""));
    }

    /** Null when there is too much. */
    private static Map<String, String> fields(Message message) {
        Long length = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        if (length != null && length > MOST_FORM) {
            return null;
        }
        Map<String, String> fields = FormFields.posted(message,
                List.of(ConnectionsPage.TOKEN, ConnectionsPage.CONNECTION, ConnectionsPage.ACTION), MOST_FORM);
        return fields.values().stream().mapToInt(String::length).sum() > MOST_FORM ? null : fields;
    }

    private CompletionStage<Answer> act(Secret session, View connection, String action) {
        String name = connection.name();
        return switch (action) {
            case ConnectionsPage.AUTHORIZE -> done(begin(connection, session));
            case ConnectionsPage.TEST -> desk.test(name).thenApply(outcome -> backToList(session, outcome));
            case ConnectionsPage.REVOKE -> desk.revoke(name).thenApply(outcome -> {
                events.revoked(name, outcome);
                return backToList(session, outcome);
            });
            default -> done(failed(400, "There is no such button", "Use the buttons of the page."));
        };
    }

    private Answer begin(View connection, Secret session) {
        try {
            return Answer.redirect(desk.begin(connection.name(), session).toString());
        } catch (IllegalArgumentException e) {
            return backToList(session, new Outcome(false, "INVALID", connection.name(), e.getMessage()));
        }
    }

    private Answer backToList(Secret session, Outcome outcome) {
        notices.put(session.fingerprint(32), outcome);
        return Answer.redirect(CONNECTIONS);
    }

    CompletionStage<Answer> callback(Exchange request) {
        if (!method(request).equals("GET")) {
            return done(notThatWay("GET"));
        }
        Message message = request.getMessage();
        Map<String, String> query;
        try {
            query = FormFields.parse(query(message));
        } catch (IllegalArgumentException e) {
            return done(ResultPage.failure(400, "This address cannot be read", "Open the authorization link again.", null));
        }
        Secret session = session(message);
        boolean goesBack = session != null && isAllowed(request);
        return desk.complete(session, query.get("state"), query.get("code"), query.get("error")).thenApply(outcome -> {
            events.consent(desk, outcome);
            // Away from the address with the code, where there is a page to go to.
            return outcome.success() && goesBack
                    ? backToList(session, outcome)
                    : ResultPage.of(outcome, goesBack ? CONNECTIONS : null);
        });
    }

    private static Secret session(Message message) {
        return Sessions.read(message.getHeader("Cookie"));
    }

    private static String query(Message message) {
        String raw = message.getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return raw != null ? raw : message.getHeader(Exchange.HTTP_QUERY, String.class);
    }

    private static String method(Exchange request) {
        return request.getMessage().getHeader(Exchange.HTTP_METHOD, "", String.class);
    }

    /** The path of the request without its last segment, which is where the cookie is good for. */
    private static String directory(Message message) {
        String path = URI.create(message.getHeader(Exchange.HTTP_URL, "/", String.class)).getRawPath();
        int end = path == null ? 0 : path.lastIndexOf('/');
        return end <= 0 ? "/" : path.substring(0, end);
    }

    private static boolean isSecure(Message message) {
        return message.getHeader(Exchange.HTTP_URL, "", String.class).toLowerCase(Locale.ROOT).startsWith("https:")
                || "https".equals(message.getHeader("X-Forwarded-Proto"));
    }

    private static Answer notThatWay(String allowed) {
        return ResultPage.failure(405, "This cannot be done", "The page is there to be looked at and to press its buttons.",
                null).with("Allow", allowed);
    }

    private static Answer failed(int status, String title, String words) {
        return ResultPage.failure(status, title, words, CONNECTIONS);
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedStage(answer);
    }
}
