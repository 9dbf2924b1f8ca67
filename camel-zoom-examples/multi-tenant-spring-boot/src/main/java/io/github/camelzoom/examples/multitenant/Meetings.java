package io.github.camelzoom.examples.multitenant;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.github.camelzoom.ZoomConstants;
import io.github.camelzoom.client.error.ZoomConsentRequiredException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.FluentProducerTemplate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the service offers over HTTP. Each call goes through the connection that its message names. */
@RestController
class Meetings {

    /** A meeting, as far as it is anybody's business. */
    record Meeting(Object id, Object topic, Object start) {

        static Meeting of(Map<?, ?> zoom) {
            return new Meeting(zoom.get("id"), zoom.get("topic"), zoom.get("start_time"));
        }
    }

    private final FluentProducerTemplate template;
    private final Tenants tenants;

    Meetings(FluentProducerTemplate template, Tenants tenants) {
        this.template = template;
        this.tenants = tenants;
    }

    @PostMapping("/sign-up")
    @ResponseStatus(HttpStatus.CREATED)
    void signUp(@RequestParam String name, @RequestParam String password) {
        tenants.signUp(name, password);
    }

    @GetMapping("/tenants/{tenant}/meetings")
    List<Meeting> meetings(@PathVariable String tenant) {
        if (tenants.find(tenant).isEmpty()) {
            throw new NoSuchElementException(tenant + " has left");
        }
        List<?> found = template.to("direct:meetings").withHeader(ZoomConstants.CONNECTION, Tenant.connectionOf(tenant))
                .request(List.class);
        return found.stream().map(meeting -> Meeting.of((Map<?, ?>) meeting)).toList();
    }

    @GetMapping("/operator/colleagues")
    List<?> colleagues() {
        return template.to("direct:colleagues").request(List.class);
    }

    @ExceptionHandler
    ProblemDetail failed(CamelExecutionException failure) {
        if (failure.getCause() instanceof ZoomConsentRequiredException) {
            return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
                    "Zoom is not connected; somebody has to do that at /zoom/connections");
        }
        // What the component says names connections, which is for the log.
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, "Zoom did not give an answer");
    }

    @ExceptionHandler
    ProblemDetail failed(NoSuchElementException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.GONE, failure.getMessage());
    }

    @ExceptionHandler
    ProblemDetail failed(IllegalArgumentException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, failure.getMessage());
    }

    @ExceptionHandler
    ProblemDetail failed(DuplicateKeyException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "there is a tenant of that name");
    }
}
