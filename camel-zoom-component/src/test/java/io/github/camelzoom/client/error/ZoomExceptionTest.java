package io.github.camelzoom.client.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Exceptions outlive the process that threw them, in queues and error stores, and change hands on the way. */
class ZoomExceptionTest {

    private static final ErrorDetail DETAIL = ErrorDetail.of("jane", "users/get").withAnswer(404, 1001, "tracking");
    private static final URI PAGE = URI.create("https://zoom.us/oauth/authorize?client_id=a");

    @SuppressWarnings("unchecked")
    private static <T extends ZoomException> T sentAndReceived(T exception) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            T received = (T) in.readObject();
            assertThat(received).hasMessage(exception.getMessage());
            assertThat(received.getConnection()).isEqualTo("jane");
            assertThat(received.getOperation()).isEqualTo("users/get");
            assertThat(received.getZoomCode()).isEqualTo(1001);
            assertThat(received.getTrackingId()).isEqualTo("tracking");
            assertThat(received.getHttpResponseCode()).isEqualTo(404);
            return received;
        }
    }

    @Test
    void everythingIsStillThereAfterSerialization() throws Exception {
        List<ZoomApiException.FieldError> fields = List.of(new ZoomApiException.FieldError("topic", "too long"));
        assertThat(sentAndReceived(new ZoomApiException(DETAIL, "no", fields, true)).getFieldErrors()).isEqualTo(fields);
        assertThat(sentAndReceived(new ZoomConsentRequiredException(DETAIL, PAGE, "no", null)).getAuthorizationUrl())
                .isEqualTo(PAGE);
        assertThat(sentAndReceived(new ZoomScopeException(DETAIL, List.of("user:read"))).getMissingScopes())
                .containsExactly("user:read");
        assertThat(sentAndReceived(new ZoomRateLimitException(DETAIL, "Light", Instant.EPOCH, "no")).getResetAt())
                .isEqualTo(Instant.EPOCH);
        assertThat(sentAndReceived(new ZoomTransportException(DETAIL, false, "no", null)).isOutcomeKnown()).isFalse();
    }

    @Test
    void aFailureOfATokenRequestCanBeToldByTheOperationThatNeededTheToken() {
        ErrorDetail request = ErrorDetail.of("jane", "token request").withAnswer(400, 4735, "tracking");
        ZoomAuthException told = new ZoomAuthException(request, ZoomAuthException.Reason.REFUSED, "oauthClientId", "refused",
                new IOException("cause")).forOperation("users/get");
        assertThat(told).hasMessage("users/get: token request on connection 'jane' answered HTTP 400, Zoom code 4735, "
                + "tracking id tracking: refused").hasRootCauseMessage("cause");
        assertThat(told.getOperation()).isEqualTo("users/get");
        assertThat(told.getReason()).isEqualTo(ZoomAuthException.Reason.REFUSED);
        assertThat(told.getProperty()).isEqualTo("oauthClientId");
        assertThat(told.getHttpResponseCode()).isEqualTo(400);

        assertThat(new ZoomConsentRequiredException(request, PAGE, "no", null).forOperation("users/get").getAuthorizationUrl())
                .isEqualTo(PAGE);
        assertThat(new ZoomScopeException(request, List.of("user:read")).forOperation("users/get").getMissingScopes())
                .containsExactly("user:read");
    }
}
