package io.github.camelzoom.simulator;

/**
 * A person of an account.
 *
 * @param id
 *            Zoom's user id
 * @param email
 *            the e-mail address, which paths accept instead of the id
 */
public record SimulatedUser(String id, String email) {}
