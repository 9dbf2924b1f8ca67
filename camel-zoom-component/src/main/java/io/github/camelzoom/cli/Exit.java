package io.github.camelzoom.cli;

/** How a process of ours ends. */
final class Exit {

    /** Everything went well. */
    static final int OK = 0;
    /** Zoom, the network or the token store refused; the reason was printed. */
    static final int FAILED = 1;
    /** The command line or the configuration cannot be used; nothing was sent. */
    static final int USAGE = 2;

    private Exit() {}
}
