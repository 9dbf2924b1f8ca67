package io.github.camelzoom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.camelzoom.client.catalog.OperationCatalog;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.apache.camel.util.URISupport;

/**
 * Checks {@code zoom:} URIs without a CamelContext, for tests, editors and build tools: first Camel's own check of the
 * options, then that the operation exists and has the parameters. Needs camel-catalog, which the component does not bring
 * along. Not thread-safe, as Camel's catalog is not.
 *
 * <p>
 * What is only known when a route runs, such as parameters that come by header or a {@code ${...}} that makes the name of an
 * operation, is not looked at.
 */
public final class ZoomUriValidator {

    private static final String METADATA = "/META-INF/io/github/camelzoom/zoom.json";
    private static final String SCHEME = "zoom:";
    private static final String PREFIX = "param.";

    private final CamelCatalog catalog;
    private final Set<String> options;
    private final Set<String> prefixes;

    /**
     * What is wrong with a URI.
     *
     * @param name    the operation, option or parameter at fault, as the URI spells it
     * @param message for a person, with what the name may have meant
     */
    public record Finding(String name, String message) {}

    /** With a catalog of its own. */
    public ZoomUriValidator() {
        this(new DefaultCamelCatalog());
    }

    /**
     * @param catalog is given the component zoom
     */
    public ZoomUriValidator(CamelCatalog catalog) {
        this.catalog = catalog;
        catalog.addComponent("zoom", ZoomComponent.class.getName(), metadata());
        List<EndpointOptionModel> known = catalog.componentModel("zoom").getEndpointParameterOptions();
        options = known.stream().map(EndpointOptionModel::getName).collect(Collectors.toUnmodifiableSet());
        prefixes = known.stream().filter(EndpointOptionModel::isMultiValue).map(EndpointOptionModel::getPrefix)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String metadata() {
        try (InputStream json = ZoomUriValidator.class.getResourceAsStream(METADATA)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param  uri                      begins with {@code zoom:}
     * @return                          empty when nothing is wrong; never null
     * @throws IllegalArgumentException when it is the URI of another component
     */
    public List<Finding> validate(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("Not a zoom: URI: " + URISupport.sanitizeUri(uri));
        }
        EndpointValidationResult camel = catalog.validateEndpointProperties(uri, true);
        if (camel.getSyntaxError() != null) {
            return List.of(new Finding(SCHEME, camel.getSyntaxError()));
        }
        List<Finding> findings = new ArrayList<>(values(camel));
        int question = uri.indexOf('?');
        String operation = uri.substring(SCHEME.length(), question < 0 ? uri.length() : question).replaceAll("^/+|/+$", "");
        if (!operation.contains("${") && !operation.contains("{{")) {
            findings.addAll(parameters(operation, query(question < 0 ? "" : uri.substring(question + 1))));
        }
        return List.copyOf(findings);
    }

    private static Map<String, Object> query(String query) {
        try {
            return URISupport.parseQuery(query);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Values are left out of messages, since one that is in the wrong place may be a secret. */
    private static List<Finding> values(EndpointValidationResult camel) {
        List<Finding> findings = new ArrayList<>();
        nullSafe(camel.getInvalidEnum()).keySet().forEach(name -> findings.add(
                new Finding(name, "option " + name + " is none of " + camel.getEnumChoices(name))));
        nullSafe(camel.getInvalidBoolean()).keySet().forEach(name -> findings.add(wrong(name, "neither true nor false")));
        nullSafe(camel.getInvalidInteger()).keySet().forEach(name -> findings.add(wrong(name, "no whole number")));
        nullSafe(camel.getInvalidNumber()).keySet().forEach(name -> findings.add(wrong(name, "no number")));
        nullSafe(camel.getInvalidDuration()).keySet().forEach(name -> findings.add(wrong(name, "no duration, as 5000 or 5s")));
        nullSafe(camel.getInvalidReference()).keySet().forEach(name -> findings.add(wrong(name, "no reference, as #name")));
        if (camel.getRequired() != null) {
            camel.getRequired().forEach(name -> findings.add(new Finding(name, "option " + name + " is missing")));
        }
        return findings;
    }

    private static Finding wrong(String name, String what) {
        return new Finding(name, "option " + name + " is " + what);
    }

    private static Map<String, ?> nullSafe(Map<String, ?> map) {
        return map == null ? Map.of() : map;
    }

    private List<Finding> parameters(String operation, Map<String, Object> query) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> prefixed = new TreeMap<>();
        Map<String, Object> bare = new TreeMap<>();
        Set<String> set = new TreeSet<>();
        query.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                prefixed.put(name.substring(PREFIX.length()), value);
            } else if (options.contains(name)) {
                set.add(name);
            } else if (prefixes.stream().noneMatch(name::startsWith)) {
                bare.put(name, value);
            }
        });
        // One by one, to find all that is wrong; then all together, for what is given twice or hidden by an option.
        prefixed.forEach((name, value) -> check(findings, PREFIX + name,
                () -> check(operation, Map.of(name, value), Map.of(), Set.of())));
        bare.forEach((name, value) -> check(findings, name,
                () -> check(operation, Map.of(), Map.of(name, value), Set.of())));
        if (findings.isEmpty()) {
            check(findings, operation, () -> check(operation, prefixed, bare, set));
        }
        return findings;
    }

    private void check(String operation, Map<String, Object> prefixed, Map<String, Object> bare, Set<String> set) {
        if (operation.equals(ZoomEndpoint.REQUEST)) {
            UriParameters.ofRequest(prefixed, bare, options);
        } else if (ZoomEndpoint.OWN.contains(operation)) {
            UriParameters.none(operation, prefixed, bare);
        } else {
            UriParameters.of(OperationCatalog.zoom().require(operation), prefixed, bare, set, options);
        }
        OptionValues.checkConnection(set);
    }

    private static void check(List<Finding> findings, String name, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(name, e.getMessage()));
        }
    }
}
