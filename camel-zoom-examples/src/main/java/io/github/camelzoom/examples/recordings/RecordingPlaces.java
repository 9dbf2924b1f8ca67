package io.github.camelzoom.examples.recordings;

import java.util.Locale;
import java.util.Map;

import org.apache.camel.Variable;

/**
 * Where the files of recordings go: {@code <host>/<day>/<time> <topic>/<kind>.<ending>}. Topics are what people wrote, so
 * only letters, digits and a few signs of them are used.
 */
public final class RecordingPlaces {

    private static final int LONGEST_TOPIC = 80;

    /** The folder of a recording, below that of all recordings; variables {@code recording} and {@code host} are Zoom's answers. */
    public String folder(@Variable("recording") Map<String, Object> recording, @Variable("host") Map<String, Object> host) {
        String start = text(recording, "start_time"); // 2026-03-01T09:30:00Z
        return "%s/%s/%s %s".formatted(plain(text(host, "email")), plain(start.substring(0, 10)),
                plain(start.substring(11, 16).replace(":", "")), plain(text(recording, "topic")));
    }

    /** The name of a file in it: a transcript gets the name of what it is the transcript of. */
    public String file(Map<String, Object> file) {
        String kind = text(file, "recording_type").isEmpty() ? text(file, "file_type") : text(file, "recording_type");
        String ending = switch (text(file, "file_type")) {
            case "TRANSCRIPT", "CC" -> "vtt";
            case "CHAT" -> "txt";
            default -> text(file, "file_extension");
        };
        return plain(kind + "." + ending).toLowerCase(Locale.ROOT);
    }

    private static String text(Map<String, Object> object, String field) {
        Object value = object.get(field);
        return value == null ? "" : value.toString();
    }

    private static String plain(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N} .,@+_-]", "_").replaceAll("^[. ]+|[. ]+$", "");
        plain = plain.substring(0, Math.min(plain.length(), LONGEST_TOPIC)).strip();
        return plain.isEmpty() ? "untitled" : plain;
    }
}
