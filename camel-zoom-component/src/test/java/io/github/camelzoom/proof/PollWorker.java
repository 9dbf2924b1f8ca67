package io.github.camelzoom.proof;

/** A JVM that polls recordings, until it is killed. */
final class PollWorker {

    private PollWorker() {}

    /** Arguments: directory of the store, user, file for the lines, address of Zoom, client id, secret, account. */
    public static void main(String[] args) throws Exception {
        try (LinesWorker worker = new LinesWorker(args[0], args[2], args[3], args[4], args[5], args[6])) {
            worker.run("zoom:users/recordings/list?param.userId=" + args[1] + "&startFrom=1d&overlap=0&lookback=0"
                    + "&initialDelay=1&delay=20", message -> message.getHeader("CamelZoomItemId", String.class), "polling");
        }
    }
}
