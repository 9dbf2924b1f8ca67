/**
 * Where token records are kept: in memory and in files here, in databases and caches in the packages below. What leaves
 * this process is always encrypted, and the only way to write is compare-and-set.
 */
package io.github.camelzoom.client.auth.store;
