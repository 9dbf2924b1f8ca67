package io.github.camelzoom.client.auth.flow;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * A consent that is awaited from another device: show {@link #userCode()} and {@link #verificationUri()} to the person
 * (RFC 8628 section 3.3). Thread-safe; {@code toString} does not show the code.
 */
public final class DeviceConsent {

    private final String connection;
    private final String userCode;
    private final URI verificationUri;
    private final URI verificationUriComplete;
    private final Instant expiresAt;
    private final DevicePoll poll;

    DeviceConsent(String connection, String userCode, URI verificationUri, URI verificationUriComplete, Instant expiresAt,
            DevicePoll poll) {
        this.connection = connection;
        this.userCode = userCode;
        this.verificationUri = verificationUri;
        this.verificationUriComplete = verificationUriComplete;
        this.expiresAt = expiresAt;
        this.poll = poll;
    }

    /** The connection's name. */
    public String connection() {
        return connection;
    }

    /** What the person types on the page. Whoever has it can bind this connection to an account, so keep it from logs. */
    public String userCode() {
        return userCode;
    }

    /** The page on which the person types it. */
    public URI verificationUri() {
        return verificationUri;
    }

    /** The page with the code filled in, for a link or a QR code; null when Zoom gave none. */
    public URI verificationUriComplete() {
        return verificationUriComplete;
    }

    /** When it is too late. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** What came of it; never fails. */
    public CompletionStage<ConsentResult> result() {
        return poll.result();
    }

    /**
     * Stops asking; the result is then {@code CANCELLED}, unless an answer that is under way brings tokens: these are
     * kept, since Zoom has ended the earlier ones for them.
     */
    public void cancel() {
        poll.cancel();
    }

    @Override
    public String toString() {
        return "DeviceConsent[" + connection + ", " + verificationUri + ", until " + expiresAt + "]";
    }
}
