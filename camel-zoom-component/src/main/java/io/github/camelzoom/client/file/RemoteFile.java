package io.github.camelzoom.client.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelzoom.client.auth.Secret;

/**
 * What is known of a file before it is fetched: a file object of a recording or an event, or an address alone. Immutable.
 *
 * @param url           where it is; null while Zoom has not said
 * @param token         the file's own token; null when there is none
 * @param size          in bytes, -1 when not known
 * @param status        Zoom's word for how far it is; null when not known
 * @param id            of the file, null when not known
 * @param meeting       the meeting instance it belongs to, null when not known
 * @param recordingType e.g. {@code audio_transcript}; null when not known
 * @param fileType      e.g. {@code MP4} or {@code TRANSCRIPT}; null when not known
 * @param fileName      a name that Zoom or a caller gave it, null when none
 * @param extension     as Zoom says it, null when not known
 */
public record RemoteFile(URI url, Secret token, long size, String status, String id, String meeting, String recordingType,
        String fileType, String fileName, String extension) {

    private static final int UNKNOWN = -1;
    private static final String PROCESSING = "processing";

    /** File types whose ending Zoom does not always name. */
    private static final Map<String, String> ENDINGS = Map.of("TRANSCRIPT", "vtt", "CC", "vtt", "CHAT", "txt", "CHAT_MESSAGE",
            "txt", "TIMELINE", "json", "TB", "json", "SUMMARY", "json");
    private static final Set<String> JSON_TYPES = Set.of("json", "txt", "bin");

    /**
     * @throws IllegalArgumentException if it is no absolute http(s) URL
     */
    public static RemoteFile of(String url) {
        return new RemoteFile(uri(url), null, UNKNOWN, null, null, null, null, null, null, null);
    }

    /**
     * Reads a file object: of a recording, of an event's payload, or an answer with a {@code download_url}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static RemoteFile of(JsonNode object) {
        JsonNode file = object;
        if (!object.has("download_url") && object.path("payload").path("object").isObject()) {
            file = object.path("payload").path("object");
        }
        if (file.has("recording_files")) {
            throw new IllegalArgumentException("a recording has many files: split it first, by recording_files[*]");
        }
        String address = text(file, "download_url");
        if (address == null && text(file, "status") == null && text(file, "file_type") == null && text(file,
                "recording_type") == null) {
            throw new IllegalArgumentException("no download_url");
        }
        if (file.path("can_download").isBoolean() && !file.path("can_download").asBoolean()) {
            throw new IllegalArgumentException("can_download is false: Zoom does not give out this file");
        }
        String token = first(text(file, "download_access_token"), first(text(file, "download_token"), first(text(object,
                "download_token"), text(object, "download_access_token"))));
        JsonNode size = file.path("file_size");
        return new RemoteFile(address == null ? null : uri(address), token == null ? null : Secret.of(token),
                size.isNumber() || size.isTextual() ? size.asLong(UNKNOWN) : UNKNOWN, text(file, "status"),
                text(file, "id"), text(file, "meeting_id"), text(file, "recording_type"), text(file, "file_type"),
                text(file, "file_name"), text(file, "file_extension"));
    }

    private static URI uri(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            // Without the cause: its message quotes the URL, which may hold a token.
            throw new IllegalArgumentException("the download URL is not a URL (" + e.getReason() + ")");
        }
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("the download URL is not an absolute web address");
        }
        String query = uri.getRawQuery();
        if (query != null && query.matches("(?i)(.*&)?access_token=.*")) {
            throw new IllegalArgumentException("the download URL has an access_token in its query, which Zoom refuses since"
                    + " 2023: leave it out, or give it as the download token");
        }
        return uri;
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText("");
        return text.isBlank() || node.path(field).isNull() ? null : text.strip();
    }

    private static <T> T first(T one, T other) {
        return one == null ? other : one;
    }

    /** The same with a token of its own; null takes none away. */
    public RemoteFile withToken(Secret given) {
        return new RemoteFile(url, first(given, token), size, status, id, meeting, recordingType, fileType, fileName,
                extension);
    }

    /** The same with this name, if any. */
    public RemoteFile named(String given) {
        return new RemoteFile(url, token, size, status, id, meeting, recordingType, fileType, first(given, fileName),
                extension);
    }

    /** The same, as it is told by a later answer of Zoom's. */
    RemoteFile seenAgain(RemoteFile later) {
        return new RemoteFile(first(later.url, url), first(later.token, token), later.size, later.status, id, meeting,
                recordingType, first(later.fileType, fileType), fileName, first(later.extension, extension));
    }

    /** The same without what it said about not being ready, which may have passed. */
    RemoteFile assumedReady() {
        return new RemoteFile(url, token, size > 0 ? size : UNKNOWN, null, id, meeting, recordingType, fileType, fileName,
                extension);
    }

    /** Why it cannot be fetched yet; null when it can. */
    String notReady() {
        if (PROCESSING.equalsIgnoreCase(status)) {
            return "its status is " + PROCESSING;
        }
        if (url == null) {
            return "it has no download_url yet";
        }
        return size == 0 ? "its size is 0" : null;
    }

    /** Whether Zoom can be asked for it by its ids. */
    boolean canBeLookedUp() {
        return meeting != null && (id != null || recordingType != null || fileType != null);
    }

    /** Whether it is the same file of one recording. */
    public boolean isSameAs(RemoteFile other) {
        return id != null && other.id != null
                ? id.equals(other.id)
                : same(recordingType, other.recordingType) && same(fileType, other.fileType);
    }

    private static boolean same(String one, String other) {
        return one == null ? other == null : one.equals(other);
    }

    /** The ending of its name in lower case, null when not known. */
    String ending() {
        if (extension != null) {
            return extension.toLowerCase(Locale.ROOT);
        }
        return fileType == null
                ? null
                : ENDINGS.getOrDefault(fileType.toUpperCase(Locale.ROOT), fileType.toLowerCase(
                        Locale.ROOT));
    }

    /** Whether its content may be JSON. */
    boolean mayBeJson() {
        return ending() == null || JSON_TYPES.contains(ending());
    }

    /**
     * A name for it out of what Zoom says about it, the same each time; null when that is not enough. Not yet made safe.
     */
    public String ownName() {
        if (fileName != null) {
            return fileName;
        }
        String identity = first(id, meeting);
        if (identity == null) {
            return null;
        }
        String kind = first(recordingType, fileType);
        return identity + (kind == null ? "" : "-" + kind.toLowerCase(Locale.ROOT)) + (ending() == null ? "" : "." + ending());
    }

    /** Without address and token: both open the file. */
    @Override
    public String toString() {
        return "RemoteFile[" + ownName() + "]";
    }
}
