package io.github.camelzoom.simulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelzoom.simulator.BodyKind;
import io.github.camelzoom.simulator.catalogue.Property;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.rest.ApiFailure.FieldError;

/** Checks {@code multipart/form-data}: a file must be there, names must be quoted, required parts must not be missing. */
final class MultipartCheck {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]+)\"|([^;\\s]+))");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^Content-Disposition:\\s*form-data\\b(.*)$");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i);\\s*filename\\s*=\\s*\"");
    private static final Pattern UNQUOTED = Pattern.compile("(?i);\\s*(?:file)?name\\s*=\\s*[^\"\\s]");

    private static final Set<String> FILE_PARTS = Set.of("file", "files", "pic_file");

    private MultipartCheck() {}

    static void check(Schema schema, Request request) {
        Matcher boundary = BOUNDARY.matcher(request.headers().first("Content-Type").orElse(""));
        if (request.bodyKind() != BodyKind.MULTIPART || !boundary.find()) {
            throw noFile();
        }
        String delimiter = "--" + (boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
        // One char a byte keeps offsets and file contents as they are.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        if (!body.contains(delimiter + "--")) {
            throw new ApiFailure(400, 300, "Unexpected end of the multipart form.");
        }
        Set<String> names = new HashSet<>();
        boolean file = false;
        for (String part : body.split(Pattern.quote(delimiter))) {
            int end = part.indexOf("\r\n\r\n");
            Matcher disposition = DISPOSITION.matcher(end < 0 ? "" : part.substring(0, end));
            if (disposition.find()) {
                String parameters = disposition.group(1);
                Matcher name = NAME.matcher(parameters);
                if (UNQUOTED.matcher(parameters).find() || !name.find()) {
                    throw new ApiFailure(400, 300, "Invalid 'Content-Disposition' in multipart form");
                }
                names.add(name.group(1));
                file |= FILE_NAME.matcher(parameters).find();
            }
        }
        requireParts(schema, names, file);
    }

    private static void requireParts(Schema schema, Set<String> names, boolean file) {
        // The tables do not mark every file as binary.
        boolean knowsFile = schema.body().stream().anyMatch(p -> p.format().equals("binary") || FILE_PARTS.contains(p.name()));
        if (!file && (knowsFile || schema.body().isEmpty())) {
            throw noFile();
        }
        List<FieldError> errors = new ArrayList<>();
        for (Property property : schema.body()) {
            if (property.required() && !property.readOnly() && !names.contains(property.name())) {
                errors.add(new FieldError(property.name(), "Missing field, this field is required."));
            }
        }
        if (!errors.isEmpty()) {
            throw ApiFailure.validation(errors);
        }
    }

    private static ApiFailure noFile() {
        return new ApiFailure(400, 120, "No file uploaded, verify that a file has been uploaded.");
    }
}
