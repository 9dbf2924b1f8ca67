package io.github.camelzoom.proof;

/** A JVM that polls recordings, until it is killed. */
final class PollWorker {

    private PollWorker() {}

    /** Arguments: directory of the store, file for the lines, user, and those of {@link ZoomAddress}. */
    public static void main(String[] args) throws Exception {
        try (LinesWorker worker = new LinesWorker(args)) {
            worker.run("zoom:users/recordings/list?param.userId=" + args[2] + "&startFrom=1d&overlap=0&lookback=0"
                    + "&initialDelay=1&delay=20", message -> message.getHeader("CamelZoomItemId", String.class), "polling");
        }
    }
}
