package io.github.camelzoom;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

import io.github.camelzoom.client.error.ZoomAuthException;
import io.github.camelzoom.client.error.ZoomTransportException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a user reads when something is wrong, and that nothing was sent where it could be known before. */
class MessagesTest extends ZoomTestSupport {

    /** Those that are known only by asking. */
    private boolean mayAsk;

    @AfterEach
    void nothingWasSentUnlessNecessary() {
        if (!mayAsk) {
            assertThat(simulator().journal().all()).isEmpty();
        }
    }

    @Test
    void aWrongSecretNamesConnectionAndProperty() {
        mayAsk = true;
        ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:users/list?oauthClientSecret=RAW(wr+ng)", null,
                Map.of());
        assertThat(refused.getProperty()).isIn("oauthClientId", "oauthClientSecret");
        assertThat(refused).hasMessageContaining("'account " + serverToServer().accountId() + "'").hasMessageContaining(
                "oauthClientSecret").hasMessageNotContaining("wr+ng").hasMessageContaining("invalid_client");
        assertThat(refused.isRetryable()).isFalse();
    }

    @Test
    void anUnknownAccountNamesTheProperty() {
        mayAsk = true;
        ZoomAuthException refused = failure(ZoomAuthException.class, "zoom:users/list?accountId=nobody", null, Map.of());
        assertThat(refused.getProperty()).isEqualTo("accountId");
        assertThat(refused).hasMessageContaining("'account nobody'").hasMessageContaining("accountId");
    }

    @Test
    void anUnreachableApiNamesConnectionAndOperation() throws IOException {
        mayAsk = true;
        ZoomTransportException gone = failure(ZoomTransportException.class,
                "zoom:users/list?maxRetries=1&baseUrl=http://127.0.0.1:"
                        + closedPort() + "/v2",
                null, Map.of());
        assertThat(gone).hasMessageContaining("users/list")
                .hasMessageContaining("'account " + serverToServer().accountId() + "'")
                .hasMessageContaining("127.0.0.1");
        assertThat(gone.isRetryable()).isTrue();
        assertThat(gone.getHttpResponseCode()).isZero();
    }

    @Test
    void anUnreachableTokenEndpointIsNoQuestionOfCredentials() throws IOException {
        ZoomAuthException gone = failure(ZoomAuthException.class, "zoom:users/list?oauthUrl=http://127.0.0.1:" + closedPort()
                + "/oauth", null, Map.of());
        assertThat(gone.getReason()).isEqualTo(ZoomAuthException.Reason.UNAVAILABLE);
        assertThat(gone.isRetryable()).isTrue();
        assertThat(gone).hasMessageContaining("'account " + serverToServer().accountId() + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zoom:users/meeting/create?userId=me       | users/meetings/create
            zoom:user/list                            | users/list
            zoom:meetingCreat                         | meetingCreate
            zoom:nonsenseThatIsLikeNothing            | nonsenseThatIsLikeNothing
            zoom:users/get?usrId=me                   | Did you mean 'userId'?
            zoom:users/list?pagesize=3&x=1            | page_size
            zoom:users/list?param.nothing=3           | unknown parameter 'nothing'
            zoom:users/get?userId=a&param.userId=b    | 'userId' is given twice
            zoom:users/list?method=POST               | option method is for zoom:request only
            zoom:users/list?path=/x                   | option path is for zoom:request only
            zoom:accounts/settings/get?accountId=7    | param.accountId
            zoom:users/list?authScheme=SAML           | [OAUTH, OAUTH_CLIENT, NONE, BASIC, NTLM]
            zoom:users/list?initiateOAuth=maybe       | [OFF, REFRESH, GETANDREFRESH]
            zoom:users/list?oauthGrant=PASSWORD       | ACCOUNT_CREDENTIALS
            zoom:users/list?region=MARS               | GLOBAL
            zoom:users/list?authScheme=BASIC          | username is required
            zoom:users/list?baseUrl=http://example.com/v2 | plain http is for loopback hosts only
            zoom:users/list?oauthUrl=http://example.com/oauth | oauthUrl: must be https
            zoom:users/list?baseUrl=example.com/v2    | baseUrl: must be an absolute http or https URL
            zoom:users/list?oauthClientId=RAW()       | oauthClientId is required, but empty
            zoom:users/list?oauthClientId=RAW(  )     | oauthClientId is required, but empty
            zoom:users/list?oauthClientId=RAW( id)    | oauthClientId begins or ends with a blank
            zoom:users/list?oauthClientSecret=RAW(s ) | oauthClientSecret begins or ends with a blank
            zoom:users/list?oauthClientSecret=RAW(**) | oauthClientSecret is a mask, not a value
            zoom:users/list?accountId=RAW(  )         | accountId is required, but empty
            zoom:users/list?initiateOAuth=OFF         | oauthAccessToken is required
            zoom:token?authScheme=NONE                | authScheme=NONE has none
            zoom:token?userId=me                      | zoom:token has no parameters
            """)
    void aMistakeInTheUriIsToldAtCreation(String uri, String told) {
        ResolveEndpointFailedException refused = catchThrowableOfType(ResolveEndpointFailedException.class,
                () -> context.getEndpoint(uri));
        assertThat(refused).hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(refused).hasMessageContaining(told);
    }

    @Test
    void missingCredentialsNameTheProperty() throws Exception {
        ZoomComponent bare = new ZoomComponent(context);
        context.addComponent("bare", bare);
        bare.getConfiguration().setAccountId("acc");
        assertThatThrownBy(() -> context.getEndpoint("bare:users/list")).hasMessageContaining("oauthClientId is required")
                .hasMessageContaining("account acc");
        bare.getConfiguration().setOauthClientId("id");
        assertThatThrownBy(() -> context.getEndpoint("bare:users/list")).hasMessageContaining("oauthClientSecret is required");
    }

    @ParameterizedTest
    @ValueSource(strings = { "JSONS", "com.example.Missing" })
    void anOutputTypeThatIsNoneNamesItself(String outputType) {
        assertThatThrownBy(() -> context.getEndpoint("zoom:users/list?outputType=" + outputType).createProducer().start())
                .hasMessageContaining("outputType=" + outputType).hasMessageContaining("JSON, MAP, NODE, BYTES, STREAM");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zoom:users/get                            | missing required parameter 'userId'
            zoom:users/get?userId=a+b@example.com     | RAW(
            zoom:request                              | set option path or header CamelZoomPath
            zoom:request?path=https://evil.example/x  | a URL with a host is not allowed
            zoom:request?path=//evil.example/x        | two would name a host
            zoom:request?path=/users/../accounts      | must not contain the segment '..'
            """)
    void aMistakeOfAMessageNamesOperationAndConnection(String uri, String told) {
        IllegalArgumentException refused = failure(IllegalArgumentException.class, uri, null, Map.of());
        assertThat(refused).hasMessageContaining(told).hasMessageContaining("'account " + serverToServer().accountId() + "'")
                .hasMessageContaining(uri.replaceAll("zoom:|\\?.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"topic\":", "topic", "{\"topic\":\"s3cret\"x}", "{} {}", "{'topic':1}", "<topic/>" })
    void aBodyThatIsNoJsonIsRefusedWithoutQuotingIt(String body) {
        IllegalArgumentException refused = failure(IllegalArgumentException.class, "zoom:users/meetings/create?userId=me", body,
                Map.of());
        assertThat(refused).hasMessageContaining("users/meetings/create").hasMessageContaining("body").hasMessageNotContaining(
                "s3cret");
    }

    @Test
    void aNumberIsNoBody() {
        assertThat(failure(IllegalArgumentException.class, "zoom:users/meetings/create?userId=me", 42, Map.of()))
                .hasMessageContaining("the body is a Integer").hasMessageContaining("expected a Map, a POJO");
    }

    @Test
    void anUploadToTheGovernmentSaysWhichAddressIsMissing() throws Exception {
        ZoomComponent government = new ZoomComponent(context);
        configure(government.getConfiguration(), serverToServer());
        government.getConfiguration().setBaseUrl(null);
        government.getConfiguration().setRegion(Region.GOV);
        context.addComponent("gov", government);
        assertThat(failure(IllegalArgumentException.class, "gov:clips/files/create", new byte[]{ 1 }, Map.of()))
                .hasMessageContaining(
                        "clips/files/create")
                .hasMessageContaining("set baseUrl").hasMessageContaining("'account ");
    }

    @Test
    void aHeaderOfAnotherStepIsNoMistake() {
        Exchange exchange = send("zoom:users/list", null, Map.of("CamelZoomParamNoSuchThing", "x"));
        mayAsk = true;
        assertThat(exchange.getException()).as("a header for another step").isNull();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
