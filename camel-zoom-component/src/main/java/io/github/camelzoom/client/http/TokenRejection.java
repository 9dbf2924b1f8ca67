package io.github.camelzoom.client.http;

import java.io.IOException;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.BufferedHttpEntity;

/** Whether an answer says that the token is dead: 401 with code 124, as Zoom documents it. */
public final class TokenRejection {

    static final long CODE = 124;

    private TokenRejection() {}

    /** Decides; the body of a 401 answer is buffered, so that it can still be read. */
    public static boolean isIn(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED || response.getEntity() == null) {
            return false;
        }
        BufferedHttpEntity buffered = new BufferedHttpEntity(response.getEntity());
        response.setEntity(buffered);
        return ErrorBody.read(buffered.getContent().readAllBytes()).code() == CODE;
    }
}
