package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomAuthException.Reason;
import io.github.camelzoom.proof.Member.Place;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.TokenRequest;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes are killed at random moments while they refresh; another one takes over. */
class CrashTest {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMillis(300);
    private static final int READY = 2;

    @TempDir
    private Path folder;

    /** What the kill left behind, by the store and by what Zoom had done. */
    private enum Moment {
        BETWEEN_REFRESHES("between two refreshes: the store holds the last tokens"), BEFORE_ZOOM(
                "after the claim, before Zoom rotated"), BEFORE_SAVE("after Zoom rotated, before the tokens were saved");

        private final String text;

        Moment(String text) {
            this.text = text;
        }
    }

    private static final class Counts {
        private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);
        private final Map<Moment, Integer> working = new EnumMap<>(Moment.class);
        private final Map<Moment, Integer> lost = new EnumMap<>(Moment.class);
        private int unreadable;
        private int refreshes;
        private int sentTwice;
    }

    private void crash(int rounds, long seed, Counts counts) throws Exception {
        String place = Stores.file(folder.resolve("store"));
        Random random = new Random(seed);
        Queue<WorkerProcess> ready = new ArrayDeque<>();
        try (ZoomSimulator zoom = ZoomSimulator.builder().tokenLifetime(LIFETIME).start()) {
            // Harsher than what is known of Zoom: an old access token does not help over a lost answer.
            zoom.settings().refreshKillsAccessTokens(true);
            SimulatedApp app = zoom.defaultAccount().generalApp();
            Place address = new Place(zoom.origin(), app.clientId(), app.clientSecret());
            TokenStore store = Stores.open(place);
            consent(zoom, app, address, store);
            for (int round = 0; round < rounds; round++) {
                while (ready.size() < Math.min(READY, rounds - round)) {
                    ready.add(WorkerProcess.start(place, address));
                }
                round(zoom, address, store, ready.remove(), random, counts);
                if (store.find(keyOf(address, store)).orElseThrow().phase() == Phase.NEEDS_CONSENT) {
                    consent(zoom, app, address, store);
                }
            }
        } finally {
            ready.forEach(WorkerProcess::close);
        }
    }

    private static TokenKey keyOf(Place address, TokenStore store) {
        try (Member member = survivor(address, store)) {
            return member.source.key();
        }
    }

    private static void consent(ZoomSimulator zoom, SimulatedApp app, Place address, TokenStore store) {
        try (Member person = survivor(address, store)) {
            person.consent(zoom.consents().grant(app, zoom.defaultAccount().users().get(1)), LIFETIME);
            assertThat(person.call().status()).isEqualTo(200);
        }
    }

    private static Member survivor(Place address, TokenStore store) {
        return new Member(address, store, InstantSource.system(), LEASE, event -> {});
    }

    private static void round(ZoomSimulator zoom, Place address, TokenStore store, WorkerProcess worker, Random random,
            Counts counts) throws Exception {
        zoom.journal().clear();
        zoom.faults().clear();
        boolean slow = random.nextInt(3) > 0;
        if (slow) {
            zoom.faults().onToken().delay(Duration.ofMillis(1 + random.nextInt(60))).always();
        }
        refreshThenKill(worker, random);
        zoom.faults().clear();
        try (Member survivor = survivor(address, store)) {
            TokenRecord left = find(store, survivor, counts);
            AccessToken token = null;
            ZoomAuthException failure = null;
            try {
                token = survivor.replace(left.access().fingerprint());
            } catch (ZoomAuthException e) {
                failure = e;
            }
            TokenRecord after = find(store, survivor, counts);
            Moment moment = moment(zoom, left);
            counts.kills.merge(moment, 1, Integer::sum);
            count(zoom, left, counts);
            if (token != null) {
                counts.working.merge(moment, 1, Integer::sum);
                assertThat(survivor.status(token)).isEqualTo(200);
                assertThat(after.phase()).isEqualTo(Phase.STABLE);
                // And it goes on: the refresh token in the store is the living one.
                survivor.manager.accepted(survivor.source, token.fingerprint());
                assertThat(survivor.status(survivor.replace(token.fingerprint()))).isEqualTo(200);
            } else {
                counts.lost.merge(moment, 1, Integer::sum);
                assertThat(moment).as(failure.getMessage()).isEqualTo(Moment.BEFORE_SAVE);
                assertThat(failure).hasMessageContaining("lost");
                assertThat(failure.getReason()).isEqualTo(Reason.NEEDS_CONSENT);
                assertThat(after.phase()).isEqualTo(Phase.NEEDS_CONSENT);
                assertThat(after.failure().reason()).isEqualTo("LOST_ANSWER");
                assertThat(survivor.manager.state(survivor.source.key()).phase()).isEqualTo(TokenState.Phase.NEEDS_CONSENT);
            }
        }
    }

    private static void refreshThenKill(WorkerProcess worker, Random random) throws IOException, InterruptedException {
        worker.await("ready");
        worker.tell("refresh");
        worker.await("refreshing");
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(400_000)));
        worker.kill();
    }

    private static TokenRecord find(TokenStore store, Member member, Counts counts) {
        try {
            return store.find(member.source.key()).orElseThrow();
        } catch (RuntimeException e) {
            counts.unreadable++;
            throw e;
        }
    }

    /** Judged by what Zoom saw: a request of the killed process may reach it after the kill. */
    private static Moment moment(ZoomSimulator zoom, TokenRecord left) {
        if (left.phase() != Phase.REFRESHING) {
            return Moment.BETWEEN_REFRESHES;
        }
        long serial = zoom.consents().serialOf(left.refresh().reveal());
        long sent = zoom.journal().presentedRefreshTokens().stream().filter(each -> each == serial).count();
        boolean refusedOnce = zoom.journal().tokenRequests().stream().anyMatch(request -> request
                .refreshTokenSerial() == serial && !request.granted());
        return sent == 2 && refusedOnce ? Moment.BEFORE_SAVE : Moment.BEFORE_ZOOM;
    }

    /** Only the one repetition after a takeover may send a refresh token again. */
    private static void count(ZoomSimulator zoom, TokenRecord left, Counts counts) {
        List<Long> presented = zoom.journal().presentedRefreshTokens();
        long serial = zoom.consents().serialOf(left.refresh().reveal());
        List<Long> others = presented.stream().filter(each -> each != serial).toList();
        assertThat(others).doesNotHaveDuplicates();
        assertThat(Collections.frequency(presented, serial)).isLessThanOrEqualTo(2);
        counts.refreshes += (int) zoom.journal().tokenRequests().stream().filter(TokenRequest::granted).count();
        counts.sentTwice += Collections.frequency(presented, serial) == 2 ? 1 : 0;
    }

    @Test
    void whenProcessesAreKilledWhileTheyRefresh_thenAnotherTakesOver() throws Exception {
        Counts counts = new Counts();
        crash(6, 1, counts);
        assertThat(counts.unreadable).isZero();
    }

    @Test
    @Tag("proof")
    void whenProcessesAreKilledManyTimes_thenAnotherTakesOverEachTime() throws Exception {
        int rounds = Integer.getInteger("proof.rounds", 200);
        Counts counts = new Counts();
        crash(rounds, 2, counts);
        Evidence evidence = new Evidence("crash", "Killed while refreshing",
                """
                        A Java process refreshes the tokens of a person without a pause, over a file store, and is killed (as by kill -9)
                        at a random moment; in two of three rounds the simulated Zoom answers slowly, so that more kills fall between
                        its rotation and the save. Another process then needs a new token. Its lease is 0.3 s. Each round must end with a
                        connection that works and refreshes again or, only when the answer of Zoom died with the process, with state
                        NEEDS_CONSENT and the reason LOST_ANSWER; then a person consents again and the next round begins.

                        Zoom was made harsher than it is known to be: a refresh kills the access token of before, too.""");
        evidence.row("Rounds", rounds).row("Refreshes that Zoom granted", counts.refreshes)
                .row("Times that the store could not be read", counts.unreadable)
                .row("Refresh tokens sent twice, by the one repetition of the takeover", counts.sentTwice).table("All rounds");
        for (Moment moment : Moment.values()) {
            evidence.row("Killed", counts.kills.getOrDefault(moment, 0))
                    .row("The connection works", counts.working.getOrDefault(moment, 0))
                    .row("A person has to consent (LOST_ANSWER)", counts.lost.getOrDefault(moment, 0))
                    .table("Killed " + moment.text);
        }
        evidence.write();
        assertThat(counts.unreadable).isZero();
    }
}
