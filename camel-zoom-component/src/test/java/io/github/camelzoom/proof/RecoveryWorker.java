package io.github.camelzoom.proof;

import java.time.Duration;

import io.github.camelzoom.consumer.EventSettings;

/** A JVM that takes events over a WebSocket and recovers what it missed, until it is killed. */
final class RecoveryWorker {

    private RecoveryWorker() {}

    /** Arguments: directory of the store, file for the lines, address of Zoom, of its WebSocket, client id, secret, account. */
    public static void main(String[] args) throws Exception {
        try (LinesWorker worker = new LinesWorker(args[0], args[1], args[2], args[4], args[5], args[6])) {
            worker.zoom().setWebSocketUrl(args[3]);
            EventSettings settings = new EventSettings();
            settings.setRecoverPause(Duration.ofMillis(20));
            settings.setRecoverInterval(Duration.ofMillis(500));
            worker.zoom().setEventSettings(settings);
            worker.run("zoom:events?subscriptionId=crash&recover=true",
                    message -> message.getHeader("CamelZoomEventTransport") + " " + message.getHeader("CamelZoomObjectUuid"),
                    "taking");
        }
    }
}
