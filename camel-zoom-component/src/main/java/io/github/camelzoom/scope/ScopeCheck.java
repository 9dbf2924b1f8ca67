package io.github.camelzoom.scope;

/** What happens when the token of a connection lacks a scope that an operation needs. */
public enum ScopeCheck {
    /** A warning names it, once. */
    WARN,
    /** The endpoint does not start; where there is no token yet, calls of the operation fail as soon as there is one. */
    FAIL,
    /** Nothing: Zoom refuses the calls. */
    OFF
}
