/** The scopes that the operations of a context need, compared with those that Zoom granted. */
package io.github.camelzoom.scope;
