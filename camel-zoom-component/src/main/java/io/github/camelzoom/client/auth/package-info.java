/** A valid bearer for a connection, at once: the token manager, its values and the interfaces it works on. */
package io.github.camelzoom.client.auth;
