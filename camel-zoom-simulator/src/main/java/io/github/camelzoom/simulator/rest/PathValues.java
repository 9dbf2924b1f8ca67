package io.github.camelzoom.simulator.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.camelzoom.simulator.catalogue.Operation;

/**
 * Decodes path segments as Zoom does. A UUID that begins with a slash or holds two in a row is only understood when it was
 * percent-encoded twice; one that holds a single slash in either way; any other only when it was encoded once.
 */
final class PathValues {

    private static final Set<String> MEETING_NAMES = Set.of("meetingid", "webinarid");

    private PathValues() {}

    static Map<String, String> decode(Operation operation, Map<String, String> raw) {
        Map<String, String> decoded = new LinkedHashMap<>();
        raw.forEach((name, value) -> decoded.put(name, holdsUuid(operation, name) ? uuid(value) : once(value)));
        return decoded;
    }

    static boolean holdsUuid(Operation operation, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("uuid") || MEETING_NAMES.contains(lower)
                || lower.equals("sessionid") && operation.product().equals("Video SDK");
    }

    static String uuid(String raw) {
        String first = once(raw);
        String second = first.contains("%") ? once(first) : first;
        boolean twice = !second.equals(first);
        boolean needsTwice = second.startsWith("/") || second.contains("//");
        if (twice ? !second.contains("/") : needsTwice) {
            throw ApiFailure.noSuchMeeting(first);
        }
        return second;
    }

    static String once(String raw) {
        try {
            // A plus sign in a path is a plus sign.
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ApiFailure(400, 300, "Malformed percent-encoding in the path: " + raw);
        }
    }
}
