package io.github.camelzoom.client.http;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import io.github.camelzoom.client.error.ErrorDetail;
import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.client.limit.RateLimitAnswer;
import io.github.camelzoom.client.limit.RetryAfter;

/** Decides by status and code, not by prose, what an answer means. Pure but for reading the body's head. */
final class AnswerInterpreter {

    private AnswerInterpreter() {}

    static Verdict interpret(ZoomCall call, LiveAnswer answer, Instant now) throws IOException {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return disguisedFailure(call, answer);
        }
        ErrorBody body = ErrorBody.read(answer.head());
        ErrorDetail detail = detail(call, answer, body.code());
        if (body.isMissingScope()) {
            return new Verdict.Refused(new ZoomScopeException(detail, body.scopes()));
        }
        if (status == 401) {
            return unauthorized(detail, body, answer);
        }
        if (status == 429) {
            return new Verdict.RateLimited(RateLimitAnswer.read(answer::header, body.message(), now), detail,
                    message(body, answer));
        }
        boolean outcomeKnown = status < 500 || call.isSafe();
        ZoomApiException error = new ZoomApiException(detail, message(body, answer), body.fields(), outcomeKnown);
        boolean mayPass = status >= 500 && status != 501 && status != 505;
        return mayPass
                ? new Verdict.Failed(RetryAfter.parse(answer.header("Retry-After"), now), error)
                : new Verdict.Refused(error);
    }

    private static Verdict unauthorized(ErrorDetail detail, ErrorBody body, LiveAnswer answer) {
        String challenge = answer.header("WWW-Authenticate");
        boolean invalidToken = challenge != null && challenge.contains("invalid_token");
        return body.code() == TokenRejection.CODE || invalidToken
                ? new Verdict.TokenRejected(detail, message(body, answer))
                : new Verdict.Refused(new ZoomAuthException(detail, ZoomAuthException.Reason.REFUSED, null,
                        message(body, answer), null));
    }

    private static Verdict disguisedFailure(ZoomCall call, LiveAnswer answer) throws IOException {
        if (answer.hasMediaType("text/html")) {
            return new Verdict.Refused(new ZoomApiException(detail(call, answer, 0),
                    "a web page instead of data; look at baseUrl and at what stands between here and Zoom", List.of(),
                    call.isSafe()));
        }
        if (answer.isJson() && answer.contentLength() <= LiveAnswer.HEAD_LIMIT) {
            byte[] head = answer.head();
            ErrorBody error = answer.isHeadAll() ? ErrorBody.disguised(head) : null;
            if (error != null) {
                return new Verdict.Refused(new ZoomApiException(detail(call, answer, error.code()), error.message(),
                        error.fields(), true));
            }
        }
        return new Verdict.Success();
    }

    private static ErrorDetail detail(ZoomCall call, LiveAnswer answer, long code) {
        return ErrorDetail.of(call.connection(), call.operation()).withAnswer(answer.status(), code,
                answer.header("x-zm-trackingid"));
    }

    private static String message(ErrorBody body, LiveAnswer answer) {
        if (!body.message().isEmpty()) {
            return body.message();
        }
        return answer.contentType() == null ? "no error body" : "no readable error body (" + answer.contentType() + ")";
    }
}
