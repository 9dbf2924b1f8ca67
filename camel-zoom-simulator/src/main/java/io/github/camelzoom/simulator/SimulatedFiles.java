package io.github.camelzoom.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Files to download and files that were uploaded. Thread-safe. */
public final class SimulatedFiles {

    private final Map<String, SimulatedFile> files = new ConcurrentHashMap<>();
    private final List<UploadedFile> uploads = new CopyOnWriteArrayList<>();
    private volatile Duration signatureLife = Duration.ofMinutes(5);
    private volatile String storageOrigin;

    SimulatedFiles() {}

    /** Adds a file that belongs to no recording; its address is {@link SimulatedFile#downloadPath()}. */
    public SimulatedFile add(String id, long size) {
        SimulatedFile file = new SimulatedFile(id, size);
        files.put(id, file);
        return file;
    }

    /** How a recording's file is served, by its id. */
    public SimulatedFile of(String id) {
        return files.computeIfAbsent(id, known -> new SimulatedFile(known, -1));
    }

    /** The file that a test has said something about. */
    public Optional<SimulatedFile> find(String id) {
        return Optional.ofNullable(files.get(id));
    }

    /** How long the signed address that a download address redirects to can be used; five minutes by default. */
    public Duration signatureLife() {
        return signatureLife;
    }

    /** Sets {@link #signatureLife()}. */
    public SimulatedFiles signatureLife(Duration life) {
        signatureLife = life;
        return this;
    }

    /** Where the signed addresses are; empty for the simulator's own origin. */
    public Optional<String> storageOrigin() {
        return Optional.ofNullable(storageOrigin);
    }

    /** Sets {@link #storageOrigin()}: another name of the simulator, or another simulator, is a foreign host. */
    public SimulatedFiles storageOrigin(String origin) {
        storageOrigin = origin;
        return this;
    }

    /** What was uploaded in parts and completed. */
    public List<UploadedFile> uploads() {
        return List.copyOf(uploads);
    }

    /** Notes an upload that is complete. */
    public void uploaded(UploadedFile file) {
        uploads.add(file);
    }
}
