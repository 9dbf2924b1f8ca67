package io.github.camelzoom;

import io.github.camelzoom.ZoomUriValidator.Finding;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ZoomUriValidatorTest {

    private final ZoomUriValidator validator = new ZoomUriValidator();

    @ParameterizedTest
    @ValueSource(strings = { "zoom:users/list", "zoom://users/list/?pageSize=30", "zoom:meetingCreate?userId=me",
            "zoom:users/meetings/list?userId=${header.user}&param.page_size=30&outputType=MAP",
            "zoom:request?method=GET&path=/users/me&anything=1", "zoom:token?connection=acme", "zoom:authorize",
            "zoom:${header.operation}?userId=me", "zoom:{{operation}}", "zoom:users/list?connectTimeout=5s",
            "zoom:users/list?maxRetries={{retries}}", "zoom:users/list?connectionString=RAW(AuthScheme=OAuth;)" })
    void acceptsWhatIsRight(String uri) {
        assertThat(validator.validate(uri)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zoom:user/list                                   | user/list         | Did you mean 'users/list'
            zoom:users/list?pageSise=30                      | pageSise          | Did you mean 'page_size'?
            zoom:users/list?param.pageSise=30                | param.pageSise    | Did you mean 'page_size'?
            zoom:users/list?outputTyp=MAP                    | outputTyp         | Did you mean 'outputType'?
            zoom:users/list?oauthClientSecrt=x               | oauthClientSecrt  | Did you mean 'oauthClientSecret'?
            zoom:users/list?authScheme=OATH                  | authScheme        | OAUTH
            zoom:users/list?maxRetries=often                 | maxRetries        | no whole number
            zoom:users/list?connectTimeout=soon              | connectTimeout    | no duration
            zoom:users/list?lazyStartProducer=perhaps        | lazyStartProducer | neither true nor false
            zoom:users/list?path=/users/me                   | users/list        | option path is for zoom:request only
            zoom:users/list?pageSize=30&page_size=30         | users/list        | given twice
            zoom:token?userId=me                             | userId            | has no parameters
            zoom:request?outputTyp=MAP                       | outputTyp         | Did you mean 'outputType'?
            zoom:users/list?connection=acme&accountId=x      | users/list        | exclude each other
            """)
    void findsWhatIsWrong(String uri, String name, String message) {
        assertThat(validator.validate(uri)).singleElement().satisfies(finding -> {
            assertThat(finding.name()).isEqualTo(name);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void findsAllThatIsWrong() {
        assertThat(validator.validate("zoom:users/list?pageSise=30&statu=active&maxRetries=often")).extracting(Finding::name)
                .containsExactlyInAnyOrder("pageSise", "statu", "maxRetries");
    }

    @Test
    void tellsNoValues() {
        assertThat(validator.validate("zoom:users/list?oauthClientSecrt=S3CRET&maxRetries=S3CRET&authScheme=S3CRET"))
                .hasSize(3).noneMatch(finding -> finding.toString().contains("S3CRET"));
    }

    @Test
    void teachesAnyCatalogTheComponent() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        assertThat(catalog.findComponentNames()).doesNotContain("zoom");
        new ZoomUriValidator(catalog);
        assertThat(catalog.validateEndpointProperties("zoom:users/list?maxRetries=x").isSuccess()).isFalse();
    }

    @Test
    void refusesOtherComponents() {
        assertThatIllegalArgumentException().isThrownBy(() -> validator.validate("log:x?password=S3CRET"))
                .withMessageContaining("log:x").withMessageNotContaining("S3CRET");
    }
}
