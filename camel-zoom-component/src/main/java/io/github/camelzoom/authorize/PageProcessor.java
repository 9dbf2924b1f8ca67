package io.github.camelzoom.authorize;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts an answer on the exchange of an HTTP server. It never fails the exchange, since some servers show the client the
 * stack trace then; and it leaves no header of the request behind, since they would come back with the answer.
 */
final class PageProcessor extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(PageProcessor.class);

    private final Function<Exchange, CompletionStage<Answer>> page;

    PageProcessor(Function<Exchange, CompletionStage<Answer>> page) {
        this.page = page;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        boolean head = "HEAD".equals(exchange.getMessage().getHeader(Exchange.HTTP_METHOD));
        try {
            page.apply(exchange).whenComplete((answer, failure) -> {
                write(exchange, failure == null ? answer : failed(failure), head);
                callback.done(false);
            });
            return false;
        } catch (RuntimeException e) {
            write(exchange, failed(e), head);
            callback.done(true);
            return true;
        }
    }

    private static Answer failed(Throwable failure) {
        LOG.warn("An authorize page could not be made", failure);
        return ResultPage.failure(500, "Something went wrong", "The application's log tells more.", null);
    }

    private static void write(Exchange exchange, Answer answer, boolean head) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        answer.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setBody(head ? new byte[0] : answer.html().getBytes(StandardCharsets.UTF_8));
    }
}
