/**
 * How a person consents: authorization URL, {@code state}, PKCE, callback, pasted code, device code; and how a consent
 * ends: revocation, deauthorization. Everything goes through one
 * {@link io.github.camelzoom.client.auth.TokenManager}, so that routes go on by themselves.
 */
package io.github.camelzoom.client.auth.flow;
