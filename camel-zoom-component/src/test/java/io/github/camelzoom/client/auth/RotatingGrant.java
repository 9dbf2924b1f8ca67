package io.github.camelzoom.client.auth;

/** Stands for the grants to come: a person consents once, and each refresh token dies with its use. */
record RotatingGrant() implements Grant {

    @Override
    public String kind() {
        return "authorization_code";
    }

    @Override
    public boolean isReplayable() {
        return false;
    }

    @Override
    public boolean startsWithoutPerson() {
        return false;
    }

    @Override
    public String owner() {
        return "";
    }

    @Override
    public TokenForm firstRequest() {
        throw new IllegalStateException("A person has to consent");
    }
}
