package io.github.camelzoom.simulator.rest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.camelzoom.simulator.FileBytes;
import io.github.camelzoom.simulator.FileSlice;
import io.github.camelzoom.simulator.SimulatedAccounts;
import io.github.camelzoom.simulator.SimulatedFile;
import io.github.camelzoom.simulator.SimulatedFiles;
import io.github.camelzoom.simulator.SimulatorSettings;
import io.github.camelzoom.simulator.VirtualClock;
import io.github.camelzoom.simulator.http.Answer;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.world.Ids;

/**
 * Recording files: the download address wants a bearer and redirects to a signed storage address that wants none. Contents are
 * derived from the file's id, so that a test can compare them.
 */
public final class Downloads {

    private record Signature(String accountId, Instant until) {}

    private final Ids ids;
    private final SimulatedAccounts accounts;
    private final BearerCheck bearers;
    private final SimulatorSettings settings;
    private final VirtualClock clock;
    private final SimulatedFiles files;
    private final Supplier<String> origin;
    private final Map<String, String> downloadTokens = new ConcurrentHashMap<>();
    private final Map<String, Signature> signatures = new ConcurrentHashMap<>();

    /** Serves the recordings of the given accounts, and the given files. */
    public Downloads(Ids ids, SimulatedAccounts accounts, BearerCheck bearers, SimulatorSettings settings, VirtualClock clock,
            SimulatedFiles files, Supplier<String> origin) {
        this.ids = ids;
        this.accounts = accounts;
        this.bearers = bearers;
        this.settings = settings;
        this.clock = clock;
        this.files = files;
        this.origin = origin;
    }

    /** A {@code download_access_token} for one account. */
    public String issueToken(String accountId) {
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
            signatures.put(signature, new Signature(accountId, clock.instant().plus(files.signatureLife())));
            return Answer.redirect(302, files.storageOrigin().orElseGet(origin) + "/rec/storage/" + fileId + "?signature="
                    + signature);
        }
        if (parts.length > 2 && parts[2].equals("storage")) {
            Signature signature = request.query().first("signature").map(signatures::get).orElse(null);
            // Signed addresses carry their own permission; storage services that are not Zoom's refuse a second one.
            boolean second = files.storageOrigin().isPresent() && request.headers().contains("Authorization");
            if (signature == null || second || !signature.until().isAfter(clock.instant())) {
                return new ApiFailure(403, 403, "Access denied.").answer();
            }
            FileSlice whole = file(signature.accountId(), fileId);
            Answer answer = settings.rangeRequests()
                    ? ByteRange.answer(request, whole)
                    : Answer.of(200, whole.file().contentType(), whole);
            String disposition = whole.file().disposition();
            return disposition == null ? answer : answer.with("Content-Disposition", disposition);
        }
        return new ApiFailure(404, 2300, "This API endpoint is not recognized.").answer();
    }

    private String account(Request request) {
        Optional<String> downloadToken = request.headers().first("Authorization").filter(h -> h.startsWith("Bearer "))
                .map(h -> downloadTokens.get(h.substring(7)));
        return downloadToken.orElseGet(() -> bearers.authenticate(request).accountId());
    }

    private FileSlice file(String accountId, String fileId) {
        Optional<SimulatedFile> planned = files.find(fileId);
        if (planned.isPresent() && planned.get().size() >= 0) {
            return new FileSlice(planned.get(), 0, planned.get().size());
        }
        long size = accounts.find(accountId).flatMap(a -> {
            synchronized (a.data()) {
                return a.data().recordings().file(fileId).map(f -> f.get("file_size").asLong());
            }
        }).orElseThrow(() -> new ApiFailure(404, 3301, "This recording does not exist."));
        return new FileSlice(files.of(fileId), 0, size);
    }

    /** The bytes of a file with this id and size. */
    public static byte[] content(String fileId, int size) {
        return FileBytes.of(fileId, 0, size);
    }
}
