package io.github.camelzoom.simulator.oauth;

/** A grant that also answers public clients: a {@code client_id} and no secret. */
interface PublicClientGrant extends GrantHandler {}
