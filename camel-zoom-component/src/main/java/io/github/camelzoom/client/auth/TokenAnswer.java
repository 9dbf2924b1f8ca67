package io.github.camelzoom.client.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What came of one token request. Immutable; holds no secret outside {@link Secret}. */
public sealed interface TokenAnswer {

    /**
     * New tokens (RFC 6749 section 5.1).
     *
     * @param refreshToken null when the answer had none; the old one stays valid then
     * @param expiresIn    life from the moment of sending; null when Zoom did not say
     * @param scopes       empty when Zoom did not say
     * @param apiUrl       the account's API host; null when Zoom did not say
     */
    record Granted(Secret accessToken, Secret refreshToken, Duration expiresIn, Set<String> scopes, URI apiUrl)
            implements
                TokenAnswer {

        public Granted {
            Objects.requireNonNull(accessToken, "accessToken");
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Done: the answer of the pages that issue no token, revocation (RFC 7009) and device codes (RFC 8628 section 3.2).
     *
     * @param fields the JSON's plain values by their names in lower case. They may be secret, so {@code toString} shows
     *               the names only
     */
    record Accepted(Map<String, String> fields) implements TokenAnswer {

        public Accepted {
            fields = Map.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Accepted" + fields.keySet();
        }
    }

    /**
     * The endpoint answered that it did not do it (RFC 6749 section 5.2, HTTP 429, or an answer that is not Zoom's).
     * Nothing was spent.
     *
     * @param status     the HTTP status
     * @param error      OAuth's error word; null when the answer had none
     * @param code       Zoom's number, 0 when the answer had none
     * @param reason     Zoom's words, short and without secrets; never null
     * @param retryAfter how long Zoom asks to wait; null when it did not say
     * @param trackingId Zoom's tracking id; null when there was none
     */
    record Refused(int status, String error, long code, String reason, Duration retryAfter, String trackingId)
            implements
                TokenAnswer {

        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * No answer, or none that can be understood.
     *
     * @param sent       whether the request may have reached Zoom. True: the refresh token may be spent, its successor
     *                   lost. False: nothing happened
     * @param status     the HTTP status, 0 when there was no answer
     * @param reason     for a person; holds no secret
     * @param retryAfter how long the server asks to wait; null when it did not say
     * @param cause      null when there was no exception
     */
    record Unknown(boolean sent, int status, String reason, Duration retryAfter, Exception cause) implements TokenAnswer {

        public Unknown {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
