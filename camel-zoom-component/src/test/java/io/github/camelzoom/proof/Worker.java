package io.github.camelzoom.proof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.proof.Member.Call;
import io.github.camelzoom.proof.Member.Place;

/**
 * A JVM of its own. It says {@code ready}, waits for a line and then works: {@code call 30000} makes calls for so many
 * milliseconds and tells how they went; {@code refresh} says {@code refreshing} and refreshes until it is killed.
 */
final class Worker {

    private static final long PACE_MILLIS = 25;

    private Worker() {}

    /** Arguments: store, address of Zoom, client id, client secret. */
    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Member member = new Member(new Place(args[1], args[2], args[3]), Stores.open(args[0]))) {
            say("ready");
            String[] command = String.valueOf(commands.readLine()).split(" ");
            if (command[0].equals("call")) {
                callFor(member, TimeUnit.MILLISECONDS.toNanos(Long.parseLong(command[1])));
            } else if (command[0].equals("refresh")) {
                refreshForEver(member);
            }
        }
    }

    private static void callFor(Member member, long nanos) {
        long calls = 0;
        long replays = 0;
        long failures = 0;
        String first = "";
        for (long start = System.nanoTime(); System.nanoTime() - start < nanos; pause()) {
            calls++;
            String failed = null;
            try {
                Call call = member.call();
                replays += call.replayed() ? 1 : 0;
                failed = call.status() == 200 ? null : "HTTP " + call.status();
            } catch (RuntimeException e) {
                failed = e.toString().replace('\n', ' ');
            }
            failures += failed == null ? 0 : 1;
            first = failed == null || !first.isEmpty() ? first : failed;
        }
        say("done " + calls + " " + replays + " " + failures + " " + first);
    }

    private static void refreshForEver(Member member) {
        AccessToken token = member.token();
        say("refreshing");
        while (true) {
            member.manager.accepted(member.source, token.fingerprint());
            token = member.replace(token.fingerprint());
        }
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PACE_MILLIS + ThreadLocalRandom.current().nextLong(PACE_MILLIS)));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
