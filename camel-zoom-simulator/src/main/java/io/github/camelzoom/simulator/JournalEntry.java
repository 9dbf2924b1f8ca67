package io.github.camelzoom.simulator;

import java.util.Map;

import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.TokenTrace;

/** The growing side of a journal line: the answer's facts arrive after the request's. */
final class JournalEntry {

    interface Factory {
        JournalEntry create(long sequence);
    }

    private final long sequence;
    private final Request request;
    private final TokenTrace tokenTrace;
    private volatile int status;

    JournalEntry(long sequence, Request request, TokenTrace tokenTrace) {
        this.sequence = sequence;
        this.request = request;
        this.tokenTrace = tokenTrace;
    }

    void answered(int value) {
        status = value;
    }

    RecordedRequest snapshot() {
        Request r = request;
        if (tokenTrace == null) {
            return new ApiRequest(sequence, r.arrivedAt(), r.arrivedNanos(), r.method(), r.rawPath(), r.rawQuery(), r.headers(),
                    status, r.trackingId(), r.operation(), r.bodyKind(), r.body());
        }
        TokenTrace.Facts t = tokenTrace.facts();
        return new TokenRequest(sequence, r.arrivedAt(), r.arrivedNanos(), r.method(), r.rawPath(), r.rawQuery(), r.headers(),
                status,
                r.trackingId(), r.rawPath().substring(r.rawPath().lastIndexOf('/') + 1), t.grantType(), t.clientId(),
                Map.copyOf(t.parameters()), t.outcome(), t.refreshTokenSerial(), t.issuedRefreshTokenSerial(),
                t.issuedTokenSerial());
    }
}
