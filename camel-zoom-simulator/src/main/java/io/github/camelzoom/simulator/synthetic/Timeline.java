package io.github.camelzoom.simulator.synthetic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.function.IntUnaryOperator;

/**
 * Spreads so many happenings evenly over a range of UTC days, in order. The first of a day happens in its first second and the last
 * one in its last, since those are the ones that date windows lose or give twice. Immutable.
 */
final class Timeline {

    private static final long DAY = 86_400;

    private final long start;
    private final long seconds;
    private final int count;

    Timeline(LocalDate from, LocalDate to, int count) {
        this.start = from.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        this.seconds = (ChronoUnit.DAYS.between(from, to) + 1) * DAY;
        this.count = count;
    }

    Instant at(int index) {
        long plain = plain(index);
        long day = Math.floorDiv(plain, DAY);
        boolean first = index == 0 || Math.floorDiv(plain(index - 1), DAY) != day;
        boolean last = index == count - 1 || Math.floorDiv(plain(index + 1), DAY) != day;
        if (first && last) {
            return Instant.ofEpochSecond(day * DAY + (index % 2 == 0 ? 0 : DAY - 1));
        }
        return Instant.ofEpochSecond(first ? day * DAY : last ? day * DAY + DAY - 1 : plain);
    }

    private long plain(int index) {
        return start + Math.floorDiv(seconds * index, count);
    }

    /**
     * How many of a part of the happenings lie before an instant.
     *
     * @param size
     *            size of the part
     * @param position
     *            from a position in the part to the index here; must not fall
     */
    int before(Instant instant, int size, IntUnaryOperator position) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(position.applyAsInt(middle)).isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
