package io.github.camelzoom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.consumer.CloudEventTransformer;
import io.github.camelzoom.observe.ZoomDevConsole;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.annotations.DevConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors, catalogues, consoles and tracers learn of the component. */
class ToolingTest {

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    /**
     * Tools check {@code camel.component.*} of Camel Main by the component's own metadata: camel-main's metadata file holds
     * {@code camel.main.*} and its kind only, and takes nothing from other jars.
     */
    @ParameterizedTest
    @ValueSource(strings = { "accountId = a", "account-id = a", "rateLimitTimeout = 30s", "rate-limit-timeout=30s",
            "region = EU", "connections[acme].account-id = a" })
    void propertiesOfCamelMainAreKnownToTheCatalog(String line) throws IOException {
        ConfigurationPropertiesValidationResult result = catalog().validateConfigurationProperty(
                "camel.component.zoom." + line);
        assertThat(result.isAccepted()).isTrue();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "acountId = a", "region = EW", "maxRetries = many", "autowiredEnabled = perhaps" })
    void wrongPropertiesOfCamelMainAreFound(String line) throws IOException {
        ConfigurationPropertiesValidationResult result = catalog().validateConfigurationProperty(
                "camel.component.zoom." + line);
        assertThat(result.isAccepted()).isTrue();
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(false)).contains(line.substring(0, line.indexOf(' ')));
    }

    @Test
    void theDataTypeIsInTheMetadata() throws IOException {
        assertThat(words("transformer.properties", "transformers")).containsExactly("zoom:application-cloudevents");
        JsonNode json = json(SERVICES + "transformer/zoom-application-cloudevents.json").path("transformer");
        DataTypeTransformer annotation = CloudEventTransformer.class.getAnnotation(DataTypeTransformer.class);
        assertThat(json.path("name").asText()).isEqualTo(annotation.name());
        assertThat(json.path("description").asText()).isEqualTo(annotation.description());
        assertThat(json.path("javaType").asText()).isEqualTo(CloudEventTransformer.class.getName());
        assertThat(text(SERVICES + "transformer/zoom-application-cloudevents"))
                .contains("class=" + CloudEventTransformer.class.getName());
    }

    @Test
    void theDevConsoleIsInTheMetadata() throws IOException {
        assertThat(words("dev-consoles.properties", "dev-consoles")).containsExactly("zoom");
        JsonNode json = json("META-INF/org/apache/camel/dev-console/zoom.json").path("console");
        DevConsole annotation = ZoomDevConsole.class.getAnnotation(DevConsole.class);
        assertThat(json.path("name").asText()).isEqualTo(annotation.name());
        assertThat(json.path("description").asText()).isEqualTo(annotation.description());
        assertThat(json.path("javaType").asText()).isEqualTo(ZoomDevConsole.class.getName());
        assertThat(text(SERVICES + "dev-console/zoom")).contains("class=" + ZoomDevConsole.class.getName());
    }

    @Test
    void theComponentIsInTheMetadata() throws IOException {
        assertThat(words("component.properties", "components")).containsExactly("zoom");
        assertThat(text(SERVICES + "component/zoom")).contains("class=" + ZoomComponent.class.getName());
        assertThat(catalog().componentModel("zoom").getArtifactId()).isEqualTo("camel-zoom");
    }

    @Test
    void endpointsTellWhichServiceTheyCallAndNoSecret() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            EndpointServiceLocation location = context.getEndpoint("zoom:users/list?oauthClientId=id&accountId=account"
                    + "&oauthClientSecret=very-secret&region=EU", ZoomEndpoint.class);
            assertThat(location.getServiceUrl()).isEqualTo("https://api-eu.zoom.us/v2");
            assertThat(location.getServiceProtocol()).isEqualTo("rest");
            assertThat(location.getServiceMetadata()).isEqualTo(Map.of("operation", "users/list"));
        }
    }

    private static CamelCatalog catalog() throws IOException {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("zoom", ZoomComponent.class.getName(), text("META-INF/io/github/camelzoom/zoom.json"));
        return catalog;
    }

    private static List<String> words(String file, String key) throws IOException {
        return text(SERVICES + file).lines().filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1)).flatMap(value -> Stream.of(value.split(" "))).toList();
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(text(file));
    }

    /** Of this module: other jars have files of the same names. */
    private static String text(String file) throws IOException {
        return Files.readString(Path.of("target/classes").resolve(file));
    }
}
