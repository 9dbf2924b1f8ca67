package io.github.camelzoom.simulator;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** How one file is served. Thread-safe; may be changed while it is downloaded. */
public final class SimulatedFile {

    private final String id;
    private final TreeSet<Long> breaks = new TreeSet<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile long size;
    private volatile String contentId;
    private volatile String contentType = "application/octet-stream";
    private volatile String disposition;
    private volatile boolean stalls;
    private volatile boolean announcesLength = true;

    SimulatedFile(String id, long size) {
        this.id = id;
        this.size = size;
        this.contentId = id;
    }

    /** Its id, and the last part of its address. */
    public String id() {
        return id;
    }

    /** The path of its download address. */
    public String downloadPath() {
        return "/rec/download/" + id;
    }

    /** Its real size in bytes; -1 when a recording says it. */
    public long size() {
        return size;
    }

    /** Sets {@link #size()}, whatever a recording may say. */
    public SimulatedFile size(long bytes) {
        size = bytes;
        return this;
    }

    /** Resets the connection, once each, when this many bytes of the file have been sent. */
    public SimulatedFile resetAt(Collection<Long> offsets) {
        synchronized (breaks) {
            breaks.addAll(offsets);
        }
        return this;
    }

    /** Lets the line go silent, once, when this many bytes of the file have been sent. */
    public SimulatedFile stallAt(long offset) {
        stalls = true;
        synchronized (breaks) {
            breaks.add(offset);
        }
        return this;
    }

    /** Makes another file of it, with another entity tag. */
    public SimulatedFile content(String otherId) {
        contentId = otherId;
        return this;
    }

    /** The media type it is served with; {@code application/octet-stream} by default. */
    public SimulatedFile contentType(String type) {
        contentType = type;
        return this;
    }

    /** A {@code Content-Disposition} to serve it with; none by default. */
    public SimulatedFile disposition(String value) {
        disposition = value;
        return this;
    }

    /** Whether the length is told; else the answer is chunked. It is by default. */
    public SimulatedFile announceLength(boolean announced) {
        announcesLength = announced;
        return this;
    }

    /** How many bytes of it were sent in all, repetitions included. */
    public long bytesSent() {
        return sent.get();
    }

    /** What its bytes follow from, see {@link FileBytes}. */
    public String contentId() {
        return contentId;
    }

    /** See {@link #contentType(String)}. */
    public String contentType() {
        return contentType;
    }

    /** See {@link #disposition(String)}; null for none. */
    public String disposition() {
        return disposition;
    }

    boolean announcesLength() {
        return announcesLength;
    }

    boolean stalls() {
        return stalls;
    }

    void sent(int bytes) {
        sent.addAndGet(bytes);
    }

    /** Where to break off an answer with these bytes. */
    OptionalLong takeBreak(long from, long to) {
        synchronized (breaks) {
            Long next = breaks.higher(from);
            if (next == null || next >= to) {
                return OptionalLong.empty();
            }
            breaks.remove(next);
            return OptionalLong.of(next);
        }
    }
}
