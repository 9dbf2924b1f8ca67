package io.github.camelzoom.authorize;

import io.github.camelzoom.authorize.AuthorizeDesk.Outcome;

/** What came of a consent, and every refusal, as a page of its own. Pure functions. */
final class ResultPage {

    /**
     * @param detailed whether the desk's message tells more than these words
     */
    private record Result(int status, String title, String words, boolean detailed) {

        Result(int status, String title, String words) {
            this(status, title, words, true);
        }
    }

    private ResultPage() {}

    /** After the callback; {@code list} is the address of the connections, null when there are none to go back to. */
    static Answer of(Outcome outcome, String list) {
        Result result = result(outcome);
        return page(result.status(), outcome.success() ? "good" : "bad", result.title(), result.words(),
                result.detailed() ? outcome.message() : null, list);
    }

    private static Result result(Outcome outcome) {
        if (outcome.success()) {
            return new Result(200, "Connected",
                    "The app may act for you now. You can close this window; whatever waited for this goes on by itself.");
        }
        return switch (outcome.status()) {
            case "DENIED" -> new Result(200, "Not connected", "You did not allow the app, and nothing was changed.");
            case "UNKNOWN_STATE" -> new Result(400, "This answer belongs to no request",
                    "Nothing was changed. Begin again from the connections page or with a new authorization link.", false);
            case "REPLAYED_STATE" -> new Result(400, "This answer was used before",
                    "Nothing was changed. If you pressed Reload or Back, there is nothing left to do.", false);
            case "EXPIRED" -> new Result(400, "This took too long",
                    "A request can be answered for ten minutes. Begin again; nothing was changed.", false);
            case "OTHER_BROWSER" -> new Result(403, "This answer belongs to another browser",
                    "Nothing was changed. Begin and finish in one browser, without clearing its cookies in between.", false);
            case "NO_CODE" -> new Result(400, "This address is incomplete",
                    "It holds no answer from Zoom. Open the authorization link again.", false);
            case "CODE_REFUSED" -> new Result(400, "The authorization code is no longer good",
                    "Zoom's codes can be used once and for a short time. Begin again.");
            case "UNAVAILABLE" -> new Result(503, "Zoom cannot be reached", "Begin again in a while.");
            default -> new Result(400, "Not connected", "Zoom did not accept the request.");
        };
    }

    static Answer failure(int status, String title, String words, String list) {
        return page(status, "bad", title, words, null, list);
    }

    private static Answer page(int status, String tone, String title, String words, String details, String list) {
        String more = details == null ? "" : "<p class=\"notice " + tone + "\">" + Html.sentence(details) + "</p>";
        String back = list == null
                ? ""
                : "<p><a class=\"button\" href=\"" + Html.value(list) + "\">Show the connections</a></p>";
        return Answer.page(status, Html.page(title + " – Zoom", "narrow", """
                <div class="card"><h1>%s</h1>
                <p>%s</p>
                %s%s</div>""".formatted(Html.text(title), Html.text(words), more, back)));
    }
}
