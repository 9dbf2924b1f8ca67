package io.github.camelzoom.client.http;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HostPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = { "https://zoom.us/", "https://api.zoom.us/v2", "https://API.ZOOM.US/v2", "https://a.b.c.zoom.us/",
            "https://zoomgov.com/", "https://api.zoomgov.com/", "HTTPS://api.zoom.us/", "https://api.zoom.us:8443/" })
    void hostsOfZoomMayCarryABearer(String uri) {
        assertThat(new HostPolicy(null).mayCarryBearer(URI.create(uri))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://api.zoom.us/", "https://evilzoom.us/", "https://zoom.us.evil.com/",
            "https://evil.com/zoom.us",
            "https://evil.com/?zoom.us", "https://evil.com#.zoom.us", "https://zoom.us@evil.com/",
            "https://api.zoom.us:x@evil.com/",
            "https://user@api.zoom.us/", "https://zoom.com/", "https://us/", "https://127.0.0.1/", "https://my_host.zoom.us.x/",
            "wss://ws.zoom.us/", "https:///v2", "mailto:a@zoom.us", "/v2/users", "https://zoom.us./",
            "https://xn--zom-xla.us/" })
    void othersMayNot(String uri) {
        assertThat(new HostPolicy(null).mayCarryBearer(URI.create(uri))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "https://gw.example.com/zoom/v2, https://gw.example.com/other, true",
            "https://gw.example.com, https://GW.example.com:443/, true",
            "https://gw.example.com, https://gw.example.com:444/, false",
            "https://gw.example.com, http://gw.example.com/, false", "https://gw.example.com, https://x.gw.example.com/, false",
            "https://gw.example.com, https://api.zoom.us/, true", "http://127.0.0.1:8080/v2, http://127.0.0.1:8080/x, true",
            "http://127.0.0.1:8080/v2, http://127.0.0.1:8081/x, false",
            "http://127.0.0.1:8080/v2, http://localhost:8080/x, false",
            "https://gw.example.com, /relative, false", "https://gw.example.com, mailto:x@gw.example.com, false",
            "https://gw.example.com, https://my_host/, false" })
    void theConfiguredOriginMay(String base, String uri, boolean may) {
        assertThat(new HostPolicy(URI.create(base)).mayCarryBearer(URI.create(uri))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({ "localhost, true", "LOCALHOST, true", "127.0.0.1, true", "127.255.0.1, true", "[::1], true",
            "128.0.0.1, false",
            "127.0.0.1.evil.com, false", "localhost.evil.com, false", "0.0.0.0, false", "127.1, false", ", false" })
    void plainHttpIsForThisMachineOnly(String host, boolean loopback) {
        assertThat(HostPolicy.isLoopbackHost(host)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({ "/b?c=%2F, https://api.zoom.us/b?c=%2F", "b, https://api.zoom.us/v2/b",
            "//file.zoom.us/x, https://file.zoom.us/x",
            "https://example.com/a%20b, https://example.com/a%20b", "' https://example.com/ ', https://example.com/",
            "?x=1, https://api.zoom.us/v2/?x=1" })
    void aLocationIsResolved(String location, String expected) throws IOException {
        assertThat(RedirectPolicy.next(URI.create("https://api.zoom.us/v2/a"), location)).hasToString(expected);
    }

    @Test
    void plainHttpOnThisMachineIsFollowedFromPlainHttpOnly() throws IOException {
        assertThat(RedirectPolicy.next(URI.create("http://127.0.0.1:80/a"), "http://127.0.0.1:81/b")).hasPort(81);
        assertThatThrownBy(() -> RedirectPolicy.next(URI.create("http://127.0.0.1/a"), "http://api.zoom.us/b"))
                .hasMessageContaining(
                        "plain http");
        assertThatThrownBy(() -> RedirectPolicy.next(URI.create("https://localhost/a"), "http://localhost/b"))
                .hasMessageContaining(
                        "plain http");
    }

    @ParameterizedTest
    @CsvSource({ "301,GET,true", "302,HEAD,true", "303,GET,true", "303,POST,false", "303,PUT,false", "302,POST,true",
            "307,PATCH,true",
            "308,DELETE,true" })
    void amongTrustedHostsOnlySeeOtherChangesAWrite(int status, String method, boolean kept) throws IOException {
        assertThat(RedirectPolicy.keepsMethod(status, method, true, "h")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({ ", https://zoom.us/rec/download/a, true", ", https://files.example.com/a, false",
            ", https://169.254.169.254/latest, false", ", http://127.0.0.1/a, false", ", http://zoom.us/a, false",
            ", https://user@zoom.us/a, false", "https://gw.example.com/v2, https://gw.example.com/a, true",
            "https://gw.example.com/v2, https://localhost/a, false", "http://127.0.0.1:80/v2, http://localhost:81/a, true" })
    void aDownloadBeginsAtZoomOrAtTheConfiguredBase(URI base, URI uri, boolean allowed) {
        assertThat(new HostPolicy(base).mayBeginDownload(uri)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({ ", https://storage.example.com/a, true", ", https://203.0.113.7/a, true", ", https://10.1.2.3/a, false",
            ", https://192.168.0.1/a, false", ", https://172.16.0.1/a, false", ", https://169.254.169.254/a, false",
            ", https://127.0.0.1/a, false", ", https://localhost/a, false", ", https://[::1]/a, false",
            ", https://[fd00::1]/a, false", ", https://[fe80::1]/a, false", ", https://[::ffff:10.0.0.1]/a, false",
            ", https://[2001:db8::1]/a, true", ", https://0.0.0.0/a, false",
            "http://localhost:80/v2, http://127.0.0.1:81/a, true", "http://localhost:80/v2, https://10.1.2.3/a, false" })
    void aRedirectDoesNotLeadIntoAPrivateNetwork(URI base, URI uri, boolean allowed) {
        assertThat(new HostPolicy(base).mayBeCalled(uri)).isEqualTo(allowed);
    }
}
