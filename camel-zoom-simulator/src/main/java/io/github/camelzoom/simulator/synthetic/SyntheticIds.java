package io.github.camelzoom.simulator.synthetic;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * Identifiers in Zoom's forms that are computed from an index, and back: a lookup needs no table. An id of another account, or a
 * damaged one, has no index. Immutable.
 */
final class SyntheticIds {

    /** So that numbers of meetings and webinars stay in ranges of their own. */
    static final int LARGEST_INDEX = 400_000_000;

    /** What an id is for: ids of different kinds never meet. */
    enum Kind {
        USER, MEETING, WEBINAR, FILE, MEETING_REGISTRANT, WEBINAR_REGISTRANT, CHANNEL, CALL, PARTICIPANT
    }

    private static final int LENGTH = 16;
    private static final int INDEX_AT = 1;
    private static final int HASH_AT = 8;
    private static final int NUMBER_STEP = 7;
    private static final int UUID_FORMS = 8;
    // Above the numbers of stored meetings, which end at 89,999,999,999; 11 digits, as Zoom's.
    private static final long FIRST_MEETING = 91_000_000_000L;
    private static final long FIRST_WEBINAR = 95_000_000_000L;

    private final long seed;

    SyntheticIds(long seed) {
        this.seed = seed;
    }

    /** A well mixed number that depends on the seed, the kind and the index only. */
    long hash(Kind kind, long index) {
        return mix(seed ^ mix(kind.ordinal() + 1L) ^ mix(index * 0x9E3779B97F4A7C15L));
    }

    /** 22 characters that need no encoding. */
    String id(Kind kind, int index) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(kind, index));
    }

    OptionalInt index(Kind kind, String id) {
        return id.length() == 22 ? index(kind, decode(Base64.getUrlDecoder(), id)) : OptionalInt.empty();
    }

    /** 32 hexadecimal digits, as of chat channels. */
    String hex(Kind kind, int index) {
        return HexFormat.of().formatHex(bytes(kind, index));
    }

    OptionalInt indexOfHex(Kind kind, String hex) {
        try {
            return hex.length() == 2 * LENGTH ? index(kind, HexFormat.of().parseHex(hex)) : OptionalInt.empty();
        } catch (IllegalArgumentException notHex) {
            return OptionalInt.empty();
        }
    }

    /** A UUID of a meeting or webinar: half of them begin with a slash or hold two in a row, as {@code Ids.meetingUuid()}. */
    String uuid(Kind kind, int index) {
        return Base64.getEncoder().encodeToString(uuidBytes(kind, index));
    }

    OptionalInt indexOfUuid(Kind kind, String uuid) {
        byte[] raw = uuid.length() == 24 ? decode(Base64.getDecoder(), uuid) : null;
        if (raw == null || raw.length != LENGTH) {
            return OptionalInt.empty();
        }
        int index = indexIn(kind, raw);
        return index >= 0 && uuid(kind, index).equals(uuid) ? OptionalInt.of(index) : OptionalInt.empty();
    }

    /** A number of 11 digits, beyond the range of an int. */
    long number(Kind kind, int index) {
        return first(kind) + (long) index * NUMBER_STEP + Math.floorMod(hash(kind, index), NUMBER_STEP);
    }

    OptionalInt indexOfNumber(Kind kind, long number) {
        long index = (number - first(kind)) / NUMBER_STEP;
        boolean possible = number >= first(kind) && index <= LARGEST_INDEX;
        return possible && number(kind, (int) index) == number ? OptionalInt.of((int) index) : OptionalInt.empty();
    }

    private static long first(Kind kind) {
        return kind == Kind.WEBINAR ? FIRST_WEBINAR : FIRST_MEETING;
    }

    private OptionalInt index(Kind kind, byte[] raw) {
        if (raw == null || raw.length != LENGTH) {
            return OptionalInt.empty();
        }
        int index = indexIn(kind, raw);
        return index >= 0 && Arrays.equals(raw, bytes(kind, index)) ? OptionalInt.of(index) : OptionalInt.empty();
    }

    private byte[] bytes(Kind kind, int index) {
        byte[] raw = new byte[LENGTH];
        long hash = hash(kind, index);
        put(raw, HASH_AT, hash, Long.BYTES);
        put(raw, INDEX_AT, index ^ mask(kind), Integer.BYTES);
        long filler = mix(hash);
        raw[0] = (byte) filler;
        raw[5] = (byte) (filler >> 8);
        raw[6] = (byte) (filler >> 16);
        raw[7] = (byte) (filler >> 24);
        return raw;
    }

    private byte[] uuidBytes(Kind kind, int index) {
        byte[] raw = bytes(kind, index);
        switch (Math.floorMod(raw[LENGTH - 1], UUID_FORMS)) {
            case 0, 1 -> raw[0] = (byte) 0xFF;
            case 2, 3 -> {
                raw[6] = (byte) 0xFF;
                raw[7] |= (byte) 0xF0;
            }
            case 4 -> raw[6] = (byte) 0xFA;
            default -> {
                // as the dice fell
            }
        }
        return raw;
    }

    private int indexIn(Kind kind, byte[] raw) {
        long value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = value << 8 | raw[INDEX_AT + i] & 0xFF;
        }
        return (int) value ^ mask(kind);
    }

    private int mask(Kind kind) {
        return (int) hash(kind, -1);
    }

    private static void put(byte[] target, int at, long value, int count) {
        for (int i = 0; i < count; i++) {
            target[at + i] = (byte) (value >> 8 * (count - 1 - i));
        }
    }

    private static byte[] decode(Base64.Decoder decoder, String text) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
