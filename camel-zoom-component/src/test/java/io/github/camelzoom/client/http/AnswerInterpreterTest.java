package io.github.camelzoom.client.http;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

import io.github.camelzoom.client.error.ZoomApiException;
import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomScopeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerInterpreterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | application/json        | {"code":300,"id":1,"message":"m"}           | Success
            200 | application/json        | {"code":200,"message":"No permission"}      | Refused
            200 | APPLICATION/JSON;a=b    | {"code":200,"message":"No permission"}      | Refused
            200 | application/scim+json   | {"code":200,"message":"No permission"}      | Refused
            200 | text/plain              | {"code":200,"message":"No permission"}      | Success
            200 | text/html;charset=UTF-8 | <html>                                      | Refused
            200 |                         |                                             | Success
            201 | application/json        | []                                          | Success
            204 |                         |                                             | Success
            299 | application/json        | {}                                          | Success
            304 |                         |                                             | Refused
            400 | application/json        | {"code":4711,"message":"scopes:[a:b]"}      | Scope
            401 | application/json        | {"code":4711,"message":"scopes:[a:b]"}      | Scope
            403 | application/json        | {"code":4711,"message":"scopes:[a:b]"}      | Scope
            401 | application/json        | {"code":124,"message":"Invalid token"}      | TokenRejected
            401 | text/html               | {"code":"124","message":"Invalid token"}    | TokenRejected
            401 | application/json        | {"code":1010,"message":"x"}                 | Auth
            401 |                         |                                             | Auth
            400 | application/json        | {"code":124,"message":"Invalid token"}      | Refused
            403 | application/json        | {"code":124,"message":"Invalid token"}      | Refused
            404 | application/json        | {"code":1001,"message":"x"}                 | Refused
            429 | application/json        | {"code":429,"message":"x"}                  | RateLimited
            429 | text/html               | <html>                                      | RateLimited
            429 |                         |                                             | RateLimited
            500 | application/json        | {"code":500,"message":"x"}                  | Failed
            502 | text/html               | <html>                                      | Failed
            503 |                         |                                             | Failed
            501 |                         |                                             | Refused
            505 |                         |                                             | Refused
            599 |                         |                                             | Failed
            """)
    void statusAndCodeDecide(int status, String type, String body, String expected) throws IOException {
        Verdict verdict = interpret("GET", status, type, body);
        String name = verdict.getClass().getSimpleName();
        if (verdict instanceof Verdict.Refused refused) {
            name = refused.error() instanceof ZoomScopeException
                    ? "Scope"
                    : refused.error() instanceof ZoomAuthException ? "Auth" : name;
            assertThat(refused.error()).hasMessageContaining("things/get on connection 'acme'");
            assertThat(refused.error().getHttpResponseCode()).isEqualTo(status);
        }
        assertThat(name).isEqualTo(expected);
    }

    @Test
    void aChallengeSaysThatTheTokenIsInvalidToo() throws IOException {
        assertThat(AnswerInterpreter.interpret(call("GET"),
                new LiveAnswer(ScriptedHttp.response(401, null, null, "WWW-Authenticate",
                        "Bearer error=\"invalid_token\"")),
                NOW)).isInstanceOf(Verdict.TokenRejected.class);
    }

    @ParameterizedTest
    @CsvSource({ "GET,500,true", "POST,500,false", "PUT,503,false", "PATCH,502,false", "DELETE,500,false", "POST,400,true",
            "POST,404,true",
            "POST,501,false" })
    void theOutcomeOfAFailedWriteIsUnknown(String method, int status, boolean known) throws IOException {
        Verdict verdict = interpret(method, status, "application/json", "{}");
        ZoomApiException error = (ZoomApiException) (verdict instanceof Verdict.Failed failed
                ? failed.error()
                : ((Verdict.Refused) verdict).error());
        assertThat(error.isOutcomeKnown()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 429, 500, 503 })
    void aRawBodyIsNeverQuoted(int status) throws IOException {
        Verdict verdict = interpret("GET", status, "text/html", "<html>s3cret of a proxy</html>");
        assertThat(verdict.toString()).doesNotContain("s3cret");
    }

    @Test
    void theTrackingIdIsKept() throws IOException {
        Verdict verdict = AnswerInterpreter.interpret(call("GET"), new LiveAnswer(ScriptedHttp.response(404, "application/json",
                "{\"code\":3001,\"message\":\"gone\"}", "x-zm-trackingid", "WEB_1")), NOW);
        ZoomApiException error = (ZoomApiException) ((Verdict.Refused) verdict).error();
        assertThat(error.getTrackingId()).isEqualTo("WEB_1");
        assertThat(error.getZoomCode()).isEqualTo(3001);
        assertThat(error).hasMessageContaining("WEB_1").hasMessageContaining("3001").hasMessageContaining("gone");
    }

    @Test
    void anAnswerLongerThanAnyErrorIsASuccessAndReadFromItsFirstByte() throws IOException {
        String body = "{\"code\":200,\"message\":\"" + "x".repeat(LiveAnswer.HEAD_LIMIT) + "\"}";
        LiveAnswer answer = new LiveAnswer(ScriptedHttp.response(200, "application/json", body));
        assertThat(AnswerInterpreter.interpret(call("GET"), answer, NOW)).isInstanceOf(Verdict.Success.class);
        assertThat(new String(answer.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(body);
    }

    private static Verdict interpret(String method, int status, String type, String body) throws IOException {
        return AnswerInterpreter.interpret(call(method), new LiveAnswer(ScriptedHttp.response(status, type, body)), NOW);
    }

    private static ZoomCall call(String method) {
        return new ZoomCall("acme", "things/get", method, apiUrl -> URI.create("https://api.zoom.us/v2/things"), Map.of(),
                null);
    }
}
