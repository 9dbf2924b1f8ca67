/** Gap repair: events that were missed are looked up in Zoom's lists. */
package io.github.camelzoom.consumer.recover;
