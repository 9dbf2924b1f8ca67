package io.github.camelzoom.springserver;

import java.io.IOException;
import java.nio.file.Path;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** Spring Authorization Server in an embedded Tomcat, and below {@code /v2} an API that accepts its tokens. */
public final class SpringServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();

    /** @param folder for Tomcat's files */
    public SpringServer(Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.setSilent(true);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        spring.register(SpringServerSetup.class);
        context.addServletContainerInitializer((classes, servlets) -> {
            spring.setServletContext(servlets);
            spring.refresh();
        }, null);
        FilterDef filter = new FilterDef();
        filter.setFilterName("springSecurityFilterChain");
        filter.setFilter(new DelegatingFilterProxy("springSecurityFilterChain", spring));
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("springSecurityFilterChain");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        Tomcat.addServlet(context, "api", new Api());
        context.addServletMappingDecoded("/v2/*", "api");
        Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet");
        context.addServletMappingDecoded("/", "default");
        tomcat.start();
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    /** Ends an access token before its time. */
    public void expire(String token) {
        OAuth2AuthorizationService all = spring.getBean(OAuth2AuthorizationService.class);
        OAuth2Authorization known = all.findByToken(token, OAuth2TokenType.ACCESS_TOKEN);
        all.save(OAuth2Authorization.from(known).invalidate(known.getAccessToken().getToken()).build());
    }

    /** Whether the API would accept an access token. */
    public boolean accepts(String token) {
        OAuth2Authorization known = spring.getBean(OAuth2AuthorizationService.class).findByToken(token,
                OAuth2TokenType.ACCESS_TOKEN);
        return known != null && known.getAccessToken().isActive();
    }

    private String owner(String token) {
        return spring.getBean(OAuth2AuthorizationService.class).findByToken(token, OAuth2TokenType.ACCESS_TOKEN)
                .getPrincipalName();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        spring.close();
    }

    private final class Api extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String header = request.getHeader("Authorization");
            String token = header == null ? "" : header.replaceFirst("^Bearer ", "");
            response.setContentType("application/json");
            if (!accepts(token)) {
                response.setStatus(401);
                response.getWriter().write("{\"code\":124,\"message\":\"Invalid access token.\"}");
            } else {
                response.getWriter().write("{\"id\":\"" + owner(token) + "\"}");
            }
        }
    }
}
