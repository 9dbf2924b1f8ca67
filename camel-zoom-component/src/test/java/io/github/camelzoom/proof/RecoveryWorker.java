package io.github.camelzoom.proof;

import java.time.Duration;

import io.github.camelzoom.consumer.EventSettings;

/** A JVM that takes events over a WebSocket and recovers what it missed, until it is killed. */
final class RecoveryWorker {

    private RecoveryWorker() {}

    /** Arguments: directory of the store, file for the lines, and those of {@link ZoomAddress}. */
    public static void main(String[] args) throws Exception {
        try (LinesWorker worker = new LinesWorker(args)) {
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
