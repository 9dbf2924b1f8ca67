package io.github.camelzoom.springboot;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.observe.RateStates;
import io.github.camelzoom.observe.TokenStates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gauge {@code camel.zoom.tokens}: how many tokens of this process are in each state, by tag {@code state}. Gauge
 * {@code camel.zoom.calls.waiting}: how many calls wait for a rate limit, by tag {@code label}. As many time series as there
 * are states and labels, however many connections there are; which of them it is, health and console tell.
 */
public final class ZoomMetrics implements MeterBinder {

    private final ObjectProvider<CamelContext> camel;

    ZoomMetrics(ObjectProvider<CamelContext> camel) {
        this.camel = camel;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (TokenState.Phase phase : TokenState.Phase.values()) {
            Gauge.builder("camel.zoom.tokens", this, metrics -> metrics.tokens(phase)).tag("state", lower(phase))
                    .description("Tokens of Zoom connections in this state").register(registry);
        }
        for (RateLabel label : RateLabel.values()) {
            Gauge.builder("camel.zoom.calls.waiting", this, metrics -> metrics.waiting(label)).tag("label", lower(label))
                    .description("Calls that wait for a rate limit of Zoom").register(registry);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private long tokens(TokenState.Phase phase) {
        return states(TokenStates.class, TokenStates::tokenStates).stream().filter(token -> token.phase() == phase).count();
    }

    private long waiting(RateLabel label) {
        return states(RateStates.class, RateStates::budgetStates).stream().filter(budget -> budget.label() == label)
                .mapToLong(BudgetState::waiting).sum();
    }

    /** None while there is no context, or no Zoom in it. */
    private <S extends Service, T> List<T> states(Class<S> service, Function<S, List<T>> states) {
        CamelContext context = camel.getIfAvailable();
        S found = context == null || !context.isStarted() ? null : context.hasService(service);
        return found == null ? List.of() : states.apply(found);
    }
}
