/** The REST side: routing, the checks every request goes through, and answers for operations without state. */
package io.github.camelzoom.simulator.rest;
