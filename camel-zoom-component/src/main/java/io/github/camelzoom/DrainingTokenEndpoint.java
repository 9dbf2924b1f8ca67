package io.github.camelzoom;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.camelzoom.client.auth.TokenAnswer;
import io.github.camelzoom.client.auth.TokenEndpoint;
import io.github.camelzoom.client.auth.TokenRequest;

/** Lets the HTTP client be closed only when no token request is on the line: a lost answer may lose a grant. */
final class DrainingTokenEndpoint implements TokenEndpoint {

    private final TokenEndpoint delegate;
    /** One party is this object; the others are requests on the line. */
    private final Phaser onTheLine = new Phaser(1);

    DrainingTokenEndpoint(TokenEndpoint delegate) {
        this.delegate = delegate;
    }

    @Override
    public TokenAnswer post(TokenRequest request) {
        onTheLine.register();
        try {
            return delegate.post(request);
        } finally {
            onTheLine.arriveAndDeregister();
        }
    }

    /**
     * @param  seconds to wait at most
     * @return         whether every request has ended
     */
    boolean drain(long seconds) {
        int phase = onTheLine.arrive();
        try {
            onTheLine.awaitAdvanceInterruptibly(phase, seconds, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
