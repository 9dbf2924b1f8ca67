package io.github.camelzoom.producer;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.ContentBody;
import org.apache.hc.client5.http.entity.mime.FileBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.InputStreamBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.entity.mime.StringBody;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/**
 * Message body to multipart form. A Map gives the parts by name; anything else is the content of the operation's file
 * part. Files and cached streams can be repeated; a plain InputStream can be sent once. Stateless.
 */
final class MultipartBodies {

    private MultipartBodies() {}

    /**
     * @param  filePart                 the name of the operation's file part
     * @throws IllegalArgumentException when there is no body, or a part's type cannot be sent
     */
    static HttpEntity entity(Message message, String filePart) {
        Object body = message.getBody();
        if (body == null) {
            throw new IllegalArgumentException("the body is empty; expected a Map of parts, a File, Path, InputStream or"
                    + " byte[]");
        }
        MultipartEntityBuilder parts = builder();
        if (body instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value != null) {
                    String partName = printable(String.valueOf(name));
                    parts.addPart(partName, part(value, message, partName));
                }
            });
        } else {
            parts.addPart(filePart, part(body instanceof CharSequence text
                    ? text.toString().getBytes(StandardCharsets.UTF_8)
                    : body, message, filePart));
        }
        return parts.build();
    }

    /**
     * As browsers do it: name and file name quoted, as Zoom demands, in UTF-8. The extended mode of the library would
     * percent-encode file names, blanks included, and Zoom would keep them so.
     */
    static MultipartEntityBuilder builder() {
        return MultipartEntityBuilder.create().setMode(HttpMultipartMode.LEGACY).setCharset(StandardCharsets.UTF_8);
    }

    private static ContentBody part(Object value, Message message, String name) {
        if (value instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            return file(file);
        } else if (value instanceof File file) {
            return file(file);
        } else if (value instanceof Path path) {
            return file(path.toFile());
        } else if (value instanceof byte[] bytes) {
            return new ByteArrayBody(bytes, ContentType.APPLICATION_OCTET_STREAM, fileName(message, name));
        } else if (value instanceof StreamCache || value instanceof InputStream) {
            return stream(value, message, name);
        } else if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean
                || value instanceof Enum) {
            return new StringBody(value.toString(), ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8));
        }
        throw new IllegalArgumentException("part '" + name + "' is a " + value.getClass().getName()
                + "; expected a text, number, File, Path, byte[] or InputStream");
    }

    private static ContentBody file(File file) {
        if (!Files.isReadable(file.toPath()) || Files.isDirectory(file.toPath())) {
            throw new IllegalArgumentException("the file " + file.getName() + " does not exist or cannot be read");
        }
        return new FileBody(file, ContentType.APPLICATION_OCTET_STREAM, printable(file.getName()));
    }

    private static ContentBody stream(Object value, Message message, String name) {
        if (value instanceof StreamCache cache && !(value instanceof LiveStream) && cache instanceof InputStream && cache
                .length() > 0) {
            return new StreamCacheBody(cache, fileName(message, name));
        }
        InputStream in = value instanceof InputStream stream
                ? stream
                : message.getExchange().getContext().getTypeConverter().convertTo(InputStream.class, value);
        return new InputStreamBody(in, ContentType.APPLICATION_OCTET_STREAM, fileName(message, name));
    }

    private static String fileName(Message message, String name) {
        String fromHeader = message.getHeader(Exchange.FILE_NAME, String.class);
        if (fromHeader == null || fromHeader.isBlank()) {
            return name;
        }
        // A file name is never a path: it may stem from another system.
        return printable(fromHeader.substring(Math.max(fromHeader.lastIndexOf('/'), fromHeader.lastIndexOf('\\')) + 1));
    }

    /** The library writes line breaks as they are, and what follows one would be a header of the part. */
    static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "_");
    }
}
