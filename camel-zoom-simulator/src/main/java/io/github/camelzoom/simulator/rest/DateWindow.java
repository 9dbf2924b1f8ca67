package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The time a list is asked for.
 *
 * @param from
 *            first instant in it
 * @param until
 *            first instant after it
 */
record DateWindow(Instant from, Instant until) {

    /** First UTC day that it touches. */
    LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** Last UTC day that it touches. */
    LocalDate lastDay() {
        return LocalDate.ofInstant(until.minusNanos(1), ZoneOffset.UTC);
    }
}
