/** Positions in a database table that all nodes of a cluster share. */
package io.github.camelzoom.consumer.repository.jdbc;
