package io.github.camelzoom.simulator;

import java.io.IOException;
import java.io.InputStream;

/** The content of simulated files: every byte follows from the file's id and its place, so that no file is ever in memory. */
public final class FileBytes {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final int BUFFER = 64 * 1024;

    private FileBytes() {}

    /** The bytes of a file from some place on. */
    public static byte[] of(String fileId, long from, int count) {
        byte[] bytes = new byte[count];
        long seed = seed(fileId);
        for (int i = 0; i < count; i++) {
            long at = from + i;
            bytes[i] = (byte) (word(seed, at >>> 3) >>> ((at & 7) * 8));
        }
        return bytes;
    }

    /** Reads all of a stream; the number of bytes that are the file's, which is the whole length if all are. */
    public static long matching(String fileId, InputStream content) throws IOException {
        long at = 0;
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            byte[] expected = of(fileId, at, count);
            for (int i = 0; i < count; i++) {
                if (buffer[i] != expected[i]) {
                    return at + i;
                }
            }
            at += count;
        }
        return at;
    }

    private static long seed(String fileId) {
        return fileId.hashCode() * STEP;
    }

    /** The mixer of SplitMix64: any word can be had without those before it. */
    private static long word(long seed, long index) {
        long z = seed + (index + 1) * STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
