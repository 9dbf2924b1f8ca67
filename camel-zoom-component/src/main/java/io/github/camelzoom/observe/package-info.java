/** How the tokens and rate limits stand: health checks, JMX and the developer console. Nothing here calls Zoom or spends a token. */
package io.github.camelzoom.observe;
