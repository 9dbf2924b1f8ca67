package io.github.camelzoom;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever has the component and nothing that is optional can use every kind of endpoint. */
class OptionalDependenciesTest {

    private static final Pattern OPTIONAL = Pattern
            .compile("(camel-webhook|camel-catalog|camel-console|camel-platform-http|camel-vertx|camel-netty"
                    + "|cache-api|ehcache|hazelcast|bucket4j|picocli|vertx|netty|spring|tomcat|h2-|postgresql).*");

    @Test
    void everyKindOfEndpointStartsWithoutThem() throws Exception {
        try (URLClassLoader bare = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> bare.loadClass("org.apache.camel.component.webhook.WebhookCapableEndpoint"))
                    .isInstanceOf(ClassNotFoundException.class);
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(bare);
            try {
                Object endpoints = bare.loadClass(Bare.class.getName()).getMethod("endpoints").invoke(null);
                assertThat(endpoints).isEqualTo(Bare.URIS.size());
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static URL[] urls() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!OPTIONAL.matcher(Path.of(entry).getFileName().toString()).matches()) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    /** Loaded by the other class loader, so that all it uses is too. */
    public static final class Bare {

        static final List<String> URIS = List.of("zoom:users/list", "zoom:users/list?fetch=STREAM", "zoom:token",
                "zoom:request?path=/users/me", "zoom:download", "zoom:reply", "zoom:authorize",
                "zoom:events?secretToken=a-secret", "zoom:events?subscriptionId=a-subscription");

        private Bare() {}

        public static int endpoints() throws Exception {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                ZoomComponent zoom = new ZoomComponent();
                zoom.getConfiguration().setAccountId("account");
                zoom.getConfiguration().setOauthClientId("client");
                zoom.getConfiguration().setOauthClientSecret("secret");
                context.addComponent("zoom", zoom);
                URIS.forEach(context::getEndpoint);
                context.start();
                return (int) context.getEndpoints().stream().filter(ZoomEndpoint.class::isInstance).count();
            }
        }
    }
}
