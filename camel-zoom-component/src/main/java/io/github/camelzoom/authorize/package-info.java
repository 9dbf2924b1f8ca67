/** The pages on which a person allows an app, and the callback that the browser comes back to. */
package io.github.camelzoom.authorize;
