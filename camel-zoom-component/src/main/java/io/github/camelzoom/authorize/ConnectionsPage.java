package io.github.camelzoom.authorize;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;
import io.github.camelzoom.authorize.AuthorizeDesk.View;

/** The list of connections, with what can be done about each. Pure functions. */
final class ConnectionsPage {

    static final String TOKEN = "zoomFormToken";
    static final String CONNECTION = "zoomConnection";
    static final String ACTION = "zoomAction";
    static final String AUTHORIZE = "authorize";
    static final String TEST = "test";
    static final String REVOKE = "revoke";

    private static final int MOST = 1000;

    private ConnectionsPage() {}

    /**
     * @param notice    what came of the last action; null for none
     * @param formToken proves that a form is ours
     */
    static String html(List<View> connections, Outcome notice, String formToken, Instant now) {
        String body = connections.isEmpty()
                ? """
                        <p class="card">There is no named connection yet. Name one in the configuration, for instance
                        <code>camel.component.zoom.connections[acme].oauthClientId</code>.</p>"""
                : table(connections, formToken, now);
        return Html.page("Zoom connections", "", """
                <h1>Zoom connections</h1>
                <p class="lead">Which Zoom accounts and users this application acts for.</p>
                <div role="status" aria-live="polite">%s</div>
                %s""".formatted(notice(notice), body));
    }

    private static String notice(Outcome notice) {
        return notice == null
                ? ""
                : "<p class=\"notice " + (notice.success() ? "good" : "bad") + "\">" + Html.sentence(notice.message()) + "</p>";
    }

    private static String table(List<View> connections, String formToken, Instant now) {
        String rows = connections.stream().limit(MOST).map(view -> row(view, formToken, now))
                .collect(Collectors.joining("\n"));
        String rest = connections.size() <= MOST
                ? ""
                : "<p class=\"lead\">" + (connections.size() - MOST) + " more are not shown.</p>";
        // The roles keep it a table for screen readers where a small screen shows it as cards.
        return """
                <table role="table">
                <caption class="unseen">Connections, how they stand, and what can be done</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Connection</th>
                <th role="columnheader" scope="col">State</th><th role="columnheader" scope="col">Access token</th>
                <th role="columnheader" scope="col">Actions</th></tr></thead>
                <tbody role="rowgroup">
                %s
                </tbody>
                </table>%s""".formatted(rows, rest);
    }

    private static String row(View view, String formToken, Instant now) {
        Words.Said state = Words.state(view.grant() == null && "READY".equals(view.state()) ? "NONE" : view.state());
        return """
                <tr role="row">
                <th role="rowheader" scope="row"><strong>%s</strong>%s</th>
                <td role="cell"><span class="badge %s">%s</span>%s</td>
                <td role="cell"><span class="label" aria-hidden="true">Access token</span>%s</td>
                <td role="cell"><form method="post" action="connections">
                <input type="hidden" name="%s" value="%s">
                <input type="hidden" name="%s" value="%s">
                %s</form></td>
                </tr>""".formatted(Html.text(view.name()), app(view), state.tone(), Html.text(state.words()),
                view.message() == null ? "" : "<small>" + Html.sentence(view.message()) + "</small>", expiry(view, now), TOKEN,
                Html.value(formToken), CONNECTION, Html.value(view.name()), buttons(view));
    }

    private static String app(View view) {
        return (view.clientId() == null ? "" : "<small>App " + Html.text(view.clientId()) + "</small>")
                + (view.grant() == null ? "" : "<small>" + Html.text(Words.grant(view.grant())) + "</small>");
    }

    private static String expiry(View view, Instant now) {
        if (view.expiresAt() == null) {
            return view.grant() == null ? "none" : "none yet";
        }
        Instant expiresAt = view.expiresAt();
        String words = Words.until(expiresAt, now);
        return (expiresAt.isAfter(now) ? "expires " : "") + words + "<small><time datetime=\""
                + expiresAt.truncatedTo(ChronoUnit.SECONDS) + "\">" + Words.utc(expiresAt) + "</time></small>";
    }

    private static String buttons(View view) {
        if (view.state() != null && view.state().equals("INVALID")) {
            return "<span>Change its settings first.</span>";
        }
        boolean first = view.needsPerson() && !"READY".equals(view.state());
        return (view.needsPerson() ? button(AUTHORIZE, first ? "first" : "", "Authorize", view.name()) : "")
                + button(TEST, "", "Test", view.name())
                + (view.grant() == null ? "" : button(REVOKE, "danger", "Revoke", view.name()));
    }

    private static String button(String action, String tone, String words, String connection) {
        return "<button name=\"" + ACTION + "\" value=\"" + action + "\" class=\"" + tone + "\">" + words
                + "<span class=\"unseen\">&nbsp;" + Html.text(connection) + "</span></button>\n";
    }
}
