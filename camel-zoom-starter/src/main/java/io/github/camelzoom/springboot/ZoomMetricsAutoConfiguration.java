package io.github.camelzoom.springboot;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters that tell how tokens stand and what waits. */
@AutoConfiguration(after = ZoomComponentAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
public class ZoomMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ZoomMetrics zoomMetrics(ObjectProvider<CamelContext> camel) {
        return new ZoomMetrics(camel);
    }
}
