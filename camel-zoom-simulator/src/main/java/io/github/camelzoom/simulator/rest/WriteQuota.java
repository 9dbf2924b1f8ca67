package io.github.camelzoom.simulator.rest;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.RateLimitPlan;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.world.Sessions;

/** Limits on single resources: writes of a host, registrations of a person, and one deletion of a user at a time. */
final class WriteQuota {

    private static final int WRITES_PER_HOST = 100;
    private static final int REGISTRATIONS_PER_PERSON = 3;
    private static final int DECISIONS_PER_PERSON = 10;

    private final RateLimiter limiter;

    WriteQuota(RateLimiter limiter) {
        this.limiter = limiter;
    }

    Optional<Answer> admit(ApiCall call, RateLimitPlan plan) {
        return switch (call.operation().name()) {
            case "users/meetings/create", "users/webinars/create" -> write(call, plan,
                    call.data().user(call.path("userId")).map(u -> u.get("id").asText()));
            case "meetings/update" -> write(call, plan, host(call.data().meetings(), call.path("meetingId")));
            case "webinars/update" -> write(call, plan, host(call.data().webinars(), call.path("webinarId")));
            case "meetings/registrants/create" -> registration(call, plan, call.path("meetingId"));
            case "webinars/registrants/create" -> registration(call, plan, call.path("webinarId"));
            case "meetings/registrants/status/update" -> decision(call, plan, call.path("meetingId"));
            case "webinars/registrants/status/update" -> decision(call, plan, call.path("webinarId"));
            default -> Optional.empty();
        };
    }

    /** Looked at before the user is, who may be gone when the second request comes. */
    Optional<Answer> admitAlone(RateLimitPlan plan, Operation operation, String accountId, Request request) {
        return operation.name().equals("users/delete")
                ? limiter.admitAlone(plan, accountId + " DELETE " + request.rawPath(), request)
                : Optional.empty();
    }

    private Optional<Answer> write(ApiCall call, RateLimitPlan plan, Optional<String> host) {
        return host.flatMap(id -> limiter.admitDaily(plan, "writes " + id, WRITES_PER_HOST, call.request().arrivedAt(),
                RateLimitAnswer.perUser()));
    }

    private Optional<Answer> registration(ApiCall call, RateLimitPlan plan, String session) {
        return limiter.admitDaily(plan, "registration " + session + " " + call.body().path("email").asText(),
                REGISTRATIONS_PER_PERSON, call.request().arrivedAt(),
                RateLimitAnswer.perRegistrant(REGISTRATIONS_PER_PERSON));
    }

    private Optional<Answer> decision(ApiCall call, RateLimitPlan plan, String session) {
        Optional<Answer> refused = Optional.empty();
        for (var registrant : call.body().path("registrants")) {
            String who = registrant.path("id").asText() + " " + registrant.path("email").asText();
            refused = refused.or(() -> limiter.admitDaily(plan, "decision " + session + " " + who, DECISIONS_PER_PERSON,
                    call.request().arrivedAt(), RateLimitAnswer.perRegistrant(DECISIONS_PER_PERSON)));
        }
        return refused;
    }

    private static Optional<String> host(Sessions sessions, String id) {
        return sessions.find(id).map((ObjectNode session) -> session.get("host_id").asText());
    }
}
