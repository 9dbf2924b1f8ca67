package io.github.camelzoom.client.file;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicHeaderValueParser;
import org.apache.hc.core5.http.message.ParserCursor;
import org.apache.hc.core5.net.PercentCodec;

/**
 * File names out of what strangers say: never a path, never a name that some file system treats in its own way. Pure
 * functions.
 */
public final class FileName {

    private static final String FALLBACK = "download";
    /** Most file systems end at 255 bytes; there must be room for the ending of an unfinished file. */
    private static final int LONGEST = 240;
    private static final int LONGEST_ENDING = 20;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}<>:\"|?*]");
    private static final Pattern EXTENDED = Pattern.compile("(?i)utf-8'[^']*'(.*)");
    private static final Set<String> RESERVED = Stream.concat(Stream.of("con", "prn", "aux", "nul", "conin$", "conout$"),
            IntStream.rangeClosed(0, 9).boxed().flatMap(i -> Stream.of("com" + i, "lpt" + i))).collect(
                    Collectors
                            .toUnmodifiableSet());

    private FileName() {}

    /** The last segment of the name, changed where it must be; never empty. */
    public static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        // One name has one form, else the same file would stand there twice.
        String plain = FORBIDDEN.matcher(Normalizer.normalize(last, Normalizer.Form.NFC)).replaceAll("_");
        // Leading dots hide a file, trailing ones and blanks are dropped by Windows.
        plain = plain.replaceAll("^[.\\s]+|[.\\s]+$", "");
        if (plain.isEmpty()) {
            return FALLBACK;
        }
        String stem = plain.split("\\.", 2)[0].strip().toLowerCase(Locale.ROOT);
        return shortened(RESERVED.contains(stem) ? "_" + plain : plain);
    }

    private static String shortened(String name) {
        if (bytes(name) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - ending.length());
        while (bytes(stem) + bytes(ending) > LONGEST) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem.strip() + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The name in a {@code Content-Disposition} (RFC 6266), not yet made safe.
     *
     * @return null when there is none
     */
    public static String of(String disposition) {
        if (disposition == null) {
            return null;
        }
        String plain = null;
        for (HeaderElement element : BasicHeaderValueParser.INSTANCE.parseElements(disposition, new ParserCursor(0, disposition
                .length()))) {
            for (NameValuePair parameter : element.getParameters()) {
                String value = parameter.getValue();
                if ("filename*".equalsIgnoreCase(parameter.getName()) && value != null) {
                    Matcher extended = EXTENDED.matcher(value);
                    if (extended.matches()) {
                        return PercentCodec.decode(extended.group(1), StandardCharsets.UTF_8);
                    }
                } else if ("filename".equalsIgnoreCase(parameter.getName()) && value != null && !value.isBlank()) {
                    plain = value;
                }
            }
        }
        return plain;
    }
}
