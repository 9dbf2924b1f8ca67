package io.github.camelzoom.examples.multitenant;

import javax.sql.DataSource;

import io.github.camelzoom.ZoomClient;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.store.jdbc.JdbcTokenStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/** The service, and what all of its tenants share: one app that is published on Zoom's marketplace, and one token store. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Service {

    public static void main(String[] args) {
        SpringApplication.run(Service.class, args);
    }

    /** The app to which tenants give their consent. */
    @Bean
    ZoomClient publishedApp(ServiceProperties service) {
        return new ZoomClient(service.app().clientId(), service.app().clientSecret());
    }

    /** Where tokens survive a restart; the starter takes the only bean of this type for all connections. */
    @Bean
    @DependsOn("dataSourceScriptDatabaseInitializer")
    TokenStore tokenStore(DataSource dataSource, ServiceProperties service) {
        return JdbcTokenStore.open(dataSource, service.tokenKey());
    }
}
