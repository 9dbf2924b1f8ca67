package io.github.camelzoom.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelzoom.client.auth.store.jdbc.PostgreSqlServer;
import io.github.camelzoom.proof.Member.Place;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.TokenRequest;
import io.github.camelzoom.simulator.ZoomSimulator;
import org.h2.tools.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes share the tokens of one person, which live three seconds: no call fails, no refresh token is sent twice. */
class RotationUnderFireTest {

    private static final Duration LIFETIME = Duration.ofSeconds(3);
    /** RefreshPolicy replaces a token at the earliest when a quarter of its life is left. */
    private static final double EARLIEST_SECONDS = LIFETIME.toSeconds() * 0.75;

    @TempDir
    private Path folder;

    private record Result(int processes, double seconds, long calls, long replays, long failures, String firstFailure,
            List<Long> presented, int tokenRequests, long refused) {

        double allowed() {
            return 1.1 * seconds / EARLIEST_SECONDS + 1;
        }

        void check() {
            assertThat(failures).as(firstFailure).isZero();
            assertThat(calls).isPositive();
            assertThat(presented).doesNotHaveDuplicates().hasSize(tokenRequests);
            assertThat(refused).isZero();
            assertThat((double) tokenRequests).isLessThanOrEqualTo(allowed());
            assertThat(tokenRequests).as("tokens were rotated").isPositive();
        }

        void into(Evidence evidence, String store) {
            evidence.row("Processes", processes).row("Seconds", Evidence.number(seconds)).row("Calls", calls)
                    .row("Failed calls", failures).row("Calls repeated after a 401", replays)
                    .row("Token requests", tokenRequests).row("Token requests allowed", Evidence.number(allowed()))
                    .row("Token requests refused", refused)
                    .row("Refresh tokens sent twice", presented.size() - presented.stream().distinct().count()).table(store);
        }
    }

    private static Result run(String store, int processes, Duration time) throws Exception {
        List<WorkerProcess> workers = new ArrayList<>();
        try (ZoomSimulator zoom = ZoomSimulator.builder().tokenLifetime(LIFETIME).start()) {
            SimulatedApp app = zoom.defaultAccount().generalApp();
            Place place = new Place(zoom.origin(), app.clientId(), app.clientSecret());
            for (int i = 0; i < processes; i++) {
                workers.add(WorkerProcess.start(store, place));
            }
            for (WorkerProcess worker : workers) {
                worker.await("ready");
            }
            long start = System.nanoTime();
            try (Member person = new Member(place, Stores.open(store))) {
                person.consent(zoom.consents().grant(app, zoom.defaultAccount().users().get(1)), LIFETIME);
            }
            for (WorkerProcess worker : workers) {
                worker.tell("call " + time.toMillis());
            }
            long[] sums = new long[3];
            String firstFailure = "";
            for (WorkerProcess worker : workers) {
                String[] said = worker.await("done").split(" ", 5);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += Long.parseLong(said[i + 1]);
                }
                firstFailure = firstFailure.isEmpty() ? said[4] : firstFailure;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            List<TokenRequest> requests = zoom.journal().tokenRequests();
            return new Result(processes, seconds, sums[0], sums[1], sums[2], firstFailure, zoom.journal()
                    .presentedRefreshTokens(), requests.size(),
                    requests.stream().filter(request -> !request.granted()).count());
        } finally {
            workers.forEach(WorkerProcess::close);
        }
    }

    private interface Proof {
        Result with(String store) throws Exception;
    }

    private static Result onH2(Proof proof) throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            return proof.with(Stores.h2("jdbc:h2:tcp://localhost:" + server.getPort()
                    + "/mem:proof;DB_CLOSE_DELAY=-1"));
        } finally {
            server.stop();
        }
    }

    private static Result onPostgreSql(Proof proof) throws Exception {
        PostgreSqlServer server = PostgreSqlServer.start();
        try {
            return proof.with(Stores.postgreSql(server.port()));
        } finally {
            server.stop();
        }
    }

    @Test
    void whenThreeProcessesShareAFileStore_thenNoCallFailsAndNoRefreshTokenIsSentTwice() throws Exception {
        run(Stores.file(folder.resolve("store")), 3, Duration.ofSeconds(8)).check();
    }

    @Test
    void whenThreeProcessesShareADatabase_thenNoCallFailsAndNoRefreshTokenIsSentTwice() throws Exception {
        onH2(store -> run(store, 3, Duration.ofSeconds(6))).check();
    }

    @Test
    @Tag("proof")
    void whenEightProcessesShareAStoreForLong_thenNoCallFailsAndNoRefreshTokenIsSentTwice() throws Exception {
        Duration time = Duration.ofSeconds(Long.getLong("proof.seconds", 45));
        Result file = run(Stores.file(folder.resolve("store")), 8, time);
        boolean installed = PostgreSqlServer.programs().isPresent();
        Proof eight = store -> run(store, 8, time);
        Result database = installed ? onPostgreSql(eight) : onH2(eight);
        Evidence evidence = new Evidence("rotation-under-fire", "Rotation under fire",
                """
                        Eight Java processes share one connection of a person (authorization code grant) through one token store and
                        call the simulated Zoom (users/me) all the time. Access tokens live three seconds; each refresh kills the
                        refresh token that it was made with. No call may fail, and no refresh token may be sent twice.
                        A call that Zoom answers with 401 is repeated once with a new token, as the component does; on a
                        machine that is too busy to refresh in time, a token ends on its way to Zoom.

                        Allowed are 1.1 x seconds / (lifetime - ahead) + 1 token requests. A token is replaced between 0.15 and 0.25
                        of its life ahead of its end; the bound takes the earliest moment, a quarter, so 2.25 s from token to token.""");
        file.into(evidence, "File store");
        database.into(evidence, installed ? "JDBC store, PostgreSQL server" : "JDBC store, H2 server");
        evidence.write();
        file.check();
        database.check();
    }
}
