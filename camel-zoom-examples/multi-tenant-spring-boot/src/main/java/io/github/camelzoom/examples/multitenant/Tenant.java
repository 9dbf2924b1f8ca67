package io.github.camelzoom.examples.multitenant;

/**
 * Somebody who uses the service.
 *
 * @param name        the login
 * @param password    encoded
 * @param zoomAccount of the person who has connected; null before
 * @param zoomUser    that person; null before
 */
record Tenant(String name, String password, String zoomAccount, String zoomUser) {

    /** The name of the tenant's connection. The prefix keeps it apart from the connections of the service. */
    String connection() {
        return connectionOf(name);
    }

    static String connectionOf(String name) {
        return "tenant-" + name;
    }

    @Override
    public String toString() {
        return "Tenant[" + name + "]";
    }
}
