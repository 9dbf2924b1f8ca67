package io.github.camelzoom.client.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.error.ZoomFileException;
import io.github.camelzoom.client.error.ZoomFileException.Reason;
import io.github.camelzoom.client.error.ZoomTransportException;

/** One download into a directory. No thread waits between two attempts. */
final class FileSave {

    private static final int BUFFER = 64 * 1024;

    private final FileClient client;
    private final FileFlow flow;
    private final RemoteFile file;
    private final Path directory;
    private final CompletableFuture<SavedFile> result = new CompletableFuture<>();
    private PartFile part;
    /** How far it had come at best: a server without ranges begins anew each time, and that is no progress. */
    private long best;
    private int tries;

    FileSave(FileClient client, RemoteFile file, Path directory) {
        this.client = client;
        this.file = file;
        this.flow = new FileFlow(client, file);
        this.directory = directory;
    }

    CompletionStage<SavedFile> start() {
        try {
            if (!isThereAlready()) {
                prepare();
                next();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
        return result;
    }

    private boolean isThereAlready() throws IOException {
        if (file.ownName() == null || file.size() <= 0) {
            return false;
        }
        Path target = directory.resolve(FileName.safe(file.ownName()));
        if (!Files.isRegularFile(target) || Files.size(target) != file.size()) {
            return false;
        }
        result.complete(new SavedFile(target, file.size(), null));
        return true;
    }

    private void prepare() throws IOException {
        Files.createDirectories(directory);
        part = PartFile.open(directory, partName());
        if (part == null) {
            throw new ZoomFileException(client.detail(), Reason.IN_USE, "another download writes " + partName()
                    + PartFile.ENDING);
        }
        Validator known = part.remembered();
        boolean begun = file.size() > 0 ? part.length() < file.size() : known.condition() != null;
        if (!begun) {
            part.truncate(0);
        } else if (part.length() > 0) {
            flow.continues(known);
        }
        best = part.length();
    }

    /** When only the answer will tell the name, the address stands for it until then. */
    private String partName() {
        return file.ownName() != null
                ? FileName.safe(file.ownName())
                : "download-" + Secret.of(String.valueOf(file.url())).fingerprint(8);
    }

    private void next() {
        flow.open(client.pipeline(), part.length(), this::copy).whenComplete((broken, failure) -> {
            try {
                if (failure != null) {
                    fail(FileFlow.unwrap(failure));
                } else if (broken.isPresent()) {
                    goOn(broken.get());
                } else {
                    finish();
                }
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        });
    }

    /** By what the line broke; nothing when the file is whole. */
    private Optional<IOException> copy(Part answered) {
        try {
            part.truncate(Math.min(answered.start(), part.length()));
            part.remember(flow.validator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = answered.body().read(buffer); count >= 0; count = answered.body().read(buffer)) {
                append(buffer, count);
            }
        } catch (IOException e) {
            return Optional.of(e);
        }
        long expected = flow.expected();
        return expected >= 0 && part.length() < expected
                ? Optional.of(new EOFException("the answer ended early"))
                : Optional.empty();
    }

    private void append(byte[] buffer, int count) {
        if (flow.expected() >= 0 && part.length() + count > flow.expected()) {
            throw new ZoomFileException(client.detail(), Reason.WRONG_SIZE, "the file has more than the " + flow.expected()
                    + " bytes that were announced");
        }
        try {
            part.append(buffer, count);
        } catch (IOException e) {
            // Not a broken line: another attempt would find the same disk.
            throw new UncheckedIOException(e);
        }
    }

    private void goOn(IOException broken) {
        if (broken instanceof InterruptedIOException && !(broken instanceof SocketTimeoutException)) {
            Thread.currentThread().interrupt();
            fail(broken);
            return;
        }
        if (part.length() > best) {
            best = part.length();
            tries = 0;
        }
        if (++tries > client.settings().retry().maxRetries()) {
            fail(new ZoomTransportException(client.detail(), true, "the line broke after " + part.length() + " of " + (flow
                    .expected() < 0 ? "an unknown number of" : flow.expected()) + " bytes: " + broken.getMessage(), broken));
            return;
        }
        client.pipeline().pause(client.settings().retry().backOff(tries)).whenComplete((over, stopped) -> {
            if (stopped == null) {
                next();
            } else {
                fail(flow.stopped(stopped));
            }
        });
    }

    private void finish() throws IOException {
        String name = file.ownName();
        if (name == null) {
            name = FileName.of(flow.info().disposition());
        }
        if (name == null) {
            name = lastSegment();
        }
        Path target = directory.resolve(FileName.safe(name));
        long size = part.length();
        part.moveTo(target);
        result.complete(new SavedFile(target, size, flow.info()));
    }

    private String lastSegment() {
        String path = file.url().getPath();
        return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }

    private void fail(Throwable failure) {
        try {
            boolean wrong = failure instanceof ZoomFileException odd && odd.getReason() == Reason.WRONG_SIZE;
            if (part != null && (wrong || part.length() == 0)) {
                // What is there is not the beginning of anything.
                part.delete();
            } else if (part != null) {
                part.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        result.completeExceptionally(failure instanceof UncheckedIOException io ? io.getCause() : failure);
    }
}
