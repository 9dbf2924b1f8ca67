package io.github.camelzoom.simulator.rest;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;

/** Finds the host whose 100 daily meeting and webinar writes a request counts against. */
final class WriteQuota {

    private final RateLimiter limiter;

    WriteQuota(RateLimiter limiter) {
        this.limiter = limiter;
    }

    Optional<Answer> admit(ApiCall call) {
        Optional<String> host = switch (call.operation().name()) {
            case "users/meetings/create", "users/webinars/create" -> call.data().user(call.path("userId"))
                    .map(u -> u.get("id").asText());
            case "meetings/update" -> call.data().meetings().find(call.path("meetingId")).map(WriteQuota::host);
            case "webinars/update" -> call.data().webinars().find(call.path("webinarId")).map(WriteQuota::host);
            default -> Optional.empty();
        };
        return host.flatMap(id -> limiter.admitWrite(id, call.request().arrivedAt()));
    }

    private static String host(ObjectNode session) {
        return session.get("host_id").asText();
    }
}
