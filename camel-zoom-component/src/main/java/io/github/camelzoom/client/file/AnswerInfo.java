package io.github.camelzoom.client.file;

import io.github.camelzoom.client.http.LiveAnswer;

/**
 * What the answer with a file said about it.
 *
 * @param contentType null when not told
 * @param trackingId  null when not told
 * @param disposition the header {@code Content-Disposition}, null when not told
 */
public record AnswerInfo(int status, String contentType, String trackingId, String disposition) {

    static AnswerInfo of(LiveAnswer answer) {
        return new AnswerInfo(answer.status(), answer.contentType(), answer.header("x-zm-trackingid"),
                answer.header("Content-Disposition"));
    }
}
