package io.github.camelzoom.observe;

import java.util.List;

import io.github.camelzoom.client.limit.BudgetState;
import org.apache.camel.Service;

/** Tells how the budgets of Zoom's rate limits stand; a service of the CamelContext. */
public interface RateStates extends Service {

    /** Those that were used lately, in no order; without secrets. */
    List<BudgetState> budgetStates();
}
