package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenRecord.Claim;
import io.github.camelzoom.client.auth.TokenRecord.Failure;
import io.github.camelzoom.client.auth.TokenRecord.Phase;
import io.github.camelzoom.client.auth.TokenStoreException;

/**
 * A token record as JSON and back, without loss. The JSON holds the secrets in clear text: it goes nowhere but into
 * {@link TokenCipher}. Fields that a later version added are ignored; a later format is refused. Thread-safe.
 */
public final class TokenRecordCodec {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Half a surrogate pair survives as an escape only.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private TokenRecordCodec() {}

    /** The record as UTF-8, secrets included. */
    public static byte[] encode(TokenRecord stored) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("version", stored.version()).put("phase",
                stored.phase().name());
        TokenKey key = stored.key();
        root.putObject("key").put("realm", key.realm()).put("clientId", key.clientId()).put("grantKind", key.grantKind())
                .put("subject", key.subject());
        if (stored.access() != null) {
            putAccess(root.putObject("access"), stored.access());
        }
        if (stored.refresh() != null) {
            root.put("refresh", stored.refresh().reveal());
        }
        if (stored.claim() != null) {
            root.putObject("claim").put("nodeId", stored.claim().nodeId()).put("attemptId", stored.claim().attemptId())
                    .put("spentFingerprint", stored.claim().spentFingerprint());
        }
        if (stored.failure() != null) {
            root.putObject("failure").put("reason", stored.failure().reason()).put("message", stored.failure().message())
                    .put("at", text(stored.failure().at()));
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson's messages may quote what they could not write.
            throw new TokenStoreException("The token record cannot be written as JSON", null);
        }
    }

    private static void putAccess(ObjectNode node, AccessToken access) {
        node.put("value", access.value().reveal()).put("sentAt", text(access.sentAt()))
                .put("refreshAt", text(access.refreshAt())).put("expiresAt", text(access.expiresAt()))
                .put("apiUrl", access.apiUrl() == null ? null : access.apiUrl().toString());
        ArrayNode scopes = node.putArray("scopes");
        access.scopes().stream().sorted().forEach(scopes::add);
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /**
     * @throws TokenStoreException if the bytes are not a record, or one of a later format; the message quotes nothing
     */
    public static TokenRecord decode(byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            int format = root.path("format").asInt(0);
            if (format != FORMAT) {
                throw new TokenStoreException("The token record has format " + format + "; this version reads format "
                        + FORMAT, null);
            }
            JsonNode key = require(root, "key");
            return new TokenRecord(
                    new TokenKey(text(key, "realm"), text(key, "clientId"), text(key, "grantKind"), text(key, "subject")),
                    require(root, "version").asLong(), Phase.valueOf(require(root, "phase").asText()),
                    access(root.get("access")), secret(root, "refresh"), claim(root.get("claim")),
                    failure(root.get("failure")));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            // Without the cause: parsers quote the text they stumbled over, and here that text is a secret.
            throw new TokenStoreException("The content is not a token record", null);
        }
    }

    private static AccessToken access(JsonNode node) {
        if (absent(node)) {
            return null;
        }
        Set<String> scopes = new HashSet<>();
        node.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        String apiUrl = text(node, "apiUrl");
        return new AccessToken(Secret.of(require(node, "value").asText()), instant(node, "sentAt"), instant(node, "refreshAt"),
                instant(node, "expiresAt"), scopes, apiUrl == null ? null : URI.create(apiUrl));
    }

    private static Claim claim(JsonNode node) {
        return absent(node)
                ? null
                : new Claim(text(node, "nodeId"), text(node, "attemptId"), text(node, "spentFingerprint"));
    }

    private static Failure failure(JsonNode node) {
        return absent(node) ? null : new Failure(text(node, "reason"), text(node, "message"), instant(node, "at"));
    }

    private static Secret secret(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : Secret.of(text);
    }

    private static Instant instant(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : Instant.parse(text);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return absent(value) ? null : value.asText();
    }

    private static JsonNode require(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (absent(value)) {
            throw new IllegalArgumentException(field);
        }
        return value;
    }

    private static boolean absent(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }
}
