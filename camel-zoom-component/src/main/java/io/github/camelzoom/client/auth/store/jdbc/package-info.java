/** Token records in a database table. */
package io.github.camelzoom.client.auth.store.jdbc;
