package io.github.camelzoom.examples.docs;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.apache.camel.builder.RouteBuilder;

/** A Java block of a document: a class, or what stands inside of {@code configure()}. */
final class JavaSource {

    private static final Pattern CLASS = Pattern.compile("^public class (\\w+)( extends RouteBuilder)?", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);

    private final String name;
    private final String source;
    private final boolean routes;

    JavaSource(String snippet) {
        Matcher declared = CLASS.matcher(snippet);
        if (declared.find()) {
            name = declared.group(1);
            source = snippet;
            routes = declared.group(2) != null;
        } else {
            String imports = IMPORT.matcher(snippet).results().map(found -> found.group()).collect(Collectors.joining());
            name = "Documented";
            source = imports + "public class Documented extends " + RouteBuilder.class.getName()
                    + " { public void configure() throws Exception {\n" + IMPORT.matcher(snippet).replaceAll("") + "\n} }";
            routes = true;
        }
    }

    boolean hasRoutes() {
        return routes;
    }

    /** Compiles, with warnings as errors, and makes an object of it. */
    Object compile(Path folder) throws IOException, ReflectiveOperationException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(messages, Locale.ROOT, null)) {
            boolean compiled = compiler.getTask(null, files, messages,
                    List.of("-d", folder.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path")), null,
                    files.getJavaFileObjects(file)).call();
            List<Diagnostic<? extends JavaFileObject>> errors = messages.getDiagnostics().stream()
                    .filter(message -> message.getKind() == Diagnostic.Kind.ERROR).collect(Collectors.toList());
            if (!compiled) {
                throw new AssertionError(errors + "\n" + source);
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[]{ folder.toUri().toURL() }, getClass().getClassLoader())) {
            return loader.loadClass(name).getDeclaredConstructor().newInstance();
        }
    }
}
