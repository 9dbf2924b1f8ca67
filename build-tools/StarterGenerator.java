import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the typed properties of the Spring Boot starter from the component's metadata ({@code zoom.json}) and from
 * {@code ZoomConnection}. The build of the starter runs it, with the component and Jackson on the class path:
 *
 * <pre>
 * java -classpath ... build-tools/StarterGenerator.java camel-zoom-component camel-zoom-starter/src/generated
 * </pre>
 *
 * Camel's own generator makes a {@code Long} of an option that is a duration, which {@code 1m} does not bind to, and knows
 * artifacts of Apache only. The same input gives the same bytes.
 */
public final class StarterGenerator {

    private static final String PACKAGE = "io.github.camelzoom.springboot";
    private static final String PREFIX = "camel.component.zoom";
    private static final Path METADATA = Path.of("src/generated/resources/META-INF/io/github/camelzoom/zoom.json");
    private static final String CONNECTION = "io.github.camelzoom.ZoomConnection";
    private static final String EVENTS = "io.github.camelzoom.consumer.EventSettings";
    private static final Pattern SETTER = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+public void set(\\w+)\\(", Pattern.DOTALL);
    private static final Set<String> SIMPLE = Set.of("java.lang.String", "java.lang.Long", "java.lang.Integer",
            "java.lang.Boolean", "java.lang.Double");
    private static final Pattern SECRET = Pattern.compile(".*(Secret|Token|Verifier|Key|[pP]assword|[uU]sername)");

    /** Values that a person may want to choose from, where the type does not tell them. */
    private static final Map<String, List<String>> HINTS = new TreeMap<>(Map.of(
            "baseUrl", List.of("https://api.zoom.us/v2", "https://api.zoomgov.com/v2"),
            "callbackUrl", List.of("http://localhost:33333"),
            "oauthUrl", List.of("https://zoom.us/oauth", "https://zoomgov.com/oauth"),
            "tokenStore", List.of("memory://default", "file:${user.home}/.camel-zoom", "#tokenStore")));

    /**
     * One property.
     *
     * @param type as it stands in the source
     */
    private record Property(String name, String type, String description, String defaultValue) {

        String kebab() {
            return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2").toLowerCase();
        }
    }

    private StarterGenerator() {}

    public static void main(String[] args) throws Exception {
        Path component = Path.of(args[0]);
        Path target = Path.of(args[1]);
        JsonNode options = new ObjectMapper().readTree(component.resolve(METADATA).toFile()).path("componentProperties");
        Map<String, Property> properties = componentProperties(options);
        Map<String, Property> connection = beanProperties(component, CONNECTION, options);
        Path java = target.resolve("java").resolve(PACKAGE.replace('.', '/'));
        write(java.resolve("ZoomComponentConfiguration.java"), componentClass(properties, secrets(options, connection)));
        write(java.resolve("ZoomConnectionConfiguration.java"), connectionClass(connection));
        write(java.resolve("EventSettingsConfiguration.java"), eventsClass(beanProperties(component, EVENTS, options)));
        write(target.resolve("resources/META-INF/additional-spring-configuration-metadata.json"), metadata(properties));
    }

    private static Map<String, Property> componentProperties(JsonNode options) {
        Map<String, Property> properties = new TreeMap<>();
        options.propertyStream().forEach(entry -> {
            String name = entry.getKey();
            JsonNode option = entry.getValue();
            String type = switch (option.path("javaType").asText()) {
                case EVENTS -> "EventSettingsConfiguration";
                case "java.util.Map<java.lang.String, " + CONNECTION + ">" ->
                    "java.util.Map<String, ZoomConnectionConfiguration>";
                default -> type(option.path("type").asText(), option.path("javaType").asText());
            };
            String description = option.path("description").asText();
            if (option.path("type").asText().equals("object") && type.equals("String") && !description.contains("#")) {
                description += " A bean is named by #name.";
            }
            properties.put(name, new Property(name, type, description,
                    option.has("defaultValue") ? option.path("defaultValue").asText() : null));
        });
        return properties;
    }

    private static String type(String kind, String javaType) {
        return switch (kind) {
            case "duration" -> "java.time.Duration";
            case "enum" -> javaType;
            case "boolean" -> "Boolean";
            case "integer" -> javaType.toLowerCase().endsWith("long") ? "Long" : "Integer";
            case "number" -> "Double";
            // A string, or the reference to a bean, which Camel resolves.
            default -> "String";
        };
    }

    /** The properties of a bean, with the first words of its setters. */
    private static Map<String, Property> beanProperties(Path component, String bean, JsonNode options) throws Exception {
        String source = Files.readString(component.resolve("src/main/java").resolve(bean.replace('.', '/') + ".java"));
        Map<String, String> descriptions = new LinkedHashMap<>();
        Matcher setter = SETTER.matcher(source);
        while (setter.find()) {
            descriptions.put(Introspector.decapitalize(setter.group(2)), plain(setter.group(1)));
        }
        BeanInfo info = Introspector.getBeanInfo(Class.forName(bean), Object.class);
        Map<String, Property> properties = new TreeMap<>();
        for (PropertyDescriptor property : info.getPropertyDescriptors()) {
            if (property.getWriteMethod() == null) {
                continue;
            }
            String name = property.getName();
            Class<?> type = property.getPropertyType();
            String description = descriptions.get(name);
            if (description == null) {
                throw new IllegalStateException(bean + ".set" + name + " has no Javadoc");
            }
            boolean duration = type == java.time.Duration.class
                    || options.path(name).path("type").asText().equals("duration");
            boolean reference = !duration && !type.isEnum() && !type.isPrimitive() && !SIMPLE.contains(type.getName());
            properties.put(name, new Property(name,
                    duration ? "java.time.Duration" : reference ? "String" : type == int.class ? "Integer" : type.getName().replace("java.lang.", ""),
                    description + (reference ? " A bean is named by #name." : ""), null));
        }
        return properties;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@\\w+ (?:#?[\\w.]+ )?([^}]*)}", "$1").replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\s+", " ").strip();
    }

    /** What Actuator must never show: what the component says is secret, and what of a connection is by its name. */
    private static Set<String> secrets(JsonNode options, Map<String, Property> connection) {
        Set<String> secrets = new TreeSet<>();
        options.propertyStream().filter(entry -> entry.getValue().path("secret").asBoolean())
                .forEach(entry -> secrets.add(entry.getKey()));
        connection.keySet().stream().filter(name -> SECRET.matcher(name).matches()).forEach(secrets::add);
        return secrets;
    }

    private static String componentClass(Map<String, Property> properties, Set<String> secrets) {
        StringBuilder source = new StringBuilder(header(
                "Options of the zoom component: {@code " + PREFIX + ".*}. A property that it does not have is refused."));
        source.append("""
                @org.springframework.boot.context.properties.ConfigurationProperties(prefix = "camel.component.zoom",
                        ignoreUnknownFields = false)
                public class ZoomComponentConfiguration
                        extends org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon {

                    /** Names of options, here and of a connection, whose values nobody may see. */
                    static final java.util.Set<String> SECRETS = java.util.Set.of(
                """);
        source.append(secrets.stream().map(name -> "            \"" + name + "\"").collect(Collectors.joining(",\n")))
                .append(");\n\n");
        body(source, properties);
        return source.toString();
    }

    private static String connectionClass(Map<String, Property> properties) {
        StringBuilder source = new StringBuilder(header(
                "Options of a named connection: {@code " + PREFIX + ".connections.NAME.*}."));
        source.append("public class ZoomConnectionConfiguration {\n\n");
        body(source, properties);
        return source.toString();
    }

    private static String eventsClass(Map<String, Property> properties) {
        StringBuilder source = new StringBuilder(header(
                "Sizes and times of event consumers: {@code " + PREFIX + ".event-settings.*}, or a bean that has them."));
        source.append("""
                public class EventSettingsConfiguration {

                    private String reference;

                    /** Of {@code event-settings=#name}. */
                    public static EventSettingsConfiguration valueOf(String reference) {
                        EventSettingsConfiguration named = new EventSettingsConfiguration();
                        named.reference = reference;
                        return named;
                    }

                    /** Null when there is none. */
                    String reference() {
                        return reference;
                    }

                """);
        body(source, properties);
        return source.toString();
    }

    private static String header(String purpose) {
        return "package " + PACKAGE + ";\n\n/**\n * " + purpose
                + " What is not set is null.\n * Generated by build-tools/StarterGenerator.java: do not edit.\n */\n";
    }

    private static void body(StringBuilder source, Map<String, Property> properties) {
        properties.values().forEach(property -> {
            boolean map = property.type().startsWith("java.util.Map");
            if (property.type().endsWith("SettingsConfiguration")) {
                source.append("    @org.springframework.boot.context.properties.NestedConfigurationProperty\n");
            }
            source.append("    /** ").append(html(property.description())).append(" */\n    private ").append(property.type())
                    .append(' ').append(property.name()).append(map ? " = new java.util.LinkedHashMap<>()" : "").append(";\n");
        });
        properties.values().forEach(property -> {
            String name = Character.toUpperCase(property.name().charAt(0)) + property.name().substring(1);
            source.append("\n    public ").append(property.type()).append(" get").append(name).append("() {\n        return ")
                    .append(property.name()).append(";\n    }\n\n    public void set").append(name).append('(')
                    .append(property.type()).append(' ').append(property.name()).append(") {\n        this.")
                    .append(property.name()).append(" = ").append(property.name()).append(";\n    }\n");
        });
        source.append("}\n");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;");
    }

    /** Defaults, which are no initial values here, since unset must stay unset; and hints. */
    private static String metadata(Map<String, Property> properties) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode defaults = root.putArray("properties");
        ArrayNode hints = root.putArray("hints");
        properties.values().forEach(property -> {
            String name = PREFIX + "." + property.kebab();
            if (property.defaultValue() != null) {
                ObjectNode item = defaults.addObject().put("name", name);
                switch (property.type()) {
                    case "Boolean" -> item.put("defaultValue", Boolean.valueOf(property.defaultValue()));
                    case "Integer", "Long" -> item.put("defaultValue", Long.valueOf(property.defaultValue()));
                    case "java.time.Duration" -> item.put("defaultValue", property.defaultValue() + "ms");
                    default -> item.put("defaultValue", property.defaultValue());
                }
            }
            if (HINTS.containsKey(property.name())) {
                ObjectNode hint = hints.addObject().put("name", name);
                ArrayNode values = hint.putArray("values");
                HINTS.get(property.name()).forEach(value -> values.addObject().put("value", value));
                hint.putArray("providers").addObject().put("name", "any");
            }
        });
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r", "") + "\n";
    }

    /** Leaves a file alone that says the same already, so that nothing is compiled again for it. */
    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
    }
}
