/** The rows of a table become registrants of a webinar; those that are not accepted come back with the reason. */
package io.github.camelzoom.examples.registrants;
