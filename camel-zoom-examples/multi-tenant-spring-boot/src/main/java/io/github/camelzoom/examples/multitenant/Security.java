package io.github.camelzoom.examples.multitenant;

import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;

/** Logins of tenants and of the operator, and what each may ask for. */
@Configuration(proxyBeanMethods = false)
class Security {

    static final String OPERATOR = "OPERATOR";
    private static final int THREADS = 8;

    @Bean
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(rules -> rules.requestMatchers("/sign-up").permitAll()
                // Zoom itself proves that it is Zoom: by the signature, and by the state of a consent.
                .requestMatchers("/zoom/events", "/zoom/callback").permitAll()
                .requestMatchers("/tenants/{tenant}/**")
                .access(new WebExpressionAuthorizationManager("#tenant == authentication.name"))
                .requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole(OPERATOR)
                .requestMatchers("/operator/**").hasRole(OPERATOR)
                .anyRequest().authenticated());
        // The pages have a form token of their own; the others are no forms.
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/zoom/**", "/sign-up"));
        http.formLogin(form -> form.defaultSuccessUrl("/zoom/connections"));
        http.httpBasic(Customizer.withDefaults());
        return http.build();
    }

    @Bean
    PasswordEncoder passwords() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    UserDetailsService users(Tenants tenants, ServiceProperties service, PasswordEncoder passwords) {
        String operator = passwords.encode(service.operatorPassword());
        return name -> name.equals("operator")
                ? User.withUsername(name).password(operator).roles(OPERATOR).build()
                : tenants.find(name).map(tenant -> User.withUsername(name).password(tenant.password()).roles("TENANT").build())
                        .orElseThrow(() -> new UsernameNotFoundException(name));
    }

    /** Camel serves HTTP on these threads, which have to know who is logged in. */
    @Bean
    AsyncTaskExecutor applicationTaskExecutor() {
        ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(THREADS);
        threads.setThreadNamePrefix("http-route-");
        threads.initialize();
        return new DelegatingSecurityContextAsyncTaskExecutor(threads);
    }
}
