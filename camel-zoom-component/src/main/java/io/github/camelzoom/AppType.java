package io.github.camelzoom;

/** Who installs a Zoom app; decides on whose behalf a token acts. */
public enum AppType {
    /** Account-level (admin-managed): the token acts on the whole account. */
    ACCOUNT,
    /** User-managed: the token acts as the person who consented, who is {@code me}. */
    USER
}
