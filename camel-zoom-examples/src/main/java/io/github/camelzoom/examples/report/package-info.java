/** The meetings of a day and who was in them, in a database. */
package io.github.camelzoom.examples.report;
