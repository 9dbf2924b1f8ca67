/** Budgets of rate limits that the nodes of a cluster share. Needs {@code com.bucket4j:bucket4j_jdk17-core}. */
package io.github.camelzoom.client.limit.bucket4j;
