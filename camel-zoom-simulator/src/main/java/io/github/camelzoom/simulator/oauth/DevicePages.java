package io.github.camelzoom.simulator.oauth;

import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;

/** The device flow's two sides: the code a device asks for, and the page its user opens elsewhere. */
final class DevicePages {

    static final String PAGE = "/oauth_device";

    private final DeviceCodes devices;
    private final ClientAuthentication clients;
    private final SimulatedAccounts accounts;
    private final Supplier<String> origin;

    DevicePages(DeviceCodes devices, ClientAuthentication clients, SimulatedAccounts accounts, Supplier<String> origin) {
        this.devices = devices;
        this.clients = clients;
        this.accounts = accounts;
        this.origin = origin;
    }

    Answer deviceCode(Request request) {
        FormParameters parameters = TokenEndpoint.parameters(request);
        ClientAuthentication.Client client = clients.authenticate(request, parameters);
        if (!client.confidential() || parameters.nonEmpty("client_id").filter(client.clientId()::equals).isEmpty()) {
            throw OAuthFailure.invalidRequest("Bad Request");
        }
        if (!client.app().deviceFlow()) {
            throw OAuthFailure.invalidRequest("The app does not support the device flow");
        }
        DeviceCodes.Device device = devices.issue(client.app());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("device_code", device.deviceCode()).put("user_code", device.userCode());
        body.put("verification_uri", origin.get() + PAGE);
        body.put("verification_uri_complete", origin.get() + PAGE + "?user_code=" + device.userCode());
        body.put("expires_in", DeviceCodes.LIFE.toSeconds()).put("interval", DeviceCodes.INTERVAL_SECONDS);
        return Answer.json(200, body);
    }

    Answer page(Request request) {
        if (request.method().equals("POST")) {
            return decide(ConsentPages.form(request));
        }
        return form(request.query().first("user_code").orElse(""), "", "");
    }

    private Answer decide(FormParameters form) {
        String userCode = form.first("user_code").orElse("");
        String email = form.first("email").orElse("");
        Optional<UserRef> user = ConsentPages.userByEmail(accounts, email);
        if (user.isEmpty()) {
            return form(userCode, email, "<p role=\"alert\">Incorrect e-mail address or password.</p>");
        }
        boolean allowed = form.first("decision").orElse("").equals("allow");
        if (!devices.decide(userCode, allowed ? DeviceCodes.State.ALLOWED : DeviceCodes.State.DENIED, user.get())) {
            return form(userCode, email, "<p role=\"alert\">This code is not valid.</p>");
        }
        return Answer.html(200, Html.page(allowed ? "Device connected" : "Request denied", "<p>You can close this page.</p>"));
    }

    private static Answer form(String userCode, String email, String message) {
        return Answer.html(200, Html.page("Connect a device", """
                %s<form method="post" action="%s">
                <label for="user_code">Code shown on the device</label>
                <input id="user_code" name="user_code" required value="%s">
                %s%s%s</form>""".formatted(message, PAGE, Html.escape(userCode), Html.signInFields(email),
                Html.button("allow", "decision", "allow", "Allow"), Html.button("deny", "decision", "deny", "Deny"))));
    }
}
