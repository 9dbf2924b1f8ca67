package io.github.camelzoom.client.auth;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({ "400,invalid_client,0,Invalid client_id or client_secret,CLIENT", "401,invalid_client,0,whatever,CLIENT",
            "400,,4702,x,CLIENT", "400,,4704,x,CLIENT", "400,invalid_request,0,Account does not exist,ACCOUNT",
            "400,invalid_request,0,Account does not enabled the OAuth app type,APP", "400,unsupported_grant_type,0,x,APP",
            "400,,4717,disabled,APP", "400,invalid_grant,0,Invalid Token!,GRANT", "400,INVALID_GRANT,0,renamed prose,GRANT",
            "400,,4741,revoked,GRANT", "400,,4733,expired,CODE", "400,,4709,Redirect URI mismatch.,REDIRECT",
            "400,invalid_request,0,Invalid authorization code x,CODE", "400,invalid_request,0,Bad Request,REQUEST",
            "429,,0,slow,BUSY",
            "429,invalid_grant,0,slow,BUSY", "400,temporarily_unavailable,0,x,BUSY", "403,,0,HTTP 403,NOT_ZOOM",
            "404,,0,HTTP 404,NOT_ZOOM", "302,,0,redirect,NOT_ZOOM" })
    void statusAndCodeDecideProseOnlyNamesTheProperty(int status, String error, long code, String reason, Refusal expected) {
        assertThat(Refusal.of(new TokenAnswer.Refused(status, error, code, reason, null, null))).isEqualTo(expected);
    }
}
