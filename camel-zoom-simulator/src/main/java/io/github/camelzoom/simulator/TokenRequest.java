package io.github.camelzoom.simulator;

import java.time.Instant;
import java.util.Map;

/**
 * A recorded request to one of the OAuth endpoints a program calls: token, revoke, devicecode.
 *
 * @param endpoint
 *            last segment of the path: {@code token}, {@code revoke} or {@code devicecode}
 * @param grantType
 *            the grant asked for; null when none was given
 * @param clientId
 *            the client that identified itself, valid or not; null when none did
 * @param parameters
 *            names and values of body and query, secrets included
 * @param outcome
 *            {@code granted}, or the error told to the client, {@code fault} when a fault rule kept it from
 *            being looked at, or {@code unanswered} while it is worked on
 * @param refreshTokenSerial
 *            serial number of the refresh token that was presented; 0 when none or an unknown one was
 * @param issuedRefreshTokenSerial
 *            serial number of the refresh token that was issued; 0 when none was
 * @param issuedTokenSerial
 *            serial number of the access token that was issued; 0 when none was
 */
public record TokenRequest(long sequence, Instant arrivedAt, long arrivedNanos, String method, String rawPath, String rawQuery,
        Headers headers, int status, String trackingId, String endpoint, String grantType, String clientId,
        Map<String, String> parameters, String outcome, long refreshTokenSerial, long issuedRefreshTokenSerial,
        long issuedTokenSerial) implements RecordedRequest {

    /** Whether the simulator issued a token, even if a fault kept the answer from the client. */
    public boolean granted() {
        return "granted".equals(outcome);
    }

    @Override
    public String toString() {
        return "TokenRequest[#" + sequence + " " + endpoint + " " + grantType + " by " + clientId + ": " + outcome + ", status "
                + status + "]";
    }
}
