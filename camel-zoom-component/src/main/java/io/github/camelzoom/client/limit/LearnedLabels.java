package io.github.camelzoom.client.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelzoom.client.catalog.RateLabel;

/** Operations that Zoom counts under another label than the catalogue says. Bounded and thread-safe. */
final class LearnedLabels {

    private static final int MOST = 2_000;

    private final Map<String, RateLabel> labels = new ConcurrentHashMap<>();

    RateClass of(RateRequest request) {
        RateClass published = request.rateClass();
        if (labels.isEmpty()) {
            return published;
        }
        RateLabel learned = labels.get(request.operation());
        return learned == null || learned == published.label() ? published : published.with(learned);
    }

    /** Zoom named the category of an operation. */
    void learn(RateRequest request, RateLabel told) {
        if (told == request.rateClass().label()) {
            labels.remove(request.operation());
        } else {
            if (labels.size() >= MOST) {
                // Learned again with the next answers; only calls by path can be so many.
                labels.clear();
            }
            labels.put(request.operation(), told);
        }
    }

    int size() {
        return labels.size();
    }
}
