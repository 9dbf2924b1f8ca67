package io.github.camelzoom.observe;

import java.util.List;

import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.scope.ScopeNeed;
import org.apache.camel.Service;

/** Tells how every token in memory stands, and what it is used for; a service of the CamelContext. */
public interface TokenStates extends Service {

    /** In no order; without secrets. */
    List<TokenState> tokenStates();

    /** By connection and operation. */
    List<ScopeNeed> scopeNeeds();
}
