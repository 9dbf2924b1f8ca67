package io.github.camelzoom.simulator.oauth;

/** A user and the account he belongs to. */
record UserRef(String accountId, String userId) {}
