package io.github.camelzoom;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelzoom.client.auth.InitiateOAuth;
import io.github.camelzoom.client.auth.OAuthGrant;
import io.github.camelzoom.client.auth.TokenState;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import io.github.camelzoom.client.error.ZoomScopeException;
import io.github.camelzoom.scope.ScopeCheck;
import io.github.camelzoom.scope.ScopeNeed;
import io.github.camelzoom.simulator.Hold;
import io.github.camelzoom.simulator.SimulatedApp;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.ZoomSimulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Scopes that routes need, compared with those that Zoom granted. */
class ScopeCheckTest {

    private static final String WARNING = "lacks scopes";
    private static final String CALLBACK = "https://app.example.com/zoom/callback";

    @RegisterExtension
    static final ZoomSimulatorExtension ZOOM = new ZoomSimulatorExtension();

    @TempDir
    Path folder;
    private CamelContext context = new DefaultCamelContext();
    private final CapturedLog log = new CapturedLog();
    private ZoomComponent zoom;

    @BeforeEach
    void anAppThatMayReadUsers() {
        use(zoom().defaultAccount().addServerToServerApp("user:read:user:admin"));
    }

    @AfterEach
    void close() {
        context.stop();
        log.close();
    }

    private static ZoomSimulator zoom() {
        return ZOOM.simulator();
    }

    private void use(SimulatedApp app) {
        if (zoom == null) {
            zoom = new ZoomComponent(context);
            context.addComponent("zoom", zoom);
        }
        zoom.getConfiguration().setOauthClientId(app.clientId());
        zoom.getConfiguration().setOauthClientSecret(app.clientSecret());
        zoom.getConfiguration().setAccountId(app.accountId());
        zoom.getConfiguration().setBaseUrl(zoom().baseUrl().toString());
        zoom.getConfiguration().setOauthUrl(zoom().oauthUrl().toString());
    }

    private static SimulatedApp appOfAUser() {
        return zoom().defaultAccount().addGeneralApp("user:read:user").redirectUris(CALLBACK);
    }

    /** An app whose users consent; its tokens are in a file. */
    private void useUserOAuth(SimulatedApp app) {
        use(app);
        zoom.getConfiguration().setAccountId(null);
        zoom.getConfiguration().setOauthGrant(OAuthGrant.AUTHORIZATION_CODE);
        zoom.getConfiguration().setCallbackUrl(CALLBACK);
        zoom.getConfiguration().setTokenStore("file:" + folder);
    }

    private void start(String... uris) throws Exception {
        for (String uri : uris) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + uri.split("\\?")[0].replaceAll("\\W", "")).to(uri);
                }
            });
        }
        context.start();
    }

    private void failing() {
        zoom.getConfiguration().setScopeCheck(ScopeCheck.FAIL);
    }

    private Throwable call(String uri, Map<String, Object> headers) {
        return context.createProducerTemplate().request(uri, exchange -> exchange.getMessage().setHeaders(
                new HashMap<>(headers))).getException();
    }

    private List<String> warnings() {
        return log.lines().stream().filter(line -> line.contains(WARNING)).toList();
    }

    private void awaitWarnings(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(warnings()).hasSize(count));
    }

    private void awaitToken() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(ZoomRuntime.of(context).tokenStates()).extracting(TokenState::phase)
                        .containsExactly(TokenState.Phase.READY));
    }

    @Test
    void whatTheRoutesLackIsOneWarningAfterTheStart() throws Exception {
        start("zoom:users/list", "zoom:users/get", "zoom:users/meetings/create", "zoom:request?path=/groups");
        awaitWarnings(1);
        assertThat(warnings().get(0)).startsWith("WARN").contains("Connection 'account " + zoom().defaultAccount().id() + "'",
                "users/list needs user:read:list_users:admin", "users/meetings/create needs one of ",
                "meeting:write:meeting:admin", "groups/list needs ").doesNotContain("users/get");
        assertThat(zoom().journal().tokenRequestCount()).isEqualTo(1);
        assertThat(zoom().journal().apiRequestCount()).isZero();

        zoom().revokeAllTokens();
        call("direct:zoomusersget", Map.of("CamelZoomParamUserId", "me@example.com"));
        assertThat(zoom().journal().tokenRequestCount()).isEqualTo(2);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void theStartDoesNotWaitForTheToken() throws Exception {
        Hold token = zoom().faults().onToken().hold();
        token.rule().always();
        start("zoom:users/list");
        assertThat(context.isStarted()).isTrue();
        assertThat(warnings()).isEmpty();
        token.release();
        awaitWarnings(1);
    }

    @Test
    void whenNothingLacksThenNothingIsSaid() throws Exception {
        failing();
        start("zoom:users/get");
        awaitToken();
        assertThat(call("direct:zoomusersget", Map.of("CamelZoomParamUserId", userId()))).isNull();
        assertThat(warnings()).isEmpty();
    }

    private static String userId() {
        return zoom().defaultAccount().users().get(0).id();
    }

    @Test
    void whatIsUsedLaterIsComparedThen() throws Exception {
        start("zoom:users/get");
        awaitToken();
        assertThat(call("zoom:users/list", Map.of())).isInstanceOf(ZoomScopeException.class);
        awaitWarnings(1);
        assertThat(warnings().get(0)).contains("users/list");
        call("zoom:users/list?param.pageSize=1", Map.of());
        call("zoom:groups/list", Map.of());
        awaitWarnings(2);
    }

    @Test
    void aConnectionThatAMessageNamesIsComparedAtItsFirstUse() throws Exception {
        SimulatedApp other = zoom().defaultAccount().addServerToServerApp("meeting:read:admin");
        ZoomConnection connection = new ZoomConnection();
        connection.setOauthClientId(other.clientId());
        connection.setOauthClientSecret(other.clientSecret());
        connection.setAccountId(other.accountId());
        context.getRegistry().bind("other", connection);
        start("zoom:users/get");
        awaitToken();
        Map<String, Object> headers = Map.of("CamelZoomConnection", "other", "CamelZoomParamUserId", userId());
        assertThat(call("direct:zoomusersget", headers)).isInstanceOf(ZoomScopeException.class);
        awaitWarnings(1);
        assertThat(warnings().get(0)).contains("Connection 'other'", "users/get", "user:read:admin").doesNotContain(
                "user:read:user:admin");
        call("direct:zoomusersget", headers);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void withFailTheContextDoesNotStartAndSaysWhy() {
        failing();
        Throwable failure = catchThrowable(() -> start("zoom:users/get", "zoom:users/list"));
        assertThat(failure).rootCause().isInstanceOf(ZoomScopeException.class).hasMessageContaining("users/list")
                .hasMessageContaining("account " + zoom().defaultAccount().id()).hasMessageContaining(
                        "user:read:list_users:admin");
        assertThat(zoom().journal().apiRequestCount()).isZero();
        assertThat(zoom().journal().tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void theListsOfAllUsersTakeTheListOfUsersToo() throws Exception {
        use(zoom().defaultAccount().addServerToServerApp("meeting:read:list_meetings:admin"));
        start("zoom:users/meetings/list?userId=*&fetch=STREAM");
        awaitWarnings(1);
        assertThat(warnings().get(0)).contains("users/list", "user:read:list_users:admin").doesNotContain(
                "users/meetings/list");
    }

    @Test
    void withFailAnEndpointMadeLaterDoesNotStartEither() throws Exception {
        failing();
        start("zoom:users/get");
        awaitToken();
        assertThat(catchThrowable(() -> context.getEndpoint("zoom:users/list"))).hasStackTraceContaining(
                "ZoomScopeException");
        assertThat(zoom().journal().apiRequestCount()).isZero();
    }

    @Test
    void withFailAndNoTokenTheCallsFailBeforeTheyAreSentOnceThereIsOne() throws Exception {
        useUserOAuth(appOfAUser());
        failing();
        start("zoom:users/list", "zoom:users/get?userId=me");
        assertThat(call("direct:zoomuserslist", Map.of())).isInstanceOf(ZoomConsentRequiredException.class);
        assertThat(zoom().journal().tokenRequestCount()).isZero();

        consent();
        assertThat(call("direct:zoomusersget", Map.of())).isNull();
        assertThat(zoom().journal().apiRequestCount()).isEqualTo(1);
        ZoomScopeException failure = (ZoomScopeException) call("direct:zoomuserslist", Map.of());
        assertThat(failure.getOperation()).isEqualTo("users/list");
        assertThat(failure.getMissingScopes()).containsExactly("user:read:list_users:admin");
        assertThat(zoom().journal().apiRequestCount()).isEqualTo(1);
        awaitWarnings(1);
    }

    /** A person consents in a browser, and the answer is pasted. */
    private void consent() {
        ZoomConsentRequiredException pending = (ZoomConsentRequiredException) call("direct:zoomusersget", Map.of());
        URI callback = zoom().consents().approve(pending.getAuthorizationUrl(), zoom().defaultAccount().users().get(0));
        Map<String, String> answer = Arrays.stream(callback.getRawQuery().split("&")).map(pair -> pair.split("=", 2)).collect(
                Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        assertThat(zoom.desk().complete(null, answer.get("state"), answer.get("code"), null).toCompletableFuture().join()
                .success()).isTrue();
    }

    @Test
    void withFailAndNoTokenAPollFailsBeforeItIsSentOnceThereIsOne() throws Exception {
        useUserOAuth(appOfAUser());
        failing();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("zoom:users/list?initialDelay=0&delay=100").to("mock:users");
            }
        });
        start("zoom:users/get?userId=me");
        consent();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(
                () -> log.lines().stream().anyMatch(line -> line.contains("scope check on connection")));
        assertThat(zoom().journal().apiRequestCount()).isZero();
    }

    @Test
    void aStoredTokenOfAPersonIsComparedWithoutARequest() throws Exception {
        SimulatedApp app = appOfAUser();
        useUserOAuth(app);
        start("zoom:users/get?userId=me");
        consent();
        context.stop();
        int requests = zoom().journal().tokenRequestCount();

        context = new DefaultCamelContext();
        zoom = null;
        useUserOAuth(app);
        start("zoom:users/list");
        awaitWarnings(1);
        assertThat(zoom().journal().tokenRequestCount()).isEqualTo(requests);
    }

    @Test
    void withOffNothingIsComparedOrFetched() throws Exception {
        zoom.getConfiguration().setScopeCheck(ScopeCheck.OFF);
        start("zoom:users/list");
        assertThat(call("direct:zoomuserslist", Map.of())).isInstanceOf(ZoomScopeException.class);
        assertThat(zoom().journal().apiRequestCount()).isEqualTo(1);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aTokenThatTheUserBringsSaysNothing() throws Exception {
        zoom.getConfiguration().setInitiateOAuth(InitiateOAuth.OFF);
        zoom.getConfiguration().setOauthAccessToken("a-token-of-ones-own");
        failing();
        start("zoom:users/list", "zoom:request?path=/not/in/the/catalogue");
        assertThat(warnings()).isEmpty();
        assertThat(zoom().journal().tokenRequestCount()).isZero();
    }

    @Test
    void consoleAndEndpointListWhatTheRoutesNeed() throws Exception {
        start("zoom:users/list", "zoom:users/get");
        awaitWarnings(1);
        assertThat(ZoomRuntime.of(context).scopeNeeds()).extracting(ScopeNeed::operation).containsExactly("users/get",
                "users/list");
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("zoom");
        assertThat(console.call(DevConsole.MediaType.JSON).toString()).contains("missing=[user:read:list_users:admin]");
        assertThat((String) console.call(DevConsole.MediaType.TEXT)).contains("users/list of account",
                "and the token has none");
        ZoomEndpoint endpoint = context.getEndpoint("zoom:users/list", ZoomEndpoint.class);
        assertThat(endpoint.getRequiredScopes()).contains("user:read:list_users:admin");
        assertThat(endpoint.getMissingScopes()).containsExactly("user:read:list_users:admin");
    }
}
