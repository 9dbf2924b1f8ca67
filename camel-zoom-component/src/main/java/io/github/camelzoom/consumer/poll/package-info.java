/** {@code from("zoom:<list operation>")}: reads a list again and again, and hands out what is new. */
package io.github.camelzoom.consumer.poll;
