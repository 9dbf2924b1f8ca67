/** An application that is one file. */
package io.github.camelzoom.examples.onefile;
