package io.github.camelzoom.simulator.oauth;

/** Something is wrong in a way that only the person in front of the browser can be told. */
final class PageFailure extends RuntimeException {

    private final int code;

    PageFailure(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
