package io.github.camelzoom.client.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BaseUrlsTest {

    @ParameterizedTest
    @CsvSource({ "API, https://api.zoom.us/v2", "API_ROOT, https://api.zoom.us", "FILE_API, https://fileapi.zoom.us/v2",
            "FILE, https://file.zoom.us/v2" })
    void withoutAnyWishEveryBaseIsZooms(ApiBase base, String url) {
        assertThat(BaseUrls.standard().urlOf(base)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({ "http://127.0.0.1:8080/v2, http://127.0.0.1:8080/v2, http://127.0.0.1:8080, http://127.0.0.1:8080/v2",
            "https://gw.example.com/z/v2/, https://gw.example.com/z/v2, https://gw.example.com/z, https://gw.example.com/z/v2",
            "http://localhost:9, http://localhost:9, http://localhost:9, http://localhost:9/v2",
            "http://[::1]:9/v2, http://[::1]:9/v2, http://[::1]:9, http://[::1]:9/v2",
            "https://api.zoom.us/v2, https://api.zoom.us/v2, https://api.zoom.us, https://api.zoom.us/v2" })
    void anExplicitUrlReplacesEveryHostAndKeepsEachPathPrefix(String given, String api, String root, String file) {
        BaseUrls urls = BaseUrls.explicit(given);

        assertThat(urls.urlOf(ApiBase.API)).isEqualTo(api);
        assertThat(urls.urlOf(ApiBase.API_ROOT)).isEqualTo(root);
        assertThat(urls.urlOf(ApiBase.FILE_API)).isEqualTo(file);
        assertThat(urls.urlOf(ApiBase.FILE)).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://api-eu.zoom.us", "https://api-eu.zoom.us/v2", "https://api-eu.zoom.us/" })
    void aRegionMovesTheApiButNotTheUploadHosts(String host) {
        BaseUrls urls = BaseUrls.ofApiHost(host);

        assertThat(urls.urlOf(ApiBase.API)).isEqualTo("https://api-eu.zoom.us/v2");
        assertThat(urls.urlOf(ApiBase.API_ROOT)).isEqualTo("https://api-eu.zoom.us");
        assertThat(urls.urlOf(ApiBase.FILE)).isEqualTo("https://file.zoom.us/v2");
        assertThat(urls).isEqualTo(BaseUrls.ofApiHost("https://api-eu.zoom.us")).hasToString("https://api-eu.zoom.us/v2");
    }

    @Test
    void aTokenWithoutAnAddressMeansTheGlobalOne() {
        assertThat(BaseUrls.ofToken(null)).isEqualTo(BaseUrls.standard());
        assertThat(BaseUrls.ofToken("https://api-us.zoom.us").urlOf(ApiBase.API)).isEqualTo("https://api-us.zoom.us/v2");
    }

    @Test
    void aGovernmentBearerNeverGoesToTheCommercialUploadHost() {
        BaseUrls urls = BaseUrls.ofApiHost("https://api.zoomgov.com");

        assertThat(urls.urlOf(ApiBase.API)).isEqualTo("https://api.zoomgov.com/v2");
        assertThatIllegalArgumentException().isThrownBy(() -> urls.urlOf(ApiBase.FILE_API))
                .withMessageContaining("set baseUrl");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "api.zoom.us/v2", "ftp://api.zoom.us", "https:///v2", "https://user:pw@gw.example.com/v2",
            "https://gw.example.com/v2?a=b", "https://gw.example.com/v2#x", "http://gw.example.com/v2", "https://a b/v2",
            "http://127.0.0.1.example.com/v2" })
    void refusesWhatCannotBeABaseWithoutQuotingIt(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrls.explicit(url)).withMessageStartingWith("baseUrl: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pw"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://api.example.com", "http://api.zoom.us", "https://evilzoom.us",
            "https://zoom.us.example.com" })
    void aTokenCannotSendTheBearerElsewhere(String apiUrl) {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrls.ofApiHost(apiUrl));
        assertThat(BaseUrls.ofToken(apiUrl)).isEqualTo(BaseUrls.standard());
    }

    @ParameterizedTest
    @CsvSource({ "WEB_SOCKET", "CUSTOMER_HOST" })
    void hasNoAddressForWhatIsNoRequest(ApiBase base) {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrls.standard().urlOf(base));
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrls.explicit("http://localhost/v2").urlOf(base));
    }
}
