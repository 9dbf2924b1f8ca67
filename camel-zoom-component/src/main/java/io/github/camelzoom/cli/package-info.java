/**
 * The command line: look operations up, see connections, authorize them. It is the main class of the self-contained jar
 * (classifier {@code cli}) and is not meant to be called by programs. It knows nothing of Camel.
 */
package io.github.camelzoom.cli;
