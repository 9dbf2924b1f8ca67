package io.github.camelzoom.authorize;

import org.apache.camel.Exchange;

/**
 * Decides who may use the authorize pages, in place of the rule that only clients on the same machine may. Whoever may
 * can connect and disconnect every connection, unless {@link #isAllowed(Exchange, String)} says which ones are theirs. The
 * callback is not asked for: it is bound to its consent.
 *
 * <p>
 * Called by several threads at once. When it fails, the request is refused.
 */
@FunctionalInterface
public interface AuthorizeAccess {

    /**
     * @param request the HTTP request, with its headers; not to be changed
     */
    boolean isAllowed(Exchange request);

    /**
     * Which connections whoever may use the pages can see, authorize, test and revoke; all of them by default. Those that are
     * refused are, for this client, not there.
     *
     * @param request    the HTTP request, with its headers; not to be changed
     * @param connection the name of a connection that there is
     */
    default boolean isAllowed(Exchange request, String connection) {
        return true;
    }
}
