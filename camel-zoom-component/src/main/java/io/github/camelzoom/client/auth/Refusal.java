package io.github.camelzoom.client.auth;

import java.util.Locale;
import java.util.Set;

import io.github.camelzoom.client.error.ZoomAuthException.Reason;

/**
 * What a refusal of the token endpoint means and what a person can do about it. Status, OAuth's error word and Zoom's
 * number decide; Zoom's prose, which has changed before, only chooses between properties to name.
 *
 * @see <a href="https://developers.zoom.us/docs/api/rest/error-definitions/">Zoom: OAuth error messages</a>
 */
public enum Refusal {
    /** The app's credentials are wrong. */
    CLIENT(Reason.REFUSED, "oauthClientId",
            "Zoom does not know this pair of client id and secret; check oauthClientId and oauthClientSecret"),
    /** The refresh token is dead. */
    GRANT(Reason.REFUSED, "oauthRefreshToken",
            "Zoom does not accept the grant any more; authorize the connection again"),
    /** The authorization code is expired, used or another app's. */
    CODE(Reason.REFUSED, "oauthVerifier",
            "an authorization code is good once and for five minutes; authorize the connection again"),
    /** The redirect URL is not the one that the consent was begun with, or is not registered. */
    REDIRECT(Reason.REFUSED, "callbackUrl",
            "callbackUrl must be, to the byte, on the allow list of redirect URLs on the app's page"),
    /** There is no such account. */
    ACCOUNT(Reason.REFUSED, "accountId", "Zoom does not know this account for the app; check accountId"),
    /** The app is switched off, or is of another type. */
    APP(Reason.REFUSED, "oauthGrant",
            "the app is not activated or is not of the type that this grant needs; activate it on the Zoom App"
                    + " Marketplace, or check oauthGrant and accountId"),
    /** Anything else about the request. */
    REQUEST(Reason.REFUSED, null, "Zoom does not accept the token request"),
    /** Too many requests. */
    BUSY(Reason.UNAVAILABLE, null, "Zoom asks to wait before the next token request"),
    /** Something answered that is not Zoom. */
    NOT_ZOOM(Reason.UNAVAILABLE, "oauthUrl",
            "the answer is not that of a Zoom token endpoint; check oauthUrl, and the proxy or gateway on the way");

    private static final Set<Long> CLIENT_CODES = Set.of(4702L, 4704L, 4706L);
    private static final Set<Long> CODE_CODES = Set.of(4733L, 4734L);
    private static final long REDIRECT_CODE = 4709;
    private static final Set<Long> GRANT_CODES = Set.of(4735L, 4737L, 4740L, 4741L);
    private static final Set<Long> APP_CODES = Set.of(4705L, 4717L, 4738L);
    private static final Set<String> APP_ERRORS = Set.of("unauthorized_client", "unsupported_grant_type");
    private static final Set<String> BUSY_ERRORS = Set.of("temporarily_unavailable", "slow_down", "server_error");

    private final Reason reason;
    private final String property;
    private final String advice;

    Refusal(Reason reason, String property, String advice) {
        this.reason = reason;
        this.property = property;
        this.advice = advice;
    }

    /** What it means; never null. */
    public static Refusal of(TokenAnswer.Refused answer) {
        String error = answer.error() == null ? "" : answer.error().toLowerCase(Locale.ROOT);
        if (answer.status() == 429 || BUSY_ERRORS.contains(error)) {
            return BUSY;
        }
        if (error.isEmpty() && answer.code() == 0) {
            return NOT_ZOOM;
        }
        if (error.equals("invalid_client") || CLIENT_CODES.contains(answer.code())) {
            return CLIENT;
        }
        if (answer.code() == REDIRECT_CODE) {
            return REDIRECT;
        }
        if (CODE_CODES.contains(answer.code())) {
            return CODE;
        }
        if (error.equals("invalid_grant") || GRANT_CODES.contains(answer.code())) {
            return GRANT;
        }
        if (APP_ERRORS.contains(error) || APP_CODES.contains(answer.code())) {
            return APP;
        }
        String words = answer.reason().toLowerCase(Locale.ROOT);
        if (words.contains("authorization code")) {
            return CODE;
        }
        if (words.contains("app type")) {
            return APP;
        }
        return words.contains("account") ? ACCOUNT : REQUEST;
    }

    /** Whether asking again without any change can help. */
    public boolean isTransient() {
        return reason == Reason.UNAVAILABLE;
    }

    /** The family that callers see. */
    public Reason reason() {
        return reason;
    }

    /** The option to change; null when no single one is to blame. */
    public String property() {
        return property;
    }

    /** What a person can do; never null. */
    public String advice() {
        return advice;
    }
}
