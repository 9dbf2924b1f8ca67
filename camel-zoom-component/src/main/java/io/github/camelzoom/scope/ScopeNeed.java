package io.github.camelzoom.scope;

import java.util.List;

/**
 * An operation that a connection is used for, and what it takes. Immutable.
 *
 * @param connection the connection's name
 * @param operation  the operation's name
 * @param anyOf      the published scopes, any one of which suffices
 * @param missing    those of them of which the token would need one; empty when it has one, and when that is not known
 */
public record ScopeNeed(String connection, String operation, List<String> anyOf, List<String> missing) {}
