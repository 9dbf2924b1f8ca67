package io.github.camelzoom.springboot;

import java.util.List;
import java.util.Locale;

import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.observe.TokenStates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gauge {@code camel.zoom.tokens}: how many tokens of this process are in each state, by tag {@code state}. As many time
 * series as there are states, however many connections there are; which of them it is, health and console tell.
 */
public final class ZoomTokenMetrics implements MeterBinder {

    private final ObjectProvider<CamelContext> camel;

    ZoomTokenMetrics(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (TokenState.Phase phase : TokenState.Phase.values()) {
            Gauge.builder("camel.zoom.tokens", this, metrics -> metrics.count(phase)).tag("state",
                    phase.name().toLowerCase(Locale.ROOT)).description("Tokens of Zoom connections in this state").register(
                            registry);
        }
    }

    private long count(TokenState.Phase phase) {
        CamelContext context = camel.getIfAvailable();
        TokenStates states = context == null ? null : context.hasService(TokenStates.class);
        List<TokenState> tokens = states == null || !context.isStarted() ? List.of() : states.tokenStates();
        return tokens.stream().filter(token -> token.phase() == phase).count();
    }
}
