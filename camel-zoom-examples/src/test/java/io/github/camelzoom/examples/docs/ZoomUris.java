package io.github.camelzoom.examples.docs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The {@code zoom:} URIs of a file: those that are written out, and those that YAML has in a {@code uri} and {@code parameters}. */
final class ZoomUris {

    private static final Pattern URI = Pattern.compile("(?<![\\w.:/-])zoom:(?!operation\\[|application-cloudevents)"
            + "(?:[\\w.-]+/)*(?:[\\w-]+|\\{\\{operation}})"
            + "(?:\\?(?:RAW\\([^)\\s]*\\)|\\$\\{[^}]*}|\\{\\{[^}]*}}|[\\w./=&+@%*#:-])*)?");
    private static final Pattern YAML_BLOCK = Pattern.compile("^(?:```yaml\\n(.*?)^```$|\\[source,yaml]\\n----\\n(.*?)^----$)",
            Pattern.MULTILINE | Pattern.DOTALL);
    /** In a Kamelet: a property that may be missing, and with it the option. */
    private static final Pattern OPTIONAL = Pattern.compile("&?[\\w.]+=\\{\\{\\?[^}]*}}");

    /** A property that holds parameters of its own. */
    private static final Pattern PARAMETERS = Pattern.compile("(?<=[?&])\\{\\{[^}]*}}(?:&|$)");

    private ZoomUris() {}

    static Set<String> of(Path file) {
        String text = asCamelReadsIt(file);
        Set<String> found = new LinkedHashSet<>();
        Matcher uri = URI.matcher(text);
        while (uri.find()) {
            found.add(plain(uri.group()));
        }
        if (file.toString().endsWith(".yaml")) {
            addOfYaml(text, found);
        }
        Matcher block = YAML_BLOCK.matcher(text);
        while (block.find()) {
            addOfYaml(block.group(1) == null ? block.group(2) : block.group(1), found);
        }
        return found;
    }

    /** Without the escapes of XML, and with the properties of the example that a file belongs to. */
    private static String asCamelReadsIt(Path file) {
        String text = Project.read(file).replace("&amp;", "&");
        for (Map.Entry<Object, Object> property : Project.properties(file).entrySet()) {
            text = text.replace("{{" + property.getKey() + "}}", property.getValue().toString());
        }
        return text;
    }

    /** With what an expression would give, without the full stop of a sentence. */
    private static String plain(String uri) {
        String fixed = PARAMETERS.matcher(OPTIONAL.matcher(uri).replaceAll("")).replaceAll("");
        return fixed.replaceAll("\\$\\{[^}]*}", "x").replaceAll("[.:&?]+$", "");
    }

    private static void addOfYaml(String yaml, Set<String> found) {
        try {
            new Load(LoadSettings.builder().build()).loadAllFromString(yaml).forEach(document -> collect(document, found));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + yaml, e);
        }
    }

    private static void collect(Object node, Set<String> found) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri && uri.startsWith("zoom:")
                    && map.get("parameters") instanceof Map<?, ?> parameters) {
                found.add(withParameters(uri, parameters));
            }
            map.values().forEach(value -> collect(value, found));
        } else if (node instanceof Iterable<?> list) {
            list.forEach(item -> collect(item, found));
        }
    }

    private static String withParameters(String uri, Map<?, ?> parameters) {
        StringBuilder whole = new StringBuilder(uri);
        parameters.forEach((name, value) -> whole.append(whole.indexOf("?") < 0 ? '?' : '&').append(name).append('=')
                .append(value.toString().contains("{{") ? value : URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)));
        return plain(whole.toString());
    }
}
