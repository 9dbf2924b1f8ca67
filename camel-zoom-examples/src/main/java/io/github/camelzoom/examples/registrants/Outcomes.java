package io.github.camelzoom.examples.registrants;

import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Counts what became of the rows, by their variable {@code outcome}. */
public final class Outcomes implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange counted, Exchange row) {
        Map<?, ?> before = counted == null ? Map.of() : counted.getMessage().getBody(Map.class);
        Map<String, Integer> counts = new TreeMap<>();
        before.forEach((name, count) -> counts.put(name.toString(), (Integer) count));
        String outcome = row.getVariable("outcome", String.class);
        if (outcome != null) {
            counts.merge(outcome, 1, Integer::sum);
        }
        row.getMessage().setBody(counts);
        return row;
    }
}
