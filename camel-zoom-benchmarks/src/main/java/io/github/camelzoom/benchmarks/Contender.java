package io.github.camelzoom.benchmarks;

/**
 * One way to make the call.
 *
 * @param name for the table
 * @param call makes one call and gives the body
 */
record Contender(String name, Call call) {

    /** One call; safe for many threads. */
    @FunctionalInterface
    interface Call {
        byte[] body() throws Exception;
    }

    /** Makes a call and makes sure that it was one. */
    void checkedCall() throws Exception {
        byte[] body = call.body();
        if (body == null || body.length != LocalZoom.LENGTH) {
            throw new IllegalStateException(name + " got " + (body == null ? "nothing" : body.length + " bytes"));
        }
    }
}
