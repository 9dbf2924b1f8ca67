/** Exchange to operation and back. */
package io.github.camelzoom.producer;
