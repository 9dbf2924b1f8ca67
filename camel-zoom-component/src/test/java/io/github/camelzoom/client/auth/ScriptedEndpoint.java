package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/** A token endpoint that answers from a script and, when that is over, with ever new tokens. */
final class ScriptedEndpoint implements TokenEndpoint {

    static final URI URI_ = URI.create("https://zoom.us/oauth/token");

    private final Queue<Supplier<TokenAnswer>> script = new ArrayDeque<>();
    private final List<TokenRequest> requests = new ArrayList<>();
    private boolean rotating;
    private int issued;

    @Override
    public TokenAnswer post(TokenRequest request) {
        Supplier<TokenAnswer> next;
        synchronized (this) {
            requests.add(request);
            next = script.poll();
        }
        return next == null ? issue() : next.get();
    }

    /** Every new token comes with a new refresh token. */
    ScriptedEndpoint rotating() {
        rotating = true;
        return this;
    }

    ScriptedEndpoint then(TokenAnswer answer) {
        return then(() -> answer);
    }

    synchronized ScriptedEndpoint then(Supplier<TokenAnswer> answer) {
        script.add(answer);
        return this;
    }

    /** {@code AT-1}, {@code RT-1}, then {@code AT-2}, and so on; they live an hour. */
    synchronized TokenAnswer issue() {
        issued++;
        return granted("AT-" + issued, rotating ? "RT-" + issued : null);
    }

    synchronized int posts() {
        return requests.size();
    }

    synchronized List<String> spent() {
        return requests.stream().map(request -> request.form().value("refresh_token")).toList();
    }

    synchronized TokenRequest request(int index) {
        return requests.get(index);
    }

    static TokenAnswer granted(String access, String refresh) {
        return new TokenAnswer.Granted(Secret.of(access), refresh == null ? null : Secret.of(refresh), Duration.ofHours(1),
                Set.of("meeting:read"), URI.create("https://api.zoom.us"));
    }

    static TokenAnswer refused(int status, String error, String reason) {
        return new TokenAnswer.Refused(status, error, 0, reason, null, null);
    }

    static TokenAnswer lost() {
        return new TokenAnswer.Unknown(true, 0, "zoom.us: no answer within 15000 ms", null, null);
    }

    static TokenAnswer notSent() {
        return new TokenAnswer.Unknown(false, 0, "zoom.us: ConnectException before anything was sent", null, null);
    }
}
