/** Events that Zoom posts to us. */
package io.github.camelzoom.consumer.webhook;
