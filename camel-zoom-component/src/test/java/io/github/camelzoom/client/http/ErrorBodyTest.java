package io.github.camelzoom.client.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.github.camelzoom.client.error.ZoomApiException.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorBodyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"code":300,"message":"Bad"}                      | 300  | Bad
            {"code":"1001","message":"Text"}                  | 1001 | Text
            {"errorCode":5,"errorMessage":"Old"}              | 5    | Old
            {"status":"404","detail":"SCIM"}                  | 0    | SCIM
            {"error_message":"A"}                             | 0    | A
            {"reason":"B"}                                    | 0    | B
            {"code":null,"errorCode":7,"message":null,"errorMessage":"C"} | 7 | C
            {"code":"x","message":5}                          | 0    | 5
            {"code":{"a":1},"message":["a"]}                  | 0    | ``
            {"message":"two\\nlines\\tand\\u0000more"}        | 0    | two lines and more
            []                                                | 0    | ``
            "text"                                            | 0    | ``
            {                                                 | 0    | ``
            <html>                                            | 0    | ``
            """)
    void everyKnownShapeIsRead(String json, long code, String message) {
        ErrorBody body = read(json);
        assertThat(body.code()).isEqualTo(code);
        assertThat(body.message()).isEqualTo(message);
    }

    @Test
    void fieldErrorsAreReadAndTheirNumberAndLengthLimited() {
        StringBuilder json = new StringBuilder("{\"code\":300,\"message\":\"").append("m".repeat(2000))
                .append("\",\"errors\":[");
        json.append("{\"field\":\"topic\",\"message\":\"too long\"},{\"message\":\"no field\"},\"odd\"");
        json.append(",{\"field\":\"f\"}".repeat(100)).append("]}");
        ErrorBody body = read(json.toString());
        assertThat(body.fields()).hasSize(20).startsWith(new FieldError("topic", "too long"), new FieldError("", "no field"));
        assertThat(body.message()).hasSize(503).endsWith("...");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invalid access token, does not contain scopes:[a:b, c:d].  | 4711 | a:b,c:d
            does not contain scopes: [a:b]                             | 4711 | a:b
            does not contain scope [a:b c:d]                           | 4700 | a:b,c:d
            something new                                              | 4711 |
            """)
    void missingScopesAreNamed(String message, long code, String scopes) {
        ErrorBody body = new ErrorBody(code, message, List.of());
        assertThat(body.isMissingScope()).isEqualTo(code == 4711 || message.contains("does not contain scopes"));
        assertThat(body.scopes()).isEqualTo(scopes == null ? List.of() : List.of(scopes.split(",")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"code\":200,\"message\":\"No permission.\"}",
            " {\"code\":3001,\"message\":\"x\",\"errors\":[]}",
            "{\"errorCode\":1,\"errorMessage\":\"x\",\"status\":false,\"result\":null}",
            "{\"code\":200,\"error_message\":\"x\"}" })
    void aFailureInTheCloakOfSuccessIsSeen(String json) {
        assertThat(ErrorBody.disguised(json.getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "[]", "{}", "null", "{\"code\":0,\"message\":\"ok\"}",
            "{\"code\":\"DE\",\"message\":\"Germany\"}",
            "{\"code\":200}", "{\"message\":\"hello\"}", "{\"code\":5,\"message\":\"x\",\"id\":1}",
            "{\"code\":5,\"message\":\"x\",\"result\":{\"a\":1}}", "{\"code\":1.5,\"message\":\"x\"}",
            "{\"code\":5,\"message\":\"x\"",
            "<html></html>" })
    void aRealResultIsNoFailure(String json) {
        assertThat(ErrorBody.disguised(json.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void noBytesMakeItThrow() {
        Random random = new Random(7);
        byte[] valid = "{\"code\":300,\"message\":\"M\\u00e4\",\"errors\":[{\"field\":\"f\",\"message\":\"m\"}]}".getBytes(
                StandardCharsets.UTF_8);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = valid.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(ErrorBody.read(bytes)).isNotNull();
            ErrorBody.disguised(bytes);
        }
        assertThat(read("[".repeat(100_000))).isEqualTo(ErrorBody.NONE);
    }

    private static ErrorBody read(String json) {
        return ErrorBody.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
