package io.github.camelzoom.consumer.register;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.event.Subscription;

/** The event subscriptions of an app at Zoom. Stages fail with {@code ZoomException}s, and must not be blocked on. */
public interface Subscriptions {

    /** All of an account. */
    CompletionStage<List<Subscription>> list(String accountId);

    /**
     * Makes one. Zoom calls its URL before it answers.
     *
     * @return the id
     */
    CompletionStage<String> create(Map<String, Object> request);

    /** Removes one; one that is not there any more is removed as well. */
    CompletionStage<Void> delete(String id);
}
