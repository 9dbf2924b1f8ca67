/** The request pipeline: bearer, send, interpret, retry; with a host and redirect policy of its own. */
package io.github.camelzoom.client.http;
