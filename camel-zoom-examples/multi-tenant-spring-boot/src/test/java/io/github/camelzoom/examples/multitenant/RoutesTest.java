package io.github.camelzoom.examples.multitenant;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The three languages say the same. */
class RoutesTest {

    private static final Pattern QUERY = Pattern.compile("\\?([^]]*)]");
    private static final String FOLDER = "classpath:routes/routes.camel.";

    @Test
    void yamlXmlAndJavaAreTheSameRoutes() throws Exception {
        Map<String, String> yaml = routes(FOLDER + "yaml");
        assertThat(yaml).hasSize(5);
        assertThat(routes(FOLDER + "xml")).isEqualTo(yaml);
        assertThat(routes(null)).isEqualTo(yaml);
    }

    private static Map<String, String> routes(String file) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().addInitialProperty("service.app.secret-token", "secret");
            if (file == null) {
                context.addRoutes(new Routes());
            } else {
                for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context)
                        .findRoutesBuilders(ResourceHelper.resolveMandatoryResource(context, file))) {
                    context.addRoutes(builder);
                }
            }
            Map<String, String> routes = new TreeMap<>();
            for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
                routes.put(route.getRouteId(), plain(route));
            }
            return routes;
        }
    }

    /** What the steps are, whatever the order of their parameters. */
    private static String plain(RouteDefinition route) {
        String text = route.getInput().getEndpointUri().replace("://", ":") + "] " + route.getOutputs();
        return QUERY.matcher(text.replaceAll("RAW\\(([^)]*)\\)", "$1")).replaceAll(query -> Matcher
                .quoteReplacement(Stream.of(query.group(1).split("&")).sorted().collect(Collectors.joining("&", "?", "]"))));
    }
}
