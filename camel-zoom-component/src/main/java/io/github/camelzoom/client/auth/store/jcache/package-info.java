/** Token records in a distributed cache behind the API of JSR 107. */
package io.github.camelzoom.client.auth.store.jcache;
