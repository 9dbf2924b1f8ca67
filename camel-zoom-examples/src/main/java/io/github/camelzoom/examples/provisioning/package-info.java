/** The users of an account become those of a directory. */
package io.github.camelzoom.examples.provisioning;
