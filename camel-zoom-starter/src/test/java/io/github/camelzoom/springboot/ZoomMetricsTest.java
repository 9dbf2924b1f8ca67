package io.github.camelzoom.springboot;

import java.time.Duration;
import java.util.List;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.limit.BudgetState;
import io.github.camelzoom.observe.RateStates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class ZoomMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CamelContext camel = mock(CamelContext.class);
    private final RateStates rates = mock(RateStates.class);

    @Test
    void waitingCallsAreSummedByLabel() {
        when(camel.isStarted()).thenReturn(true);
        when(camel.hasService(RateStates.class)).thenReturn(rates);
        when(rates.budgetStates()).thenReturn(List.of(budget("a", RateLabel.LIGHT, 3), budget("b", RateLabel.LIGHT, 4),
                budget("a", RateLabel.HEAVY, 5)));
        bind();
        assertThat(waiting("light")).isEqualTo(7);
        assertThat(waiting("heavy")).isEqualTo(5);
        assertThat(waiting("medium")).isZero();
    }

    @Test
    void thereIsNothingBeforeTheContextHasStarted() {
        when(camel.hasService(RateStates.class)).thenReturn(rates);
        when(rates.budgetStates()).thenReturn(List.of(budget("a", RateLabel.LIGHT, 3)));
        bind();
        assertThat(waiting("light")).isZero();
    }

    private void bind() {
        @SuppressWarnings("unchecked")
        ObjectProvider<CamelContext> provider = mock(ObjectProvider.class);
        when(provider.getIfAvailable()).thenReturn(camel);
        new ZoomMetrics(provider).bindTo(meters);
    }

    private double waiting(String label) {
        return meters.get("camel.zoom.calls.waiting").tag("label", label).gauge().value();
    }

    private static BudgetState budget(String account, RateLabel label, int waiting) {
        return new BudgetState(account, null, label, 30, Duration.ofSeconds(1), 1, 0, waiting, null, 0, 0);
    }
}
