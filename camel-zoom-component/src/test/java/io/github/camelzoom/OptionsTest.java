package io.github.camelzoom;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The generated description of the component: what tools, catalogues and documentation show. */
class OptionsTest {

    private static final String RESOURCE = "/META-INF/io/github/camelzoom/zoom.json";
    /** Every endpoint or component of Camel has them. */
    private static final Set<String> INHERITED = Set.of("lazyStartProducer", "exceptionHandler", "exchangePattern",
            "bridgeErrorHandler", "autowiredEnabled", "healthCheckConsumerEnabled", "healthCheckProducerEnabled",
            "startScheduler", "initialDelay", "delay", "timeUnit", "useFixedDelay", "pollStrategy", "runLoggingLevel",
            "sendEmptyMessageWhenIdle", "greedy", "scheduler", "schedulerProperties", "scheduledExecutorService",
            "backoffMultiplier", "backoffIdleThreshold", "backoffErrorThreshold", "repeatCount");
    private static final Set<String> SECRETS = Set.of("oauthClientSecret", "oauthAccessToken", "tokenStoreKey",
            "oauthRefreshToken",
            "password", "username", "oauthVerifier", "connectionString", "secretToken");

    private final CamelCatalog catalog = new DefaultCamelCatalog();
    private final JsonNode description;

    OptionsTest() throws IOException {
        try (InputStream json = OptionsTest.class.getResourceAsStream(RESOURCE)) {
            String text = new String(json.readAllBytes(), StandardCharsets.UTF_8);
            description = new ObjectMapper().readTree(text);
            catalog.addComponent("zoom", ZoomComponent.class.getName(), text);
        }
    }

    /** Counted for each direction, since nobody sees the options of the other one. */
    @ParameterizedTest
    @ValueSource(strings = { "producer", "consumer" })
    void endpointOptionsKeepTheirBudget(String direction) {
        String other = direction.equals("producer") ? "consumer" : "producer";
        List<JsonNode> own = description.path("properties").properties().stream()
                .filter(option -> !INHERITED.contains(option.getKey())).map(Map.Entry::getValue)
                .filter(option -> !List.of(option.path("label").asText().split(",")).contains(other)).toList();
        assertThat(own).hasSizeBetween(15, 40);
        assertThat(own).filteredOn(option -> option.path("javaType").asText().equals("boolean"))
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void everyOptionAndHeaderIsDescribed() {
        for (String part : List.of("properties", "componentProperties", "headers")) {
            assertThat(description.path(part).properties()).isNotEmpty().allSatisfy(option -> {
                String text = option.getValue().path("description").asText();
                assertThat(text).as(option.getKey()).hasSizeGreaterThan(15);
                assertThat(INHERITED.contains(option.getKey()) || text.endsWith(".")).as(option.getKey()).isTrue();
            });
        }
    }

    @Test
    void secretsAreMarkedAndMaskedByCamel() {
        List<String> marked = new ArrayList<>();
        for (String part : List.of("properties", "componentProperties")) {
            description.path(part).properties().forEach(option -> {
                boolean secret = option.getValue().path("secret").asBoolean();
                assertThat(secret).as(option.getKey()).isEqualTo(SECRETS.contains(option.getKey()));
                if (secret) {
                    marked.add(option.getKey());
                }
            });
        }
        CamelContext context = new DefaultCamelContext();
        context.addComponent("zoom", new ZoomComponent(context));
        assertThat(context.getCamelContextExtension().getAdditionalSensitiveKeywords().split(",")).containsAll(marked);
    }

    @Test
    void keywordsOfOthersAreKept() {
        CamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setAdditionalSensitiveKeywords("mine");
        context.addComponent("zoom", new ZoomComponent(context));
        context.addComponent("zoom2", new ZoomComponent(context));
        assertThat(context.getCamelContextExtension().getAdditionalSensitiveKeywords().split(",")).contains("mine",
                "oauthClientSecret").doesNotHaveDuplicates();
    }

    @Test
    void theDescriptionSaysWhatTheComponentIs() {
        JsonNode component = description.path("component");
        assertThat(component.path("async").asBoolean()).isTrue();
        assertThat(component.path("remote").asBoolean()).isTrue();
        assertThat(component.path("lenientProperties").asBoolean()).isTrue();
        assertThat(component.path("syntax").asText()).isEqualTo("zoom:operation");
        assertThat(component.path("scheme").asText()).isEqualTo("zoom");
        assertThat(component.path("firstVersion").asText()).isEqualTo("0.1.0");
        assertThat(description.path("headers").properties()).allSatisfy(header -> assertThat(header.getKey()).startsWith(
                "CamelZoom"));
    }

    @Test
    void everyHeaderConstantIsDescribed() throws IllegalAccessException {
        for (Field constant : ZoomConstants.class.getFields()) {
            assertThat(description.path("headers").has((String) constant.get(null))).as(constant.getName()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "zoom:users/list?param.page_size=30", "zoom:users/meetings/create?param.userId=me&outputType=MAP",
            "zoom:request?method=GET&path=/users/me", "zoom:token", "zoom:users/list?authScheme=OAUTH_CLIENT&region=EU",
            "zoom:users/list?rateLimitTimeout=2m&maxRetries=0" })
    void theCatalogueAcceptsGoodUris(String uri) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri, false, false, true);
        assertThat(result.isSuccess()).as(() -> result.summaryErrorMessage(false)).isTrue();
    }

    @Test
    void theCatalogueReportsBadValues() {
        assertThat(catalog.validateEndpointProperties("zoom:users/list?authScheme=SAML").getInvalidEnum())
                .containsKey("authScheme");
        assertThat(catalog.validateEndpointProperties("zoom:users/list?region=MARS").getInvalidEnum()).containsKey("region");
        assertThat(catalog.validateEndpointProperties("zoom:users/list?maxRetries=many").getInvalidInteger())
                .containsKey("maxRetries");
        assertThat(catalog.validateEndpointProperties("zoom:users/list?retryDelay=soon").getInvalidDuration())
                .containsKey("retryDelay");
    }

    @Test
    void theCatalogueReportsAMisspelledOption() {
        // The bare names of parameters are lenient; a tool that checks strictly sees what is no option.
        EndpointValidationResult result = catalog.validateEndpointProperties("zoom:users/list?oauthClientld=x", false, false,
                true);
        Set<String> lenient = result.getLenient() == null ? Set.of() : result.getLenient();
        Set<String> unknown = result.getUnknown() == null ? Set.of() : result.getUnknown();
        assertThat(lenient.contains("oauthClientld") || unknown.contains("oauthClientld")).isTrue();
    }

    @Test
    void theCatalogueFindsOptionsOfTheComponent() {
        assertThat(catalog.validateConfigurationProperty("camel.component.zoom.oauthClientld=x").isSuccess()).isFalse();
        assertThat(catalog.validateConfigurationProperty("camel.component.zoom.oauthClientId=x").isSuccess()).isTrue();
    }
}
