package io.github.camelzoom.examples.multitenant;

import java.security.Principal;

import jakarta.servlet.http.HttpServletRequest;

import io.github.camelzoom.authorize.AuthorizeAccess;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Who sees which connections on the authorize pages: the operator all of them, a tenant their own. */
@Component("tenantAccess")
class TenantAccess implements AuthorizeAccess {

    @Override
    public boolean isAllowed(Exchange request) {
        return servletRequest(request).getUserPrincipal() != null;
    }

    @Override
    public boolean isAllowed(Exchange request, String connection) {
        HttpServletRequest http = servletRequest(request);
        Principal user = http.getUserPrincipal();
        return http.isUserInRole(Security.OPERATOR) || Tenant.connectionOf(user.getName()).equals(connection);
    }

    private static HttpServletRequest servletRequest(Exchange request) {
        return request.getMessage().getHeader("CamelHttpServletRequest", HttpServletRequest.class);
    }
}
