package io.github.camelzoom.consumer.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Positions and delivered items of polling consumers, in a file that only its owner may read. Camel has file
 * repositories too, but its idempotent one reads its whole file for each new key, and both rewrite their file in place, so
 * that a crash can leave a part of it.
 *
 * <p>
 * Every change is a line at the end of the file; a line that a crash cut off is dropped. From time to time the file is
 * written anew and put in place by an atomic rename. A position is forced to the disk, and with it the items before it.
 * The file is opened at the first use, and then is this object's alone until it is stopped. Items that none of
 * the last {@value #KEPT_RUNS} runs has asked for are forgotten: they have left the list, or the time that runs look back to.
 * Thread-safe; the lock is held while a line is written to the file.
 */
public final class FilePollRepository extends ServiceSupport implements StateRepository<String, String>, IdempotentRepository {

    /** An item that was missing in a few answers of Zoom is not to come twice. */
    static final int KEPT_RUNS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(FilePollRepository.class);
    private static final char POSITION = '=';
    private static final char ADDED = '+';
    private static final char REMOVED = '-';
    private static final int SMALL = 1000;

    private final Path path;
    private final Map<String, String> positions = new HashMap<>();
    /** Each key with the run that asked for it last, in the order of their adding. */
    private final Map<String, Long> items = new LinkedHashMap<>();
    /** How often each position was set. */
    private final Map<String, Long> runs = new HashMap<>();
    private LineFile file;
    private int lines;

    /**
     * @param path of the file; it is made where it is missing, and so is its directory
     */
    public FilePollRepository(Path path) {
        this.path = path;
    }

    @Override
    public void setState(String key, String value) {
        if (key.indexOf('\t') >= 0) {
            throw new IllegalArgumentException("A tab in the name of a position");
        }
        locked(() -> {
            write(POSITION, key + '\t' + value);
            file.force();
            positions.put(key, value);
            if (runs.merge(key, 1L, Long::sum) % KEPT_RUNS == 0) {
                items.entrySet().removeIf(item -> item.getValue() < run(item.getKey()) - KEPT_RUNS);
            }
            return null;
        });
    }

    @Override
    public String getState(String key) {
        return locked(() -> positions.get(key));
    }

    @Override
    public boolean add(String key) {
        return locked(() -> {
            if (items.containsKey(key)) {
                return false;
            }
            write(ADDED, key);
            items.put(key, run(key));
            return true;
        });
    }

    @Override
    public boolean contains(String key) {
        return locked(() -> items.computeIfPresent(key, (same, before) -> run(key)) != null);
    }

    @Override
    public boolean remove(String key) {
        return locked(() -> {
            if (!items.containsKey(key)) {
                return false;
            }
            write(REMOVED, key);
            items.remove(key);
            return true;
        });
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        locked(() -> {
            items.clear();
            compact();
            return null;
        });
    }

    /** The run that asks for a key; keys begin with the name of their position and a blank. */
    private long run(String key) {
        return runs.getOrDefault(key.substring(0, Math.max(0, key.indexOf(' '))), 0L);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            if (!isStarted()) {
                throw new IllegalStateException(this + " is not started");
            }
            if (file == null) {
                open();
            }
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + path + " with the position of a polling consumer cannot be used: "
                    + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void open() throws IOException {
        positions.clear();
        items.clear();
        runs.clear();
        lines = 0;
        file = LineFile.open(path, this::read);
        if (file == null) {
            throw new IllegalStateException("Another route or process polls with the file " + path + ". Two that are to see"
                    + " all items need an idempotentRepository and a stateRepository of their own; of two that are to share"
                    + " the work, one at a time may run, as with the component master");
        }
    }

    private void read(String line) {
        lines++;
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case ADDED -> items.put(rest, 0L);
            case REMOVED -> items.remove(rest);
            case POSITION -> positions.put(rest.substring(0, rest.indexOf('\t')), rest.substring(rest.indexOf('\t') + 1));
            default -> throw new IllegalStateException("The file " + path + " is not of this kind");
        }
    }

    private void write(char kind, String text) throws IOException {
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("A line break in a key or a position");
        }
        if (lines > SMALL + 2 * (items.size() + positions.size())) {
            compact();
        }
        file.append(kind + text);
        lines++;
    }

    private void compact() throws IOException {
        file.replace(sink -> {
            for (String key : items.keySet()) {
                sink.append(ADDED + key);
            }
            for (Map.Entry<String, String> position : positions.entrySet()) {
                sink.append(POSITION + position.getKey() + '\t' + position.getValue());
            }
        });
        lines = items.size() + positions.size();
        LOG.debug("{} was written anew with {} items", path, items.size());
    }

    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            if (file != null) {
                file.close();
                file = null;
                items.clear();
                positions.clear();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "file:" + path;
    }
}
