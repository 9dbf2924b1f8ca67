package io.github.camelzoom;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/seeds.md and docs/token-manager.md name tests that exist. */
class SeedsListTest {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern CLASS_ONLY = Pattern.compile("`(\\w+Test)`");
    private static final Path TESTS = Path.of("src/test/java");

    private static Map<String, String> classes() throws IOException {
        Map<String, String> byName = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.map(file -> TESTS.relativize(file).toString()).filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()).replaceAll("[/\\\\]", "."))
                    .forEach(name -> byName.put(name.substring(name.lastIndexOf('.') + 1), name));
        }
        return byName;
    }

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        String list = Files.readString(Path.of("../docs/seeds.md")) + Files.readString(Path.of("../docs/token-manager.md"));
        Map<String, String> classes = classes();
        List<String> missing = new ArrayList<>();
        int found = 0;
        Matcher named = NAMED.matcher(list);
        while (named.find()) {
            String type = classes.get(named.group(1));
            if (type == null || !hasTest(Class.forName(type), named.group(2))) {
                missing.add(named.group());
            }
            found++;
        }
        Matcher whole = CLASS_ONLY.matcher(list);
        while (whole.find()) {
            assertThat(classes).containsKey(whole.group(1));
        }
        assertThat(missing).isEmpty();
        assertThat(found).isGreaterThan(80);
    }

    private static boolean hasTest(Class<?> type, String method) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods())).filter(each -> each.getName().equals(method))
                .anyMatch(SeedsListTest::isTest);
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().startsWith("org.junit.jupiter."));
    }
}
