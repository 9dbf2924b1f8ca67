package io.github.camelzoom.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.event.EventEnvelope;
import io.github.camelzoom.client.event.MalformedEventException;
import io.github.camelzoom.client.event.SignatureVerifier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a webhook costs before its route: beside what nobody can save, a MAC and a parser. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBenchmark {

    private static final String SECRET = "a-secret-token-of-an-app";
    private static final String TIMESTAMP = "1720705455";

    /** How many files the event tells of; about 500 bytes each. */
    @Param({ "0", "8" })
    private int files;

    private final SignatureVerifier verifier = new SignatureVerifier(List.of(Secret.of(SECRET)), Duration.ofHours(2),
            Duration.ofMinutes(5), InstantSource.fixed(Instant.ofEpochSecond(1_720_705_460)));
    private final ObjectReader json = new ObjectMapper().reader();
    private byte[] body;
    private List<String> signature;

    @Setup
    public void event() throws GeneralSecurityException {
        String listed = IntStream.range(0, files)
                .mapToObj(
                        i -> """
                                {"id":"%d-file","meeting_id":"uuid==","recording_start":"2026-01-01T10:00:00Z","recording_end":"2026-01-01T11:00:00Z",\
                                "file_type":"MP4","file_extension":"MP4","file_size":%d,"status":"completed","recording_type":"gallery_view",\
                                "play_url":"https://zoom.us/rec/play/%3$s","download_url":"https://zoom.us/rec/download/%3$s"}"""
                                .formatted(i, 1000 + i, "a".repeat(90)))
                .collect(Collectors.joining(","));
        body = """
                {"event":"recording.transcript_completed","event_ts":1720705455858,"payload":{"account_id":"account","object":{"uuid":"uuid==",\
                "id":98765432101,"account_id":"account","host_id":"host","host_email":"host@example.com","topic":"A topic, not short",\
                "type":2,"start_time":"2026-01-01T10:00:00Z","timezone":"UTC","duration":60,"recording_files":[%s]}},\
                "download_token":"%s"}"""
                .formatted(listed, "t".repeat(200)).getBytes(StandardCharsets.UTF_8);
        signature = List.of("v0=" + HexFormat.of().formatHex(mac()));
    }

    private byte[] mac() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update(("v0:" + TIMESTAMP + ":").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }

    /** The least that checks and reads it. */
    @Benchmark
    public JsonNode macAndParser() throws GeneralSecurityException, IOException {
        return mac().length == 0 ? null : json.readTree(body);
    }

    /** What the component does: checked, read, and with both of its keys. */
    @Benchmark
    public String checkedAndRead() throws MalformedEventException {
        if (!verifier.check(signature, List.of(TIMESTAMP), body).isGenuine()) {
            throw new IllegalStateException("The signature is wrong");
        }
        EventEnvelope event = EventEnvelope.read(body);
        return event.requestKey("request") == null ? null : event.key();
    }
}
