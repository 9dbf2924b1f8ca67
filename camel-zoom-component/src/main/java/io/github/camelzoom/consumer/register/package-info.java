/** Event subscriptions that consumers of webhooks make at Zoom for themselves. */
package io.github.camelzoom.consumer.register;
