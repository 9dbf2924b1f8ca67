package io.github.camelzoom.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/** Gives the zoom component its properties and beans when a context makes it. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({ ComponentConfigurationProperties.class, ZoomComponentConfiguration.class })
@ConditionalOnHierarchicalProperties({ "camel.component", "camel.component.zoom" })
public class ZoomComponentAutoConfiguration {

    /** Lazy, as Camel's own are: it needs the context, which asks for it. */
    @Bean
    @Lazy
    ComponentCustomizer configureZoomComponent(ApplicationContext application, CamelContext camel,
            ZoomComponentConfiguration configuration) {
        return new ZoomComponentCustomizer(application, camel, configuration);
    }
}
