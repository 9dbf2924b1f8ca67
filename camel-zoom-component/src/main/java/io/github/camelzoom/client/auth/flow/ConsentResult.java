package io.github.camelzoom.client.auth.flow;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What came of a consent, for the page, the command line and the log. Immutable, thread-safe; holds no secret.
 *
 * @param status     what came of it
 * @param connection the connection's name; null when the {@code state} tells of none
 * @param property   the option to change; null when no single one is to blame
 * @param message    for a person; never null
 * @param expiresAt  until when the new access token lives; null unless tokens were granted
 * @param scopes     what Zoom granted; empty when it did not say
 * @param zoomCode   Zoom's number; 0 when there was none
 * @param trackingId Zoom's tracking id; null when there was none
 */
public record ConsentResult(Status status, String connection, String property, String message, Instant expiresAt,
        Set<String> scopes, long zoomCode, String trackingId) {

    /** What came of a consent. */
    public enum Status {
        /** Tokens are stored and in use. */
        GRANTED(true),
        /** Tokens are in use, but the store does not take them; saving is repeated. A restart before would lose them. */
        UNSAVED(true),
        /** The person said no. */
        DENIED(false),
        /** No consent was begun with this {@code state}, at least not in this process. */
        UNKNOWN_STATE(false),
        /** The {@code state} was used before. */
        REPLAYED_STATE(false),
        /** The person took too long. */
        EXPIRED(false),
        /** The answer came from another browser than the one that began. */
        OTHER_BROWSER(false),
        /** The answer, or what was pasted, holds neither code nor error. */
        NO_CODE(false),
        /** The code is expired, used or another app's. */
        CODE_REFUSED(false),
        /** {@code callbackUrl} is not the registered redirect URL (Zoom's codes 4700 and 4709). */
        REDIRECT_MISMATCH(false),
        /** Client id and secret are not a pair that Zoom knows. */
        CLIENT_REFUSED(false),
        /** The app is switched off, or cannot do what was asked for. */
        APP_REFUSED(false),
        /** Zoom refused for another reason. */
        REFUSED(false),
        /** Zoom or the network cannot be used at the moment; begin again later. */
        UNAVAILABLE(false),
        /** Called off by the program. */
        CANCELLED(false);

        private final boolean granted;

        Status(boolean granted) {
            this.granted = granted;
        }

        /** Whether there are new tokens. */
        public boolean isGranted() {
            return granted;
        }
    }

    public ConsentResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        scopes = Set.copyOf(scopes);
    }

    /** Whether there are new tokens. */
    public boolean isGranted() {
        return status.isGranted();
    }

    static ConsentResult failed(Status status, String connection, String property, String message) {
        return new ConsentResult(status, connection, property, message, null, Set.of(), 0, null);
    }

    ConsentResult answered(long code, String tracking) {
        return new ConsentResult(status, connection, property, message, expiresAt, scopes, code, tracking);
    }
}
