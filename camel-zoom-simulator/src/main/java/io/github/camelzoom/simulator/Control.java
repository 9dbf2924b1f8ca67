package io.github.camelzoom.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure;

/**
 * What another process may ask a simulator to do, below {@code /control/}: the parts of the Java API that long runs need. Parameters
 * stand in the query; durations and instants are ISO-8601. Requests for it are neither journalled nor troubled by faults.
 */
final class Control {

    static final String PREFIX = "/control/";

    private static final String EVENTS = "events/";

    private final ZoomSimulator simulator;
    private final ControlEvents events;
    private final ObjectMapper mapper = new ObjectMapper();

    Control(ZoomSimulator simulator) {
        this.simulator = simulator;
        this.events = new ControlEvents(simulator);
    }

    Answer handle(Request request) {
        try {
            return answer(request.rawPath().substring(PREFIX.length()), request.query());
        } catch (IllegalArgumentException | DateTimeException e) {
            return new ApiFailure(400, 400, String.valueOf(e.getMessage())).answer();
        }
    }

    private Answer answer(String what, FormParameters query) {
        switch (what) {
            case "statistics" -> {
                return statistics();
            }
            case "reset" -> simulator.reset();
            case "clock" -> clock(query.firsts());
            case "settings" -> query.firsts().forEach(this::set);
            case "page-tokens" -> pageTokens(query);
            case "faults" -> fault(query);
            case "faults/clear" -> simulator.faults().clear();
            case "expire-tokens" -> simulator.expireAllTokens();
            case "revoke-tokens" -> simulator.revokeAllTokens();
            default -> {
                ObjectNode state = what.startsWith(EVENTS) ? events.answer(what.substring(EVENTS.length()), query) : null;
                return state == null
                        ? new ApiFailure(404, 404, "Unknown control: " + what).answer()
                        : Answer.json(200, state);
            }
        }
        return Answer.empty(204);
    }

    private Answer statistics() {
        ObjectNode answer = mapper.createObjectNode();
        answer.set("rateLimits", mapper.valueToTree(simulator.rateLimitStatistics()));
        answer.put("pageTokensIssued", simulator.pageTokens().issued());
        answer.put("pageTokensRefused", simulator.pageTokens().refused());
        answer.put("accessTokensIssued", simulator.issuedTokens()).put("now", simulator.clock().instant().toString());
        return Answer.json(200, answer);
    }

    private void clock(Map<String, String> changes) {
        changes.forEach((name, value) -> {
            switch (name) {
                case "advance" -> simulator.clock().advance(Duration.parse(value));
                case "freezeAt" -> simulator.clock().freezeAt(Instant.parse(value));
                case "resume" -> simulator.clock().resume();
                default -> throw new IllegalArgumentException("Unknown change of the clock: " + name);
            }
        });
    }

    private void set(String name, String value) {
        SimulatorSettings settings = simulator.settings();
        switch (name) {
            case "latency" -> settings.latency(Duration.parse(value));
            case "latencyJitter" -> settings.latencyJitter(Duration.parse(value));
            case "rateLimits" -> settings.rateLimits(RateLimitPlan.valueOf(value.toUpperCase(Locale.ROOT)));
            case "rateLimitHeaders" -> settings.rateLimitHeaders(Boolean.parseBoolean(value));
            case "retryAfter" -> settings.retryAfter(RetryAfterForm.valueOf(value.toUpperCase(Locale.ROOT)));
            case "retryAfterPerSecond" -> settings.retryAfterPerSecond(Boolean.parseBoolean(value));
            case "journalSize" -> settings.journalSize(Integer.parseInt(value));
            case "tokenLifetime" -> settings.tokenLifetime(Duration.parse(value));
            case "dateWindows" -> settings.dateWindows(Boolean.parseBoolean(value));
            default -> limit(settings, name, value);
        }
    }

    private static void limit(SimulatorSettings settings, String name, String value) {
        if (name.startsWith("rateLimit.")) {
            settings.rateLimit(name.substring(name.indexOf('.') + 1), Integer.parseInt(value));
        } else if (name.startsWith("dailyLimit.")) {
            settings.dailyLimit(name.substring(name.indexOf('.') + 1), Integer.parseInt(value));
        } else {
            throw new IllegalArgumentException("Unknown setting: " + name);
        }
    }

    private void pageTokens(FormParameters query) {
        String list = query.nonEmpty("list").orElse(PageTokens.EVERY_LIST);
        query.nonEmpty("killNext").ifPresent(count -> simulator.pageTokens().killNext(list, Integer.parseInt(count)));
        if (query.contains("killAll")) {
            simulator.pageTokens().killAll(list);
        }
    }

    private void fault(FormParameters query) {
        FaultTarget target = simulator.faults().onApi(query.nonEmpty("method").orElse("*"),
                query.nonEmpty("path").orElse("/v2/**"));
        String kind = query.nonEmpty("kind").orElse("status");
        FaultRule rule = switch (kind) {
            case "status" -> target.status(Integer.parseInt(query.nonEmpty("status").orElse("503")));
            case "reset" -> target.resetConnection();
            case "loseAnswer" -> target.loseAnswer();
            case "resetBody" -> target.resetBodyAfter(Integer.parseInt(query.nonEmpty("bytes").orElse("100")));
            case "delay" -> target.delay(Duration.parse(query.nonEmpty("duration").orElse("PT1S")));
            default -> throw new IllegalArgumentException("Unknown fault: " + kind);
        };
        query.nonEmpty("probability").ifPresent(chance -> rule.probability(Double.parseDouble(chance)));
        query.nonEmpty("times").ifPresent(times -> rule.times(Integer.parseInt(times)));
        query.nonEmpty("after").ifPresent(count -> rule.after(Integer.parseInt(count)));
    }
}
