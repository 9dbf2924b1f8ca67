package io.github.camelzoom.simulator;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class UuidEncodingTest {

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @ParameterizedTest
    @CsvSource({ "abcdEFGHijklMNOPqrstuv==, true, false", "ab+dEFGHijklMNOPqrstuv==, true, false",
            "ab/dEFGHijklMNOPqrstuv==, true, true", "/bcdEFGHijklMNOPqrstuv==, false, true",
            "ab//EFGHijklMNOPqrstuv==, false, true" })
    void onceOrTwice(String uuid, boolean once, boolean twice) {
        ZoomSimulator zoom = ZOOM.simulator();
        Client client = Client.authorized(zoom);
        SimulatedAccount account = zoom.defaultAccount();
        ObjectNode meeting = account.addMeeting(account.users().get(0), "t", uuid);
        synchronized (account.data()) {
            account.data().recordings().add(meeting, Instant.EPOCH);
        }
        String path = "/v2/meetings/%s/recordings";

        Client.Reply single = client.get(path.formatted(Client.enc(uuid)));
        Client.Reply doubled = client.get(path.formatted(Client.enc(Client.enc(uuid))));

        assertThat(single.status()).isEqualTo(once ? 200 : 404);
        assertThat(doubled.status()).isEqualTo(twice ? 200 : 404);
        assertThat((once ? single : doubled).json().path("uuid").asText()).isEqualTo(uuid);
        assertThat((once ? doubled : single).json().path("code").asInt()).isEqualTo(once && twice ? 0 : 3001);
        if (uuid.contains("/")) {
            assertThat(client.get(path.formatted(uuid)).status()).isEqualTo(404);
        }
    }

    @Test
    void theNumberMeansTheLastInstance() {
        ZoomSimulator zoom = ZOOM.simulator();
        Client client = Client.authorized(zoom);
        SimulatedAccount account = zoom.defaultAccount();
        ObjectNode recording = account.addRecording(account.users().get(0), "t", Instant.EPOCH);

        assertThat(client.get("/v2/meetings/" + recording.get("id").asText() + "/recordings").json().path("uuid"))
                .isEqualTo(recording.get("uuid"));
    }

    @Test
    void awkwardUuidsAreFrequent() {
        SimulatedAccount account = ZOOM.simulator().defaultAccount();
        SimulatedUser user = account.users().get(0);
        List<String> uuids = IntStream.range(0, 200).mapToObj(i -> account.addMeeting(user, "t").get("uuid").asText()).toList();

        assertThat(uuids).allSatisfy(u -> assertThat(u).hasSize(24).endsWith("=="));
        assertThat(uuids.stream().filter(u -> u.startsWith("/")).count()).isGreaterThan(20);
        assertThat(uuids.stream().filter(u -> u.contains("//")).count()).isGreaterThan(20);
        assertThat(uuids.stream().filter(u -> u.contains("+")).count()).isGreaterThan(20);
    }
}
