package io.github.camelzoom.simulator.world;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** Identifiers in Zoom's forms, all from one seed. Thread-safe, since {@link Random} is. */
public final class Ids {

    private final Random random;

    /** A series of ids that depends on nothing but the seed. */
    public Ids(long seed) {
        this.random = new Random(seed);
    }

    /** 22 characters without anything that would need encoding: accounts, users, registrants, clients. */
    public String plain() {
        return text(16);
    }

    /** URL-safe text of the given number of random bytes. */
    public String text(int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    /** Lower-case hexadecimal text of the given number of random bytes. */
    public String hex(int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    /** A meeting number of 11 digits, beyond the range of an int. */
    public long meetingNumber() {
        return 80_000_000_000L + (long) (random.nextDouble() * 9_999_999_999L);
    }

    /** A number below the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * A meeting UUID: base64 of 16 bytes. Half of them are made to begin with a slash or to hold two in a row, and a quarter to hold
     * a plus sign or one slash, since those are what clients stumble over.
     */
    public String meetingUuid() {
        byte[] raw = new byte[16];
        random.nextBytes(raw);
        StringBuilder uuid = new StringBuilder(Base64.getEncoder().encodeToString(raw));
        switch (random.nextInt(8)) {
            case 0, 1 -> uuid.setCharAt(0, '/');
            case 2, 3 -> uuid.replace(8, 10, "//");
            case 4 -> uuid.setCharAt(5, '+');
            case 5 -> uuid.setCharAt(6, '/');
            default -> {
                // as the dice fell
            }
        }
        return uuid.toString();
    }
}
