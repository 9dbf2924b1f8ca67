package io.github.camelzoom.client.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

import io.github.camelzoom.client.auth.Secret;

/**
 * Says whether Zoom sent a webhook, and when. Signed are the bytes of the body as they came, so nothing may have parsed
 * and written them anew. Immutable and thread-safe.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events">Zoom: verify webhook events</a>
 */
public final class SignatureVerifier {

    /** The header with the signature. */
    public static final String SIGNATURE = "x-zm-signature";
    /** The header with the time of the signature, in seconds since 1970. */
    public static final String TIMESTAMP = "x-zm-request-timestamp";

    private static final Pattern SIGNATURE_FORM = Pattern.compile("v0=[0-9a-f]{64}");
    private static final Pattern TIMESTAMP_FORM = Pattern.compile("[0-9]{1,12}");

    /** What became of a check. */
    public enum Outcome {
        /** One of the secrets made the signature, and in time. */
        GENUINE,
        /** A header is missing, doubled or malformed. */
        MALFORMED,
        /** None of the secrets made the signature. */
        FORGED,
        /** One of the secrets made the signature, but longer ago than the window allows. */
        STALE,
        /** One of the secrets made the signature, but with a time that has not come yet. */
        FUTURE
    }

    /**
     * The result of a check.
     *
     * @param outcome what became of it
     * @param secret  the one that made the signature; null unless it is {@link Outcome#GENUINE}
     */
    public record Check(Outcome outcome, Secret secret) {

        /** Whether Zoom sent it, and in time. */
        public boolean isGenuine() {
            return outcome == Outcome.GENUINE;
        }
    }

    private final List<Secret> secrets;
    private final Duration past;
    private final Duration future;
    private final InstantSource clock;

    /**
     * @param secrets secret tokens of the app; several while one replaces another
     * @param past    how old a signature may be; Zoom's last repetition comes 85 minutes after the event, and nobody says
     *                whether it is signed anew
     * @param future  by how much Zoom's clock may be ahead of ours
     */
    public SignatureVerifier(List<Secret> secrets, Duration past, Duration future, InstantSource clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("A signature cannot be checked without a secret");
        }
        this.secrets = List.copyOf(secrets);
        this.past = past;
        this.future = future;
        this.clock = clock;
    }

    /**
     * Checks a request.
     *
     * @param signatures every value of header {@link #SIGNATURE}
     * @param timestamps every value of header {@link #TIMESTAMP}
     * @param body       the body as it came
     */
    public Check check(List<String> signatures, List<String> timestamps, byte[] body) {
        // A header that comes twice is refused: whatever stands before us may have looked at the other one.
        if (signatures.size() != 1 || timestamps.size() != 1 || !SIGNATURE_FORM.matcher(signatures.get(0)).matches()
                || !TIMESTAMP_FORM.matcher(timestamps.get(0)).matches()) {
            return new Check(Outcome.MALFORMED, null);
        }
        Secret signer = signer(signatures.get(0), timestamps.get(0), body);
        if (signer == null) {
            return new Check(Outcome.FORGED, null);
        }
        Duration age = Duration.ofSeconds(clock.instant().getEpochSecond() - Long.parseLong(timestamps.get(0)));
        if (age.compareTo(past) > 0) {
            return new Check(Outcome.STALE, null);
        }
        return age.negated().compareTo(future) > 0
                ? new Check(Outcome.FUTURE, null)
                : new Check(Outcome.GENUINE, signer);
    }

    /** All secrets are tried, whichever fits, so that the time taken tells nothing. */
    private Secret signer(String signature, String timestamp, byte[] body) {
        byte[] given = signature.getBytes(StandardCharsets.US_ASCII);
        byte[] head = ("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII);
        Secret signer = null;
        for (Secret secret : secrets) {
            byte[] wanted = ("v0=" + Hmac.hex(secret, head, body)).getBytes(StandardCharsets.US_ASCII);
            signer = MessageDigest.isEqual(wanted, given) ? secret : signer;
        }
        return signer;
    }
}
