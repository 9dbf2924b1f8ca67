/** The first ten minutes: a meeting is created, listed, changed and deleted, all with one token. */
package io.github.camelzoom.examples.firststeps;
