/** A channel is told of new recordings, and what people press in the message is done. */
package io.github.camelzoom.examples.chat;
