package io.github.camelzoom.client.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RawPathTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "/users/me | /users/me", "/meetings/%252Fa%3D%3D | /meetings/%252Fa%3D%3D",
            "/users/a b | /users/a%20b", "/users/j.d+x@example.com | /users/j.d+x@example.com", "/x/100% | /x/100%25",
            "/x/%zz | /x/%25zz", "/x/ä😀 | /x/%C3%A4%F0%9F%98%80", "/x/[1]\"<> | /x/%5B1%5D%22%3C%3E",
            "/users?from=2026-01-01&q=a b | /users?from=2026-01-01&q=a%20b", "/users?q=a/b?c=ü | /users?q=a/b?c=%C3%BC",
            "/users? | /users", "/x/...  | /x/...", "/x/a..b | /x/a..b", "/users/ | /users/", "/x?next=../a | /x?next=../a" })
    void keepsWhatIsLegalAndEncodesWhatIsNot(String given, String sent) {
        assertThat(RawPath.parse(given.strip()).pathAndQuery()).isEqualTo(sent);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "users/me", "https://example.com/", "//example.com/users", "/\\example.com", "/users#me",
            "/users/../accounts", "/..", "/users/%2e%2e/x", "/users/.%2E", "/users/%252e%252e/x", "/users/..%2fx", "/a/..;x/b",
            "/a/.", "/a/./b", "/a/..\\b", "/a/%5c..%5cb", "/a\nb", "/a%0d%0ab", "/a%00", "/a%250a", "/a\u0000", "/a?b=\r\nc" })
    void refusesWhatCouldLeaveTheApi(String given) {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RawPath.parse(given))
                .withMessageStartingWith("request: the path ");
    }

    @Test
    void refusesBrokenUnicode() {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RawPath.parse("/a\ud83d"));
    }

    @Test
    void makesARequestLineUnderTheDefaultBase() {
        RequestLine line = RequestLine.of("patch", "/users/me?a=b");

        assertThat(line.method()).isEqualTo("PATCH");
        assertThat(line.url(BaseUrls.explicit("http://localhost:1/v2"))).isEqualTo("http://localhost:1/v2/users/me?a=b");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "GE T", "GET\r\nX: y" })
    void refusesAMethodThatIsNone(String method) {
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> RequestLine.of(method, "/users"));
    }
}
