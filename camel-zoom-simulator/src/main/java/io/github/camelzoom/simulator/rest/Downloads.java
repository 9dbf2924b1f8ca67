package io.github.camelzoom.simulator.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.world.Ids;

/**
 * Recording files: the download address wants a bearer and redirects to a signed storage address that wants none. Contents are
 * derived from the file's id, so that a test can compare them.
 */
public final class Downloads {

    private final Ids ids;
    private final SimulatedAccounts accounts;
    private final BearerCheck bearers;
    private final SimulatorSettings settings;
    private final Supplier<String> origin;
    private final Map<String, String> downloadTokens = new ConcurrentHashMap<>();
    private final Map<String, String> signatures = new ConcurrentHashMap<>();

    /** Serves the recordings of the given accounts. */
    public Downloads(Ids ids, SimulatedAccounts accounts, BearerCheck bearers, SimulatorSettings settings,
            Supplier<String> origin) {
        this.ids = ids;
        this.accounts = accounts;
        this.bearers = bearers;
        this.settings = settings;
        this.origin = origin;
    }

    /** A {@code download_access_token} for one account. */
    String issueToken(String accountId) {
        String token = ids.text(48);
        downloadTokens.put(token, accountId);
        return token;
    }

    /** Answers paths below {@code /rec}. */
    public Answer handle(Request request) {
        try {
            return serve(request);
        } catch (ApiFailure failure) {
            return failure.answer();
        }
    }

    private Answer serve(Request request) {
        String[] parts = request.rawPath().split("/");
        String fileId = parts.length > 3 ? parts[3] : "";
        if (parts.length > 2 && parts[2].equals("download")) {
            String accountId = account(request);
            file(accountId, fileId);
            String signature = ids.text(24);
            signatures.put(signature, accountId);
            return Answer.redirect(302, origin.get() + "/rec/storage/" + fileId + "?signature=" + signature);
        }
        if (parts.length > 2 && parts[2].equals("storage")) {
            String accountId = request.query().first("signature").map(signatures::get).orElse(null);
            // Signed addresses carry their own permission; storage services refuse a second one.
            if (accountId == null || request.headers().contains("Authorization")) {
                return new ApiFailure(403, 403, "Access denied.").answer();
            }
            byte[] content = content(fileId, file(accountId, fileId));
            return settings.rangeRequests()
                    ? ByteRange.answer(request, content, fileId)
                    : Answer.of(200, "application/octet-stream", content);
        }
        return new ApiFailure(404, 2300, "This API endpoint is not recognized.").answer();
    }

    private String account(Request request) {
        Optional<String> downloadToken = request.headers().first("Authorization").filter(h -> h.startsWith("Bearer "))
                .map(h -> downloadTokens.get(h.substring(7)));
        return downloadToken.orElseGet(() -> bearers.authenticate(request).accountId());
    }

    private int file(String accountId, String fileId) {
        return accounts.find(accountId).flatMap(a -> {
            synchronized (a.data()) {
                return a.data().recordings().file(fileId).map(f -> f.get("file_size").asInt());
            }
        }).orElseThrow(() -> new ApiFailure(404, 3301, "This recording does not exist."));
    }

    /** The bytes of a file with this id and size. */
    public static byte[] content(String fileId, int size) {
        byte[] bytes = new byte[size];
        new Random(fileId.hashCode()).nextBytes(bytes);
        return bytes;
    }
}
