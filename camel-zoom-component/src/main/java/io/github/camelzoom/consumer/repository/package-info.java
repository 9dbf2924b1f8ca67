/** Where consumers keep how far they have come. */
package io.github.camelzoom.consumer.repository;
