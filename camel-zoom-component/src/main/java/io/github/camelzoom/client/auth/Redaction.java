package io.github.camelzoom.client.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Makes a server's words fit for logs and exceptions: one short line without anything that was or looks secret. Pure. */
final class Redaction {

    private static final int LONGEST = 200;
    private static final int SHORTEST_SECRET = 6;
    private static final Pattern TOKEN_LIKE = Pattern.compile("[A-Za-z0-9_\\-.+/=]{32,}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final String MASK = "******";

    private Redaction() {}

    static String clean(String words, TokenRequest request) {
        String text = words;
        for (String name : request.form().names()) {
            if (!name.equals("grant_type") && !name.equals("account_id") && !name.equals("client_id")) {
                text = hide(text, request.form().value(name));
            }
        }
        if (request.clientSecret() != null) {
            String secret = request.clientSecret().reveal();
            text = hide(text, Base64.getEncoder().encodeToString((request.clientId() + ':' + secret).getBytes(
                    StandardCharsets.UTF_8)));
            text = hide(text, secret);
        }
        text = TOKEN_LIKE.matcher(text).replaceAll(MASK);
        text = CONTROL.matcher(text).replaceAll(" ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static String hide(String text, String secret) {
        return secret == null || secret.length() < SHORTEST_SECRET ? text : text.replace(secret, MASK);
    }
}
