package io.github.camelzoom.proof;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** How much heap this JVM needed. */
final class PeakHeap {

    private PeakHeap() {}

    /** Bytes since the last call: the sum of what each part of the heap had at most, so rather too much than too little. */
    static long bytes() {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool
                .getType() == MemoryType.HEAP).toList();
        long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        return peak;
    }
}
