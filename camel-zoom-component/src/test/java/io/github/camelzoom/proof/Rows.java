package io.github.camelzoom.proof;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

/** A multiset of rows as two numbers, so that two processes can compare what they have without sending it. */
final class Rows {

    private final String[] fields;
    private long count;
    private long sum;

    /** @param fields which of its fields tell a row */
    Rows(String fields) {
        this.fields = fields.split(",");
    }

    void add(JsonNode row) {
        // FNV-1a; the sum does not depend on the order.
        long hash = 0xcbf29ce484222325L;
        for (String field : fields) {
            for (byte b : (row.path(field).asText() + '\n').getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ b) * 0x100000001b3L;
            }
        }
        count++;
        sum += hash * 0x9e3779b97f4a7c15L ^ hash >>> 29;
    }

    @Override
    public String toString() {
        return count + " " + Long.toHexString(sum);
    }
}
